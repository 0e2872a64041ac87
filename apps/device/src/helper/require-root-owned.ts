import { lstat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

const writableByOthers = 0o022;
const sticky = 0o1000;

/**
 * Sees to it that nobody but root can have written a file: neither it, nor a folder above it through which it could be
 * replaced, belongs to or can be written by anybody else. A link counts as such a way.
 *
 * @throws Error that names the path which does not hold.
 */
export const requireRootOwned = async (file: string): Promise<void> => {
  for (let path = resolve(file), isFile = true; ; path = dirname(path), isFile = false) {
    const found = await lstat(path);
    if (found.uid !== 0) throw new Error(`${path} does not belong to root`);
    if (isFile && !found.isFile()) throw new Error(`${path} is not a file`);
    if (!isFile && !found.isDirectory()) throw new Error(`${path} is not a folder`);
    // In a folder like /tmp nobody can rename what belongs to others.
    const isSafe = (found.mode & writableByOthers) === 0 || (!isFile && (found.mode & sticky) !== 0);
    if (!isSafe) throw new Error(`${path} can be written by others than root`);
    if (path === '/') return;
  }
};

import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file whole or not at all, whatever happens on the way: to a temporary file beside it, which then takes its
 * place. Missing folders are made.
 *
 * @param mode whatever the umask is
 * @param options `exclusive`: a file that is there already stays, and the error has the code EEXIST; `owner`: only root
 * can give files away, anybody else keeps them.
 */
export const writeWhole = async (
  path: string,
  content: string | Uint8Array,
  mode: number,
  { exclusive = false, owner }: { exclusive?: boolean; owner?: { uid: number; gid: number } } = {},
): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(content);
      // Before the permissions: a change of the owner takes some of them away.
      if (owner !== undefined && process.getuid?.() === 0) await file.chown(owner.uid, owner.gid);
      await file.chmod(mode);
      await file.sync();
    } finally {
      await file.close();
    }
    if (exclusive) await link(temporary, path);
    else await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
};

/** Whether a file is a temporary one, whose writer has been killed if it stays. */
export const isTemporaryName = (name: string): boolean => /\.[0-9a-f]{12}$/.test(name);

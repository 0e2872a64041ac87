import { lstat, readFile, readlink, rm } from 'node:fs/promises';
import { integer, object, choice, optional, text, type ValueOf } from '../model/model.ts';
import { writeWhole } from '../write-whole.ts';
import { replaceLink } from './replace-link.ts';

/** A file as it was, to be given back later: its bytes in base64, or where a symbolic link led, or that there was none. */
export const keptFile = object({
  kind: choice(['none', 'file', 'link']),
  content: optional(text()),
  mode: optional(integer({ min: 0, max: 0o7777 })),
  uid: optional(integer({ min: 0 })),
  gid: optional(integer({ min: 0 })),
  target: optional(text()),
});

export type KeptFile = ValueOf<typeof keptFile>;

/** In base64, what is given back must fit into a request to the helper. */
const maximumBytes = 4 * 1024 * 1024;
/** Nothing was there. */
export const noFile: KeptFile = {
  kind: 'none',
  content: undefined,
  mode: undefined,
  uid: undefined,
  gid: undefined,
  target: undefined,
};

/** Takes down a file. A link is not followed. @throws Error for a folder, a device, and what is too large to keep. */
export const keepFile = async (path: string): Promise<KeptFile> => {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    // Where a file is in the place of a folder of the path, there is nothing either.
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (found === undefined) return noFile;
  if (found.isSymbolicLink()) return { ...noFile, kind: 'link', target: await readlink(path) };
  if (!found.isFile()) throw new Error(`${path} is no file`);
  if (found.size > maximumBytes) throw new Error(`${path} is too large to be restored later`);
  const { uid, gid } = found;
  const content = (await readFile(path)).toString('base64');
  return { ...noFile, kind: 'file', content, mode: found.mode & 0o7777, uid, gid };
};

/** Makes a file what it was. */
export const giveBackFile = async (path: string, kept: KeptFile): Promise<void> => {
  const { kind, content = '', mode = 0o600, uid = 0, gid = 0, target = '' } = kept;
  if (kind === 'none') await rm(path, { force: true });
  else if (kind === 'link') await replaceLink(path, target);
  else await writeWhole(path, Buffer.from(content, 'base64'), mode, { owner: { uid, gid } });
};

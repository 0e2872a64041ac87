import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

const maximumBytes = 65_536;

/**
 * The lines of a text file that another program writes where everybody may write: what is no regular file is refused,
 * and only its beginning is read. Undefined when there is none.
 *
 * @throws Error of the file system
 */
export const readLines = async (path: string): Promise<string[] | undefined> => {
  try {
    // A pipe in its place must not keep the service waiting, and a link must not lead to secrets.
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      if (!(await file.stat()).isFile()) throw new Error(`${path} is no regular file`);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(maximumBytes), 0, maximumBytes, 0);
      return linesOf(buffer.toString('utf8', 0, bytesRead));
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/** Lines without the empty ones around them. */
export const linesOf = (text: string): string[] => {
  const trimmed = text.trim();
  return trimmed === '' ? [] : trimmed.split('\n');
};

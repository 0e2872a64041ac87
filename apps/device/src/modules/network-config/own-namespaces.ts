import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { bootId } from '../../platform/boot-id.ts';
import { writeWhole } from '../../platform/write-whole.ts';

/** What makes a namespace the one that was noted, and not another of the same name. */
interface Identity {
  boot: string;
  inode: number;
}

/**
 * The namespaces that this service has created, kept in `namespaces.json` so that a restart does not forget them.
 * Others are never emptied or deleted.
 */
export interface OwnNamespaces {
  /** Those that are still there. */
  list(): Promise<string[]>;
  remember(name: string): Promise<void>;
  forget(name: string): Promise<void>;
}

/** @param netnsDir folder of the named namespaces. */
export const openOwnNamespaces = (folder: string, netnsDir: string): OwnNamespaces => {
  const file = join(folder, 'namespaces.json');

  const identityOf = async (name: string): Promise<Identity> => ({
    boot: await bootId(),
    inode: (await stat(join(netnsDir, name))).ino,
  });

  const read = async (): Promise<Map<string, Identity>> => {
    try {
      const noted = JSON.parse(await readFile(file, 'utf8')) as Record<string, Identity>;
      return new Map(Object.entries(noted));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError)
        return new Map();
      throw error;
    }
  };

  const change = async (edit: (noted: Map<string, Identity>) => void): Promise<void> => {
    const noted = await read();
    edit(noted);
    await writeWhole(file, JSON.stringify(Object.fromEntries(noted)), 0o600);
  };

  const isStillThere = async (name: string, noted: Identity): Promise<boolean> => {
    try {
      const now = await identityOf(name);
      return now.boot === noted.boot && now.inode === noted.inode;
    } catch {
      return false;
    }
  };

  return {
    list: async () => {
      const noted = [...(await read())];
      const there = await Promise.all(noted.map(([name, identity]) => isStillThere(name, identity)));
      return noted.filter((_entry, position) => there[position]).map(([name]) => name);
    },
    remember: async (name) => {
      const identity = await identityOf(name);
      await change((noted) => {
        for (const [other, { boot }] of noted) if (boot !== identity.boot) noted.delete(other);
        noted.set(name, identity);
      });
    },
    forget: (name) => change((noted) => noted.delete(name)),
  };
};

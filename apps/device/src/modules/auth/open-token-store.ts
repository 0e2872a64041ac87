import { existsSync } from 'node:fs';
import { open as openFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { migrate, openDatabase, type Database, type Logger, type SecretBox } from '@netloom/server-kit';
import { sql } from 'kysely';
import { createTokens } from './migrations/0001-create-tokens.ts';
import { requiredTables } from './tables.ts';

const databaseFile = 'tokens.db';
const moduleName = 'auth';

/**
 * Opens the database of tokens and brings its schema up to date. One that is damaged is put aside and a new one begun:
 * clients then need new tokens, and the service works. Tables that somebody has dropped are made again.
 *
 * @throws NewerDatabaseError, or an error of SQLite when the place cannot be written.
 */
export const openTokenStore = async (folder: string, secrets: SecretBox, log: Logger): Promise<Database> => {
  const path = join(folder, databaseFile);
  try {
    return await open(path, secrets);
  } catch (error) {
    if (!isDamage(error)) throw error;
    const aside = `${path}.damaged-${Date.now()}`;
    log.error(
      { err: error, aside },
      'the database of tokens is damaged: it is put aside and a new one begun',
    );
    await rename(path, aside);
    for (const tail of ['-wal', '-shm']) if (existsSync(path + tail)) await rename(path + tail, aside + tail);
    return open(path, secrets);
  }
};

const open = async (path: string, secrets: SecretBox): Promise<Database> => {
  await keepPrivate(path);
  const database = openDatabase(`sqlite:${path}`);
  try {
    const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(database.db);
    if (rows[0]?.quick_check !== 'ok') throw new DamagedDatabaseError(rows[0]?.quick_check ?? 'no answer');
    await mend(database);
    await migrate(database, [{ module: moduleName, migrations: [createTokens] }], secrets);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
};

/** Whoever may read the shared secret may enter the folder as well. The files beside it get the mode of this one. */
const keepPrivate = async (path: string): Promise<void> => {
  const file = await openFile(path, 'a', 0o600);
  try {
    await file.chmod(0o600);
  } finally {
    await file.close();
  }
};

class DamagedDatabaseError extends Error {
  override name = 'DamagedDatabaseError';
}

/** SQLITE_CORRUPT and SQLITE_NOTADB (sqlite.org/rescode.html). */
const isDamage = (error: unknown): boolean =>
  error instanceof DamagedDatabaseError ||
  [11, 26].includes(Number((error as { errcode?: number }).errcode) & 0xff);

/** The tables that are missing although the schema was recorded. */
export const missingTables = async ({ db }: Database): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(
    db,
  );
  const there = new Set(rows.map(({ name }) => name));
  return requiredTables.filter((name) => !there.has(name));
};

/** The migrations run again where a table is missing: they make only what is not there. */
const mend = async (database: Database): Promise<void> => {
  const { rows } = await sql<{ name: string }>`
    select name from sqlite_master where type = 'table' and name = 'netloom_migration'`.execute(database.db);
  if (rows.length === 0 || (await missingTables(database)).length === 0) return;
  await database.db.deleteFrom('netloom_migration').where('module', '=', moduleName).execute();
};

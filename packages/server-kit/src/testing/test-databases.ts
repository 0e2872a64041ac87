import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Database, Dialect } from '../database/database.ts';
import { testSecrets } from './test-secrets.ts';
import { migrate, type ModuleMigrations } from '../database/migrate.ts';
import { openDatabase } from '../database/open-database.ts';
import { isAvailable, sharedServerUrl } from './test-servers.ts';
import { makeTemporaryFolder } from './throwaway-server.ts';

/** A fresh database. `close` also deletes it. */
export interface TestDatabase extends Database {
  /** For another process, or another connection, on the same database. */
  url: string;
}

/**
 * The databases to run a suite on: SQLite always, PostgreSQL where there is one.
 *
 * ```ts
 * describe.each(testDialects)('on %s', (dialect) => {
 *   let database: TestDatabase;
 *   beforeAll(async () => (database = await openTestDatabase(dialect, [userMigrations])));
 *   afterAll(() => database.close());
 * ```
 */
export const testDialects: readonly Dialect[] = isAvailable('postgres') ? ['sqlite', 'postgres'] : ['sqlite'];

/** Opens a new database of this test file alone and migrates it. */
export const openTestDatabase = async (
  dialect: Dialect,
  modules: readonly ModuleMigrations[] = [],
): Promise<TestDatabase> => {
  const { url, drop } = dialect === 'sqlite' ? makeSqliteFile() : await createPostgresDatabase();
  const database = openDatabase(url);
  const close = async (): Promise<void> => {
    await database.close();
    await drop();
  };
  try {
    await migrate(database, modules, testSecrets);
  } catch (error) {
    await close();
    throw error;
  }
  return { ...database, url, close };
};

const makeSqliteFile = (): { url: string; drop: () => Promise<void> } => {
  const folder = makeTemporaryFolder('database');
  return {
    url: `sqlite:${join(folder, 'test.db')}`,
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  };
};

const createPostgresDatabase = async (): Promise<{ url: string; drop: () => Promise<void> }> => {
  const server = await sharedServerUrl('postgres');
  const name = `netloom_test_${randomBytes(6).toString('hex')}`;
  await administer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(server, `drop database if exists ${name} with (force)`) };
};

const administer = async (server: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, PostgresDialect, sql } from 'kysely';
import type pg from 'pg';
import { bindValues } from './bind-values.ts';
import type { Database, Tables } from './database.ts';
import { createSqliteDialect } from './sqlite-dialect.ts';

const int8 = 20;

/**
 * Of SQLite's own 2 MiB the pages of a long list would push each other out at every request. Memory is taken for what
 * has been read: a small database stays far below.
 */
const pageCacheKib = 65_536;

/** Loaded when it is used: who keeps the data in SQLite needs no client of PostgreSQL. */
const loadPostgres = (): typeof pg => createRequire(import.meta.url)('pg') as typeof pg;

/**
 * Opens the database that `url` names: `postgres://user:password@host/name`, or `sqlite:/path/to/file` (made when
 * missing), or `sqlite::memory:`. PostgreSQL is reached at the first statement; call `ping` to know.
 */
export const openDatabase = (url: string, options: { poolSize?: number } = {}): Database =>
  url.startsWith('sqlite:')
    ? openSqlite(url.slice('sqlite:'.length))
    : openPostgres(url, options.poolSize ?? 10);

const openSqlite = (path: string): Database => {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = new DatabaseSync(path, { timeout: 5000, enableForeignKeyConstraints: true });
  // NORMAL in WAL mode never corrupts and loses nothing when the process is killed; only a power cut may take back
  // the last commits, and devices repeat what the controller has forgotten. FULL would stop the event loop for one
  // disk flush per commit.
  file.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma temp_store = memory;');
  file.exec(`pragma cache_size = -${pageCacheKib}`);
  gatherStatistics(file, 'pragma analysis_limit = 400; pragma optimize = 0x10002');
  const optimizing = setInterval(() => gatherStatistics(file, 'pragma optimize'), 3_600_000).unref();
  let statements = 0;
  const db = new Kysely<Tables>({
    dialect: createSqliteDialect(file),
    plugins: [bindValues('sqlite')],
    log: () => void statements++,
  });
  return {
    db,
    dialect: 'sqlite',
    statements: () => statements,
    ping: async () => void (await sql`select 1`.execute(db)),
    close: () => {
      clearInterval(optimizing);
      return db.destroy();
    },
  };
};

/**
 * Without statistics SQLite takes every index for a good one, also one that half of the rows have in common. It looks
 * at a few hundred rows of the tables that need it, when the database is opened and every hour.
 */
const gatherStatistics = (file: DatabaseSync, statements: string): void => {
  try {
    file.exec(statements);
  } catch {
    // Another process is writing: there is a next time.
  }
};

const openPostgres = (url: string, poolSize: number): Database => {
  const { Pool, types } = loadPostgres();
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 5000,
    statement_timeout: 60_000,
    application_name: 'netloom',
    types: {
      // `count(*)` and `bigint` as numbers: nothing here counts beyond 2^53.
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === int8 ? Number : types.getTypeParser(oid, format as 'text'),
    },
  });
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {});
  // One that breaks while it is in use says so to its statement, which rejects, and as an event that somebody must hear.
  pool.on('connect', (client) => client.on('error', () => {}));
  let statements = 0;
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [bindValues('postgres')],
    log: () => void statements++,
  });
  return {
    db,
    dialect: 'postgres',
    statements: () => statements,
    ping: async () => void (await sql`select 1`.execute(db)),
    close: () => db.destroy(),
  };
};

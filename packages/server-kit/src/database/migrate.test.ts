import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import type { Tables } from './database.ts';
import { migrate, NewerDatabaseError } from './migrate.ts';
import type { Migration } from './migration.ts';
import { uniqueViolation } from './unique-violation.ts';
import { testSecrets } from '../testing/test-secrets.ts';
import { openTestDatabase, testDialects, type TestDatabase } from '../testing/test-databases.ts';

declare module '@netloom/server-kit' {
  interface Tables {
    test_thing: { id: number; label: string; flag: boolean; document: unknown; at: Date; data: Uint8Array };
  }
}

const createThings: Migration = {
  name: '0001-create-things',
  up: async ({ tx, types }) => {
    await tx.schema
      .createTable('test_thing')
      .addColumn('id', types.serial, (column) => column.primaryKey())
      .addColumn('label', types.text, (column) => column.notNull().unique())
      .addColumn('flag', types.bool)
      .addColumn('document', types.json)
      .addColumn('at', types.time)
      .addColumn('data', types.bytes)
      .execute();
  },
};

describe.each(testDialects)('migrate on %s', (dialect) => {
  const open = () => openTestDatabase(dialect);
  let database: TestDatabase;
  afterEach(() => database.close());

  it('applies each step once', async () => {
    database = await open();
    const modules = [{ module: 'things', migrations: [createThings] }];
    expect(await migrate(database, modules, testSecrets)).toEqual(['things/0001-create-things']);
    expect(await migrate(database, modules, testSecrets)).toEqual([]);
  });

  it('leaves the database as it was when a step fails', async () => {
    database = await open();
    const broken: Migration = {
      name: '0002-broken',
      up: async ({ tx }) => {
        await sql`create table half_done (id integer)`.execute(tx);
        throw new Error('the step failed');
      },
    };
    await expect(
      migrate(database, [{ module: 'things', migrations: [createThings, broken] }], testSecrets),
    ).rejects.toThrow('the step failed');
    await expect(sql`select * from half_done`.execute(database.db)).rejects.toThrow();
    await expect(sql`select * from test_thing`.execute(database.db)).rejects.toThrow();
    expect(
      await migrate(database, [{ module: 'things', migrations: [createThings] }], testSecrets),
    ).toHaveLength(1);
  });

  it('refuses a database that a newer program has used', async () => {
    database = await open();
    const newer = { name: '0002-newer', up: async () => {} };
    await migrate(database, [{ module: 'things', migrations: [createThings, newer] }], testSecrets);
    await expect(
      migrate(database, [{ module: 'things', migrations: [createThings] }], testSecrets),
    ).rejects.toThrow(NewerDatabaseError);
    // A module that is switched off does not count.
    expect(await migrate(database, [], testSecrets)).toEqual([]);
  });

  it('gives values back as they were written', async () => {
    database = await open();
    await migrate(database, [{ module: 'things', migrations: [createThings] }], testSecrets);
    const row: Tables['test_thing'] = {
      id: 7,
      label: 'a',
      flag: true,
      document: [{ b: 1, a: [true, null] }, 'x'],
      at: new Date('2026-01-02T03:04:05.678Z'),
      data: new Uint8Array([0, 255, 10]),
    };
    await database.db.insertInto('test_thing').values(row).execute();
    const [read] = await database.db.selectFrom('test_thing').selectAll().where('flag', '=', true).execute();
    expect({ ...read, data: new Uint8Array(read?.data ?? []) }).toEqual(row);
    // The order of keys decides the bytes of what is rendered from a document.
    expect(JSON.stringify(read?.document)).toBe(JSON.stringify(row.document));
    await database.db.updateTable('test_thing').set({ flag: false, document: {} }).execute();
    expect(
      await database.db.selectFrom('test_thing').select(['flag as renamed', 'document']).execute(),
    ).toEqual([{ renamed: false, document: {} }]);
  });

  it('tells a unique violation from other errors', async () => {
    database = await open();
    await migrate(database, [{ module: 'things', migrations: [createThings] }], testSecrets);
    const insert = (label: string) =>
      sql`insert into test_thing (label) values (${label})`.execute(database.db);
    await insert('same');
    const error = await insert('same').catch((reason: unknown) => reason);
    expect(uniqueViolation(error)?.columns).toEqual(['label']);
    expect(
      uniqueViolation(await sql`select nothing`.execute(database.db).catch((reason: unknown) => reason)),
    ).toBeUndefined();
  });

  it('counts statements', async () => {
    database = await open();
    const before = database.statements();
    await sql`select 1`.execute(database.db);
    await sql`select 2`.execute(database.db);
    expect(database.statements() - before).toBe(2);
  });

  it('keeps the work of transactions that run at the same time apart', async () => {
    database = await open();
    await migrate(database, [{ module: 'things', migrations: [createThings] }], testSecrets);
    const write = (label: string, fails: boolean) =>
      database.db.transaction().execute(async (tx) => {
        await sql`insert into test_thing (label) values (${label})`.execute(tx);
        await sql`select 1`.execute(tx);
        if (fails) throw new Error('taken back');
      });
    await Promise.allSettled([write('a', false), write('b', true), write('c', false), write('d', true)]);
    const rows = await database.db.selectFrom('test_thing').select('label').orderBy('label').execute();
    expect(rows.map(({ label }) => label)).toEqual(['a', 'c']);
  });
});

describe.each(testDialects)('migrate with two starters on %s', (dialect) => {
  it('runs every step once', async () => {
    const database = await openTestDatabase(dialect);
    const starter = fileURLToPath(new URL('migrate.starter.fixture.ts', import.meta.url));
    const start = () => promisify(execFile)(process.execPath, [starter, database.url]);
    const results = await Promise.all([start(), start(), start()]);
    expect(results.map(({ stdout }) => stdout.trim()).filter(Boolean)).toEqual(['things/0001-slow']);
    await database.close();
  });
});

describe.runIf(testDialects.includes('postgres'))('a connection of PostgreSQL that is cut', () => {
  it('fails what runs on it and nothing else', async () => {
    const database = await openTestDatabase('postgres');
    const cut = database.db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(database.db);
      await setTimeout(50);
      await sql`select 1`.execute(tx);
    });
    await expect(cut).rejects.toThrow();
    await database.ping();
    await database.close();
  });
});

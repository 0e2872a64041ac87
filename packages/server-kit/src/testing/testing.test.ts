import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../database/open-database.ts';
import { startRedis } from './start-redis.ts';
import { openTestDatabase, testDialects, type TestDatabase } from './test-databases.ts';
import { isAvailable, sharedServerUrl } from './test-servers.ts';
import { waitFor } from './wait-for.ts';

describe.each(testDialects)('a test database on %s', (dialect) => {
  const migrations = [
    {
      module: 'example',
      migrations: [
        {
          name: '0001-create-example',
          up: async ({ tx }: { tx: TestDatabase['db'] }) =>
            void (await sql`create table example (id integer)`.execute(tx)),
        },
      ],
    },
  ];
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase(dialect, migrations);
  });
  afterAll(() => database.close());

  test('is migrated, and reached by its URL from elsewhere', async () => {
    await sql`insert into example values (1)`.execute(database.db);
    const other = openDatabase(database.url);
    try {
      const { rows } = await sql<{ id: number }>`select id from example`.execute(other.db);
      expect(rows).toEqual([{ id: 1 }]);
    } finally {
      await other.close();
    }
  });

  test('is alone and gone after it was closed', async () => {
    const second = await openTestDatabase(dialect, migrations);
    const { rows } = await sql`select id from example`.execute(second.db);
    expect(rows).toEqual([]);
    await second.close();
    if (dialect === 'sqlite') {
      expect(existsSync(second.url.slice('sqlite:'.length))).toBe(false);
      return;
    }
    const gone = openDatabase(second.url);
    await expect(gone.ping()).rejects.toThrow('does not exist');
    await gone.close();
  });
});

test.skipIf(!isAvailable('redis'))('Redis is shared by the run, or one of its own', async () => {
  const own = await startRedis();
  const url = await sharedServerUrl('redis');
  expect(own.url).not.toBe(url);
  expect(await sharedServerUrl('redis')).toBe(url);
  const client = new Redis(url);
  expect(await client.ping()).toBe('PONG');
  client.disconnect();
  await own.stop();
});

describe('waitFor', () => {
  test('resolves with the first answer that is one', async () => {
    let asked = 0;
    expect(await waitFor('three', () => (++asked < 3 ? undefined : asked))).toBe(3);
    expect(await waitFor('zero', () => 0)).toBe(0);
  });

  test('says what did not come, and why', async () => {
    const failing = waitFor('rain', () => Promise.reject(new Error('dry')), { withinMs: 30 });
    await expect(failing).rejects.toThrow('not within 30 ms: rain');
    await expect(failing).rejects.toMatchObject({ cause: { message: 'dry' } });
  });
});

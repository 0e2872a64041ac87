import { openTestDatabase, type TestDatabase } from '@netloom/server-kit/testing';
import { sql, type SelectQueryBuilder } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dropUnusedJoins } from './drop-unused-joins.ts';

let database: TestDatabase;
beforeAll(async () => (database = await openTestDatabase('sqlite')));
afterAll(() => database.close());

// oxlint-disable-next-line typescript/no-explicit-any -- tables of this test alone, which do not exist
type Query = SelectQueryBuilder<any, any, unknown>;
const from = (table: string): Query =>
  (database.db as never as { selectFrom(name: string): Query }).selectFrom(table);
const joinsOf = (query: Query): string[] =>
  [
    ...query
      .withPlugin(dropUnusedJoins)
      .compile()
      .sql.matchAll(/(left|inner) join "\w+"( as "\w+")?/g),
  ].map(([text]) => text.replaceAll('"', ''));

const devices = (): Query =>
  from('device')
    .leftJoin('config', 'config.device_id', 'device.id')
    .leftJoin('organization as owner', 'owner.id', 'device.organization_id')
    .leftJoin('person as boss', 'boss.id', 'owner.boss_id');

test('what nothing mentions is left out, and then what only that mentioned', () => {
  expect(joinsOf(devices().select('device.id'))).toEqual([]);
  expect(joinsOf(devices().select(sql<number>`count(*)`.as('count')))).toEqual([]);
});

test('what a selection, a condition, an order or another join mentions stays', () => {
  expect(joinsOf(devices().select('config.status'))).toEqual(['left join config']);
  expect(joinsOf(devices().select('device.id').where('boss.name', '=', 'x'))).toEqual([
    'left join organization as owner',
    'left join person as boss',
  ]);
  expect(joinsOf(devices().select('device.id').orderBy('owner.name'))).toEqual([
    'left join organization as owner',
  ]);
});

test('what raw SQL mentions stays, in a text or as a reference', () => {
  expect(joinsOf(devices().select('device.id').where(sql<boolean>`config.status is null`))).toEqual([
    'left join config',
  ]);
  expect(
    joinsOf(
      devices()
        .select('device.id')
        .where(sql<boolean>`${sql.ref('owner.name')} = 'x'`),
    ),
  ).toEqual(['left join organization as owner']);
});

test('inner joins decide on the rows and stay', () => {
  expect(joinsOf(devices().innerJoin('site', 'site.id', 'device.site_id').select('device.id'))).toEqual([
    'inner join site',
  ]);
});

test('queries inside others are made smaller too', () => {
  const inner = devices().select('device.id');
  expect(
    joinsOf(
      devices()
        .select('config.status')
        .where('device.id', 'in', inner as never),
    ),
  ).toEqual(['left join config']);
  // A table of another name inside is another table.
  const other = from('config as second').select('second.device_id');
  expect(
    joinsOf(
      devices()
        .select('device.id')
        .where('device.id', 'in', other as never),
    ),
  ).toEqual([]);
});

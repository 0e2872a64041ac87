import { sql } from 'kysely';
import type { Dialect, Migration } from '@netloom/server-kit';

const searched = [
  'name',
  'mac_address',
  'model',
  'os',
  '"system"',
  'management_ip',
  'last_ip',
  'hardware_id',
];
/** What `search=` looks into, in lower case, a line each. */
const textOf = (row: '' | 'new.'): string =>
  searched.map((column) => `lower(coalesce(${row}${column}, ''))`).join(" || '\n' || ");
const searchText = textOf('');

/**
 * Takes the id out of the text that searches read. It was a third of it, and hardly a word that people search for may
 * be a piece of one: those few are looked for in the column itself.
 */
export const searchWithoutId: Migration = {
  name: '0004-search-without-id',
  up: async ({ tx, dialect }) => {
    for (const statement of statements[dialect]) await sql.raw(statement).execute(tx);
    // Changed text by text the index would be left with gaps.
    if (dialect === 'sqlite') await tx.schema.dropIndex('config_device_search').execute();
    await sql.raw(`update config_device set search_text = ${searchText}`).execute(tx);
    if (dialect === 'sqlite')
      await tx.schema
        .createIndex('config_device_search')
        .on('config_device')
        .columns(['organization_id', 'search_text', 'id'])
        .execute();
  },
};

const statements: Record<Dialect, readonly string[]> = {
  sqlite: ['insert', `update of ${searched.join(', ')}`].flatMap((event) => {
    const name = `config_device_search_${event.split(' ')[0]}`;
    return [
      `drop trigger ${name}`,
      `create trigger ${name} after ${event} on config_device
        begin update config_device set search_text = ${searchText} where id = new.id and search_text != ${searchText}; end`,
    ];
  }),
  postgres: [
    `create or replace function config_device_set_search() returns trigger language plpgsql as $$
      begin
        new.search_text := ${textOf('new.')};
        return new;
      end $$`,
  ],
};

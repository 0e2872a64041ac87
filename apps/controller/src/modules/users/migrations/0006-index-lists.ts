import { sql } from 'kysely';
import type { Dialect, Migration } from '@netloom/server-kit';

const searched = ['username', 'email', 'first_name', 'last_name'];
/** What `search=` looks into, in lower case, a line each. */
const textOf = (row: '' | 'new.'): string =>
  searched.map((column) => `lower(coalesce(${row}${column}, ''))`).join(" || '\n' || ");
const searchText = textOf('');

const indexes: [name: string, columns: string[]][] = [
  ['users_user_email', ['email', 'id']],
  ['users_user_last_login', ['last_login', 'id']],
  ['users_user_staff', ['is_staff', 'id']],
];

/** Lets long lists of users be filtered, ordered, searched and counted without reading every row. */
export const indexLists: Migration = {
  name: '0006-index-lists',
  up: async ({ tx, dialect }) => {
    for (const statement of columns[dialect]) await sql.raw(statement).execute(tx);
    for (const [name, on] of indexes)
      await tx.schema.createIndex(name).on('openwisp_users_user').columns(on).execute();
    await tx.schema
      .createIndex('users_organizationuser_member')
      .on('openwisp_users_organizationuser')
      .columns(['organization_id', 'user_id'])
      .execute();
    // Managers do not see superusers, of whom there are a few.
    await sql`create index users_user_superuser on openwisp_users_user (id) where is_superuser`.execute(tx);
    // PostgreSQL reads the table as fast, and limits what an index may hold.
    if (dialect === 'sqlite')
      await tx.schema
        .createIndex('users_user_search')
        .on('openwisp_users_user')
        .columns(['search_text', 'id'])
        .execute();
  },
};

const columns: Record<Dialect, readonly string[]> = {
  sqlite: [
    "alter table openwisp_users_user add column search_text text not null default ''",
    `update openwisp_users_user set search_text = ${searchText}`,
    // A generated column would do, but SQLite does not read those from an index alone.
    ...['insert', `update of ${searched.join(', ')}`].map(
      (
        event,
      ) => `create trigger users_user_search_${event.split(' ')[0]} after ${event} on openwisp_users_user
        begin update openwisp_users_user set search_text = ${searchText} where id = new.id and search_text != ${searchText}; end`,
    ),
  ],
  postgres: [
    "alter table openwisp_users_user add column search_text text not null default ''",
    `update openwisp_users_user set search_text = ${searchText}`,
    `create function users_user_set_search() returns trigger language plpgsql as $$
      begin
        new.search_text := ${textOf('new.')};
        return new;
      end $$`,
    `create trigger users_user_search before insert or update of ${searched.join(', ')} on openwisp_users_user
      for each row execute function users_user_set_search()`,
  ],
};

import { sql } from 'kysely';
import type { Dialect, Migration } from '@netloom/server-kit';

const searched = [
  'name',
  'mac_address',
  'id',
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

/** Columns that lists of devices are ordered, counted or joined by. */
const indexes: [name: string, columns: string[]][] = [
  ['config_device_id_organization', ['id', 'organization_id']],
  ['config_device_status', ['config_status', 'id']],
  ['config_device_organization_status', ['organization_id', 'config_status', 'id']],
  ['config_device_organization_name', ['organization_id', 'name', 'id']],
  ['config_device_mac_address', ['mac_address', 'id']],
  ['config_device_model', ['model', 'id']],
  ['config_device_os', ['os', 'id']],
  ['config_device_modified', ['modified', 'id']],
  ['config_device_deactivated', ['is_deactivated', 'id']],
];

/**
 * Lets long lists of devices be filtered, ordered, searched and counted without reading every row: indexes, a text to
 * search in, and the status of the configuration beside the device, where an index can hold it.
 */
export const indexLists: Migration = {
  name: '0002-index-lists',
  up: async ({ tx, dialect }) => {
    for (const statement of columns) await sql.raw(statement).execute(tx);
    await sql`update config_device set config_status = (
      select status from config_config where config_config.device_id = config_device.id)`.execute(tx);
    for (const statement of triggers[dialect]) await sql.raw(statement).execute(tx);
    for (const [name, on] of indexes)
      await tx.schema.createIndex(name).on('config_device').columns(on).execute();
    await tx.schema
      .createIndex('config_config_id_device')
      .on('config_config')
      .columns(['id', 'device_id'])
      .execute();
    // PostgreSQL reads the table as fast, and limits what an index may hold.
    if (dialect === 'sqlite')
      await tx.schema
        .createIndex('config_device_search')
        .on('config_device')
        .columns(['organization_id', 'search_text', 'id'])
        .execute();
  },
};

const columns: readonly string[] = [
  'alter table config_device add column config_status text',
  "alter table config_device add column search_text text not null default ''",
  `update config_device set search_text = ${searchText}`,
];

/** Devices and configurations are written in many ways: the copies follow by themselves. */
const triggers: Record<Dialect, readonly string[]> = {
  sqlite: [
    // A generated column would do, but SQLite does not read those from an index alone.
    ...['insert', `update of ${searched.join(', ')}`].map(
      (event) => `create trigger config_device_search_${event.split(' ')[0]} after ${event} on config_device
        begin update config_device set search_text = ${searchText} where id = new.id and search_text != ${searchText}; end`,
    ),
    ...['insert', 'update of status'].map(
      (event) => `create trigger config_config_status_${event.split(' ')[0]} after ${event} on config_config
        begin update config_device set config_status = new.status where id = new.device_id and config_status is not new.status; end`,
    ),
    `create trigger config_config_status_delete after delete on config_config
      begin update config_device set config_status = null where id = old.device_id; end`,
  ],
  postgres: [
    `create function config_device_set_search() returns trigger language plpgsql as $$
      begin
        new.search_text := ${textOf('new.')};
        return new;
      end $$`,
    `create trigger config_device_search before insert or update of ${searched.join(', ')} on config_device
      for each row execute function config_device_set_search()`,
    `create function config_config_copy_status() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' then
          update config_device set config_status = null where id = old.device_id;
        else
          update config_device set config_status = new.status
            where id = new.device_id and config_status is distinct from new.status;
        end if;
        return null;
      end $$`,
    `create trigger config_config_status after insert or update of status or delete on config_config
      for each row execute function config_config_copy_status()`,
  ],
};

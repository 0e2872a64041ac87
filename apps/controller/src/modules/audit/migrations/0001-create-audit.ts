import type { Dialect, Migration } from '@netloom/server-kit';
import { sql, type ColumnDefinitionBuilder } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();

/** The log, where it ends, and triggers that let entries only be added. */
export const createAudit: Migration = {
  name: '0001-create-audit',
  up: async ({ tx, types, dialect }) => {
    await tx.schema
      .createTable('audit_entry')
      .addColumn('sequence', types.bigint, (column) => column.primaryKey())
      .addColumn('created', types.time, required)
      .addColumn('user_id', types.uuid)
      .addColumn('username', types.text, required)
      .addColumn('via', types.text, required)
      .addColumn('token_name', types.text)
      .addColumn('ip', types.text, required)
      .addColumn('request_id', types.text, required)
      .addColumn('action', types.text, required)
      .addColumn('kind', types.text, required)
      .addColumn('object_id', types.text, required)
      .addColumn('label', types.text, required)
      .addColumn('organization_id', types.uuid)
      .addColumn('before', types.json)
      .addColumn('after', types.json)
      .addColumn('hash', types.text, required)
      .execute();
    for (const [name, columns] of [
      ['audit_entry_organization', ['organization_id', 'sequence']],
      ['audit_entry_object', ['object_id', 'kind', 'sequence']],
      ['audit_entry_user', ['user_id', 'sequence']],
      ['audit_entry_created', ['created']],
    ] as const) {
      await tx.schema
        .createIndex(name)
        .on('audit_entry')
        .columns([...columns])
        .execute();
    }
    await tx.schema
      .createTable('audit_head')
      .addColumn('id', types.int, (column) => column.primaryKey())
      .addColumn('sequence', types.bigint, required)
      .addColumn('hash', types.text, required)
      .addColumn('mark', types.text, required)
      .execute();
    await tx.insertInto('audit_head').values({ id: 1, sequence: 0, hash: '', mark: '' }).execute();
    for (const statement of guards[dialect].set) await sql.raw(statement).execute(tx);
  },
};

/** Statements that set the triggers, and that lift them for a migration. */
export const guards: Record<Dialect, Record<'set' | 'lift', readonly string[]>> = {
  sqlite: {
    set: ['update', 'delete'].map(
      (event) => `create trigger audit_entry_no_${event} before ${event} on audit_entry
        begin select raise(abort, 'entries of the audit log are only added'); end`,
    ),
    lift: ['update', 'delete'].map((event) => `drop trigger audit_entry_no_${event}`),
  },
  postgres: {
    set: [
      `create or replace function audit_entry_refuse() returns trigger language plpgsql as $$
        begin raise exception 'entries of the audit log are only added'; end $$`,
      `create trigger audit_entry_no_change before update or delete or truncate on audit_entry
        for each statement execute function audit_entry_refuse()`,
    ],
    lift: ['drop trigger audit_entry_no_change on audit_entry'],
  },
};

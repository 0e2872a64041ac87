import type { Migration } from '@netloom/server-kit';
import { sql, type ColumnDefinitionBuilder, type CreateTableBuilder } from 'kysely';
import { keyIdentity, tokenDigest } from '../seals.ts';

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const text = sql`text`;
const time = sql`datetime`;
const flag = sql`boolean`;
const now = sql`CURRENT_TIMESTAMP`;

/**
 * The tables of tokens and activity. A database of wlanpi-core is taken over where it lies: it has the same tables;
 * its signing keys are sealed and its tokens replaced by their digests, so that issued tokens stay good.
 */
export const createTokens: Migration = {
  name: '0001-create-tokens',
  up: async ({ tx, secrets }) => {
    const stamped = <Table extends string, Columns extends string>(
      table: CreateTableBuilder<Table, Columns>,
    ) =>
      table
        .addColumn('created_at', time, (column) => column.notNull().defaultTo(now))
        .addColumn('updated_at', time);
    const clientId = (column: ColumnDefinitionBuilder) =>
      column.notNull().references('devices.device_id').onDelete('cascade');
    const counting = (column: ColumnDefinitionBuilder) => column.primaryKey().autoIncrement();

    await stamped(tx.schema.createTable('signing_keys').ifNotExists())
      .addColumn('id', sql`integer`, counting)
      .addColumn('key', text, required)
      .addColumn('active', flag, required)
      .addUniqueConstraint('uq_signing_keys_key', ['key'])
      .execute();
    await stamped(tx.schema.createTable('devices').ifNotExists())
      .addColumn('device_id', sql`varchar`, (column) => column.primaryKey())
      .addColumn('first_seen', time, (column) => column.notNull().defaultTo(now))
      .addColumn('last_seen', time)
      .execute();
    await stamped(tx.schema.createTable('tokens').ifNotExists())
      .addColumn('id', sql`integer`, counting)
      .addColumn('token', text, required)
      .addColumn('expires_at', time, required)
      .addColumn('revoked', flag, required)
      .addColumn('key_id', sql`integer`, (column) =>
        column.notNull().references('signing_keys.id').onDelete('cascade'),
      )
      .addColumn('device_id', sql`varchar`, clientId)
      .addUniqueConstraint('uq_tokens_token', ['token'])
      .execute();
    for (const name of ['device_activity', 'device_activity_recent'] as const)
      await stamped(tx.schema.createTable(name).ifNotExists())
        .addColumn('id', sql`integer`, counting)
        .addColumn('device_id', sql`varchar`, clientId)
        .addColumn('endpoint', sql`varchar`, required)
        .addColumn('status_code', sql`integer`, required)
        .execute();
    await stamped(tx.schema.createTable('device_stats').ifNotExists())
      .addColumn('device_id', sql`varchar`, (column) =>
        column.primaryKey().references('devices.device_id').onDelete('cascade'),
      )
      .addColumn('request_count', sql`integer`, (column) => column.notNull().defaultTo(0))
      .addColumn('error_count', sql`integer`, (column) => column.notNull().defaultTo(0))
      .addColumn('endpoint_count', sql`integer`, (column) => column.notNull().defaultTo(0))
      .addColumn('last_activity', time)
      .execute();

    const indexes = [
      ['idx_tokens_device_id', 'tokens', ['device_id']],
      ['idx_tokens_expires', 'tokens', ['expires_at']],
      ['idx_activity_device', 'device_activity', ['device_id', 'endpoint']],
      ['idx_activity_created', 'device_activity', ['created_at']],
      ['idx_activity_recent_device', 'device_activity_recent', ['device_id', 'created_at']],
    ] as const;
    for (const [name, table, columns] of indexes)
      await tx.schema
        .createIndex(name)
        .ifNotExists()
        .on(table)
        .columns([...columns])
        .execute();

    for (const { id, key } of await tx.selectFrom('signing_keys').select(['id', 'key']).execute()) {
      if (key.startsWith('v1.')) continue;
      const sealed = secrets.seal(key, keyIdentity);
      await tx.updateTable('signing_keys').set({ key: sealed }).where('id', '=', id).execute();
    }
    for (const { id, token } of await tx.selectFrom('tokens').select(['id', 'token']).execute()) {
      if (!token.includes('.')) continue;
      const digest = tokenDigest(secrets, token);
      await tx.updateTable('tokens').set({ token: digest }).where('id', '=', id).execute();
    }
  },
};

import type { Migration } from '@netloom/server-kit';
import type { ColumnDefinitionBuilder } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();

/** Webhooks and their deliveries. */
export const createWebhooks: Migration = {
  name: '0001-create-webhooks',
  up: async ({ tx, types }) => {
    await tx.schema
      .createTable('webhooks_webhook')
      .addColumn('id', types.uuid, (column) => column.primaryKey())
      .addColumn('organization_id', types.uuid, (column) =>
        column.references('openwisp_users_organization.id').onDelete('cascade'),
      )
      .addColumn('name', types.text, required)
      .addColumn('url', types.text, required)
      .addColumn('topics', types.json, required)
      .addColumn('enabled', types.bool, required)
      .addColumn('secret_sealed', types.text, required)
      .addColumn('failures', types.int, required)
      .addColumn('failing_since', types.time)
      .addColumn('disabled_reason', types.text, required)
      .addColumn('created', types.time, required)
      .addColumn('modified', types.time, required)
      .execute();
    await tx.schema
      .createIndex('webhooks_webhook_organization')
      .on('webhooks_webhook')
      .columns(['organization_id', 'created'])
      .execute();
    await tx.schema
      .createTable('webhooks_delivery')
      .addColumn('id', types.uuid, (column) => column.primaryKey())
      .addColumn('webhook_id', types.uuid, (column) =>
        column.notNull().references('webhooks_webhook.id').onDelete('cascade'),
      )
      .addColumn('event_id', types.uuid, required)
      .addColumn('topic', types.text, required)
      .addColumn('body', types.text, required)
      .addColumn('state', types.text, required)
      .addColumn('attempts', types.int, required)
      .addColumn('created', types.time, required)
      .addColumn('next_attempt', types.time)
      .addColumn('last_attempt', types.time)
      .addColumn('status', types.int)
      .addColumn('duration_ms', types.int)
      .addColumn('error', types.text, required)
      .addColumn('response', types.text, required)
      .addColumn('replay_of', types.uuid)
      .execute();
    for (const [name, columns] of [
      ['webhooks_delivery_webhook', ['webhook_id', 'id']],
      ['webhooks_delivery_due', ['state', 'next_attempt']],
      ['webhooks_delivery_waiting', ['webhook_id', 'state', 'next_attempt']],
      ['webhooks_delivery_created', ['created']],
    ] as const) {
      await tx.schema
        .createIndex(name)
        .on('webhooks_delivery')
        .columns([...columns])
        .execute();
    }
  },
};

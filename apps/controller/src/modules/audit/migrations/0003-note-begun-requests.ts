import type { Migration } from '@netloom/server-kit';
import type { ColumnDefinitionBuilder } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();

/** Requests that may write and are not answered yet: what is left of them after a crash is told by the log. */
export const noteBegunRequests: Migration = {
  name: '0003-note-begun-requests',
  up: async ({ tx, types }) => {
    await tx.schema
      .createTable('audit_begunrequest')
      .addColumn('id', types.uuid, (column) => column.primaryKey())
      .addColumn('created', types.time, required)
      .addColumn('entry', types.json, required)
      .execute();
    await tx.schema
      .createIndex('audit_begunrequest_created')
      .on('audit_begunrequest')
      .columns(['created'])
      .execute();
  },
};

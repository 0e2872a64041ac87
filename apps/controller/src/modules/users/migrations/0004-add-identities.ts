import type { Migration } from '@netloom/server-kit';
import type { ColumnDefinitionBuilder } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();

/** Who users are at identity providers, and SAML requests that wait for their answer. */
export const addIdentities: Migration = {
  name: '0004-add-identities',
  up: async ({ tx, types }) => {
    await tx.schema
      .createTable('users_identity')
      .addColumn('id', types.uuid, (column) => column.primaryKey())
      .addColumn('user_id', types.uuid, (column) =>
        column.notNull().references('openwisp_users_user.id').onDelete('cascade'),
      )
      .addColumn('provider', types.text, required)
      .addColumn('subject', types.text, required)
      .addColumn('created', types.time, required)
      .addColumn('last_login', types.time, required)
      .addUniqueConstraint('users_identity_subject_unique', ['provider', 'subject'])
      .execute();
    await tx.schema.createIndex('users_identity_user').on('users_identity').column('user_id').execute();
    await tx.schema
      .createTable('users_samlrequest')
      .addColumn('id', types.text, (column) => column.primaryKey())
      .addColumn('created', types.time, required)
      .execute();
  },
};

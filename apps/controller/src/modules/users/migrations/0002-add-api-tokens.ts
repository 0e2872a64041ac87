import type { Migration } from '@netloom/server-kit';
import type { ColumnDefinitionBuilder } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const cascade = (target: string) => (column: ColumnDefinitionBuilder) =>
  column.notNull().references(target).onDelete('cascade');

/** Tokens with a name, of which a user may have many. */
export const addApiTokens: Migration = {
  name: '0002-add-api-tokens',
  up: async ({ tx, types }) => {
    await tx.schema
      .createTable('users_apitoken')
      .addColumn('id', types.uuid, (column) => column.primaryKey())
      .addColumn('user_id', types.uuid, cascade('openwisp_users_user.id'))
      .addColumn('name', types.text, required)
      .addColumn('key_digest', types.text, required)
      .addColumn('key_end', types.text, required)
      .addColumn('read_only', types.bool, required)
      .addColumn('limited', types.bool, required)
      .addColumn('created', types.time, required)
      .addColumn('expires', types.time)
      .addColumn('last_used', types.time)
      .addUniqueConstraint('users_apitoken_key_unique', ['key_digest'])
      .addUniqueConstraint('users_apitoken_name_unique', ['user_id', 'name'])
      .execute();
    await tx.schema
      .createIndex('users_apitoken_created')
      .on('users_apitoken')
      .columns(['created', 'id'])
      .execute();
    await tx.schema
      .createTable('users_apitoken_organization')
      .addColumn('token_id', types.uuid, cascade('users_apitoken.id'))
      .addColumn('organization_id', types.uuid, cascade('openwisp_users_organization.id'))
      .addPrimaryKeyConstraint('users_apitoken_organization_pk', ['token_id', 'organization_id'])
      .execute();
    await tx.schema
      .createIndex('users_apitoken_organization_organization')
      .on('users_apitoken_organization')
      .column('organization_id')
      .execute();
  },
};

import type { Migration } from '@netloom/server-kit';
import type { ColumnDefinitionBuilder } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const toUser = (column: ColumnDefinitionBuilder) =>
  column.notNull().references('openwisp_users_user.id').onDelete('cascade');
const userKey = (column: ColumnDefinitionBuilder) =>
  column.primaryKey().references('openwisp_users_user.id').onDelete('cascade');

/** Codes of an app, recovery codes, passkeys, logins that wait for one of them, and organizations that ask for it. */
export const addSecondFactors: Migration = {
  name: '0003-add-second-factors',
  up: async ({ tx, types }) => {
    await tx.schema
      .createTable('users_totp')
      .addColumn('user_id', types.uuid, userKey)
      .addColumn('secret_sealed', types.text, required)
      .addColumn('confirmed', types.bool, required)
      .addColumn('last_step', types.bigint)
      .addColumn('created', types.time, required)
      .execute();
    await tx.schema
      .createTable('users_recoverycode')
      .addColumn('user_id', types.uuid, toUser)
      .addColumn('code_digest', types.text, required)
      .addPrimaryKeyConstraint('users_recoverycode_pk', ['user_id', 'code_digest'])
      .execute();
    await tx.schema
      .createTable('users_passkey')
      .addColumn('id', types.uuid, (column) => column.primaryKey())
      .addColumn('user_id', types.uuid, toUser)
      .addColumn('name', types.text, required)
      .addColumn('credential_id', types.text, required)
      .addColumn('public_key', types.bytes, required)
      .addColumn('counter', types.bigint, required)
      .addColumn('transports', types.text, required)
      .addColumn('created', types.time, required)
      .addColumn('last_used', types.time)
      .addUniqueConstraint('users_passkey_credential_unique', ['credential_id'])
      .execute();
    await tx.schema.createIndex('users_passkey_user').on('users_passkey').column('user_id').execute();
    await tx.schema
      .createTable('users_loginchallenge')
      .addColumn('id_digest', types.text, (column) => column.primaryKey())
      .addColumn('user_id', types.uuid, toUser)
      .addColumn('purpose', types.text, required)
      .addColumn('binding', types.text, required)
      .addColumn('expires', types.time, required)
      .execute();
    await tx.schema
      .createIndex('users_loginchallenge_user')
      .on('users_loginchallenge')
      .column('user_id')
      .execute();
    await tx.schema
      .createIndex('users_loginchallenge_expires')
      .on('users_loginchallenge')
      .column('expires')
      .execute();
    await tx.schema
      .createTable('users_secondfactorattempts')
      .addColumn('user_id', types.uuid, userKey)
      .addColumn('count', types.int, required)
      .addColumn('ends', types.time, required)
      .execute();
    await tx.schema
      .alterTable('openwisp_users_organization')
      .addColumn('second_factor_required', types.bool, (column) => column.notNull().defaultTo(false))
      .execute();
  },
};

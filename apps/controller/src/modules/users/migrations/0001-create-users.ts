import type { Migration } from '@netloom/server-kit';
import { sql, type ColumnDefinitionBuilder } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const cascade = (target: string) => (column: ColumnDefinitionBuilder) =>
  column.notNull().references(target).onDelete('cascade');

const toUser = cascade('openwisp_users_user.id');
const toOrganization = cascade('openwisp_users_organization.id');
const toGroup = cascade('auth_group.id');
const toPermission = cascade('auth_permission.id');

/** Users, organizations, memberships, groups, permissions, e-mail addresses, tokens and sessions. */
export const createUsers: Migration = {
  name: '0001-create-users',
  up: async ({ tx, types, dialect }) => {
    // Without AUTOINCREMENT, SQLite gives the number of a deleted row to the next one: a link that was mailed for one
    // e-mail address could then mean another.
    const counted = (column: ColumnDefinitionBuilder) =>
      dialect === 'sqlite' ? column.primaryKey().autoIncrement() : column.primaryKey();

    await tx.schema
      .createTable('openwisp_users_user')
      .addColumn('id', types.uuid, (column) => column.primaryKey())
      .addColumn('username', types.text, required)
      .addColumn('password', types.text, required)
      .addColumn('first_name', types.text, required)
      .addColumn('last_name', types.text, required)
      .addColumn('email', types.text)
      .addColumn('bio', types.text, required)
      .addColumn('url', types.text, required)
      .addColumn('company', types.text, required)
      .addColumn('location', types.text, required)
      .addColumn('phone_number', types.text)
      .addColumn('birth_date', types.text)
      .addColumn('notes', types.text, required)
      .addColumn('language', types.text, required)
      .addColumn('is_active', types.bool, required)
      .addColumn('is_staff', types.bool, required)
      .addColumn('is_superuser', types.bool, required)
      .addColumn('date_joined', types.time, required)
      .addColumn('last_login', types.time)
      .addColumn('password_updated', types.text)
      .addColumn('expiration_date', types.text)
      .addColumn('password_based_token', types.bool)
      .addUniqueConstraint('users_user_username_unique', ['username'])
      .addUniqueConstraint('users_user_phone_number_unique', ['phone_number'])
      .execute();
    await tx.schema
      .createIndex('users_user_email_unique')
      .on('openwisp_users_user')
      .expression(sql`lower(email)`)
      .unique()
      .execute();
    await tx.schema
      .createIndex('users_user_expiration')
      .on('openwisp_users_user')
      .columns(['is_active', 'expiration_date'])
      .execute();
    await tx.schema
      .createIndex('users_user_date_joined')
      .on('openwisp_users_user')
      .columns(['date_joined', 'id'])
      .execute();

    await tx.schema
      .createTable('openwisp_users_organization')
      .addColumn('id', types.uuid, (column) => column.primaryKey())
      .addColumn('name', types.text, required)
      .addColumn('slug', types.text, required)
      .addColumn('is_active', types.bool, required)
      .addColumn('description', types.text, required)
      .addColumn('email', types.text, required)
      .addColumn('url', types.text, required)
      .addColumn('created', types.time, required)
      .addColumn('modified', types.time, required)
      .addUniqueConstraint('users_organization_slug_unique', ['slug'])
      .execute();
    await tx.schema
      .createIndex('users_organization_created')
      .on('openwisp_users_organization')
      .columns(['created', 'id'])
      .execute();

    await tx.schema
      .createTable('openwisp_users_organizationuser')
      .addColumn('id', types.uuid, (column) => column.primaryKey())
      .addColumn('user_id', types.uuid, toUser)
      .addColumn('organization_id', types.uuid, toOrganization)
      .addColumn('is_admin', types.bool, required)
      .addColumn('created', types.time, required)
      .addColumn('modified', types.time, required)
      .addUniqueConstraint('users_organizationuser_unique', ['user_id', 'organization_id'])
      .execute();
    await tx.schema
      .createIndex('users_organizationuser_organization')
      .on('openwisp_users_organizationuser')
      .columns(['organization_id', 'is_admin'])
      .execute();

    await tx.schema
      .createTable('openwisp_users_organizationowner')
      .addColumn('id', types.uuid, (column) => column.primaryKey())
      .addColumn('organization_id', types.uuid, toOrganization)
      .addColumn('organization_user_id', types.uuid, cascade('openwisp_users_organizationuser.id'))
      .addColumn('created', types.time, required)
      .addColumn('modified', types.time, required)
      .addUniqueConstraint('users_organizationowner_organization_unique', ['organization_id'])
      .addUniqueConstraint('users_organizationowner_member_unique', ['organization_user_id'])
      .execute();

    await tx.schema
      .createTable('auth_permission')
      .addColumn('id', types.serial, counted)
      .addColumn('app_label', types.text, required)
      .addColumn('model', types.text, required)
      .addColumn('codename', types.text, required)
      .addColumn('name', types.text, required)
      .addUniqueConstraint('auth_permission_unique', ['app_label', 'codename'])
      .execute();

    await tx.schema
      .createTable('auth_group')
      .addColumn('id', types.serial, counted)
      .addColumn('name', types.text, required)
      .addUniqueConstraint('auth_group_name_unique', ['name'])
      .execute();
    // Clients know the two groups by these numbers. One after the other, so that the numbers are counted up to.
    await tx.insertInto('auth_group').values({ name: 'Operator' }).execute();
    await tx.insertInto('auth_group').values({ name: 'Administrator' }).execute();

    await tx.schema
      .createTable('auth_group_permissions')
      .addColumn('group_id', types.int, toGroup)
      .addColumn('permission_id', types.int, toPermission)
      .addPrimaryKeyConstraint('auth_group_permissions_pk', ['group_id', 'permission_id'])
      .execute();

    await tx.schema
      .createTable('openwisp_users_user_groups')
      .addColumn('user_id', types.uuid, toUser)
      .addColumn('group_id', types.int, toGroup)
      .addPrimaryKeyConstraint('users_user_groups_pk', ['user_id', 'group_id'])
      .execute();
    await tx.schema
      .createIndex('users_user_groups_group')
      .on('openwisp_users_user_groups')
      .column('group_id')
      .execute();

    await tx.schema
      .createTable('openwisp_users_user_user_permissions')
      .addColumn('user_id', types.uuid, toUser)
      .addColumn('permission_id', types.int, toPermission)
      .addPrimaryKeyConstraint('users_user_permissions_pk', ['user_id', 'permission_id'])
      .execute();

    await tx.schema
      .createTable('account_emailaddress')
      .addColumn('id', types.serial, counted)
      .addColumn('user_id', types.uuid, toUser)
      .addColumn('email', types.text, required)
      .addColumn('verified', types.bool, required)
      .addColumn('primary', types.bool, required)
      .addUniqueConstraint('account_emailaddress_unique', ['user_id', 'email'])
      .execute();
    await sql`create unique index unique_primary_email on account_emailaddress (user_id) where "primary"`.execute(
      tx,
    );

    await tx.schema
      .createTable('authtoken_token')
      .addColumn('key_digest', types.text, (column) => column.primaryKey())
      .addColumn('key_sealed', types.text, required)
      .addColumn('user_id', types.uuid, toUser)
      .addColumn('created', types.time, required)
      .addUniqueConstraint('authtoken_token_user_unique', ['user_id'])
      .execute();

    await tx.schema
      .createTable('users_session')
      .addColumn('id_digest', types.text, (column) => column.primaryKey())
      .addColumn('user_id', types.uuid, toUser)
      .addColumn('csrf_token', types.text, required)
      .addColumn('password_based', types.bool, required)
      .addColumn('created', types.time, required)
      .addColumn('last_used', types.time, required)
      .addColumn('expires', types.time, required)
      .addColumn('ip', types.text, required)
      .addColumn('user_agent', types.text, required)
      .execute();
    await tx.schema.createIndex('users_session_user').on('users_session').column('user_id').execute();
    await tx.schema.createIndex('users_session_expires').on('users_session').column('expires').execute();
  },
};

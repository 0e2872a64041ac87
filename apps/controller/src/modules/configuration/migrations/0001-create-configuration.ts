import { sql } from 'kysely';
import type { Migration } from '@netloom/server-kit';

/** Devices, their configurations, templates, groups, and what organizations set for them. */
export const createConfiguration: Migration = {
  name: '0001-create-configuration',
  up: async ({ tx, types }) => {
    const { schema } = tx;

    await schema
      .createTable('config_organizationconfigsettings')
      .addColumn('organization_id', types.uuid, (column) =>
        column.primaryKey().references('openwisp_users_organization.id').onDelete('cascade'),
      )
      .addColumn('registration_enabled', types.bool, (column) => column.notNull())
      .addColumn('shared_secret_sealed', types.text, (column) => column.notNull())
      .addColumn('shared_secret_digest', types.text, (column) => column.notNull().unique())
      .addColumn('context', types.json, (column) => column.notNull())
      .execute();
    await schema
      .createTable('config_organizationlimits')
      .addColumn('organization_id', types.uuid, (column) =>
        column.primaryKey().references('openwisp_users_organization.id').onDelete('cascade'),
      )
      .addColumn('device_limit', types.bigint)
      .execute();

    await schema
      .createTable('config_devicegroup')
      .addColumn('id', types.uuid, (column) => column.primaryKey())
      .addColumn('organization_id', types.uuid, (column) =>
        column.notNull().references('openwisp_users_organization.id').onDelete('cascade'),
      )
      .addColumn('name', types.text, (column) => column.notNull())
      .addColumn('description', types.text, (column) => column.notNull())
      .addColumn('meta_data', types.json, (column) => column.notNull())
      .addColumn('context', types.json, (column) => column.notNull())
      .addColumn('created', types.time, (column) => column.notNull())
      .addColumn('modified', types.time, (column) => column.notNull())
      .addUniqueConstraint('config_devicegroup_name_unique', ['organization_id', 'name'])
      .execute();

    await schema
      .createTable('config_device')
      .addColumn('id', types.uuid, (column) => column.primaryKey())
      .addColumn('organization_id', types.uuid, (column) =>
        column.notNull().references('openwisp_users_organization.id').onDelete('cascade'),
      )
      .addColumn('name', types.text, (column) => column.notNull())
      .addColumn('mac_address', types.text, (column) => column.notNull())
      .addColumn('key_sealed', types.text, (column) => column.notNull())
      .addColumn('key_digest', types.text, (column) => column.notNull().unique())
      .addColumn('hardware_id', types.text)
      .addColumn('model', types.text, (column) => column.notNull())
      .addColumn('os', types.text, (column) => column.notNull())
      .addColumn('system', types.text, (column) => column.notNull())
      .addColumn('notes', types.text, (column) => column.notNull())
      .addColumn('group_id', types.uuid, (column) =>
        column.references('config_devicegroup.id').onDelete('set null'),
      )
      .addColumn('last_ip', types.text)
      .addColumn('management_ip', types.text)
      .addColumn('last_seen', types.time)
      .addColumn('is_deactivated', types.bool, (column) => column.notNull())
      .addColumn('created', types.time, (column) => column.notNull())
      .addColumn('modified', types.time, (column) => column.notNull())
      .addUniqueConstraint('config_device_mac_address_unique', ['mac_address', 'organization_id'])
      .addUniqueConstraint('config_device_hardware_id_unique', ['hardware_id', 'organization_id'])
      .execute();
    const deviceIndexes: [name: string, columns: string[]][] = [
      ['config_device_organization_created', ['organization_id', 'created']],
      ['config_device_created', ['created', 'id']],
      ['config_device_name', ['name', 'id']],
      ['config_device_group', ['group_id']],
      ['config_device_last_seen', ['last_seen', 'id']],
    ];
    for (const [name, columns] of deviceIndexes) {
      await schema.createIndex(name).on('config_device').columns(columns).execute();
    }
    // Whether names are unique is a setting, hence no constraint.
    await sql`create index config_device_lower_name on config_device (organization_id, lower(name))`.execute(
      tx,
    );

    await schema
      .createTable('config_template')
      .addColumn('id', types.uuid, (column) => column.primaryKey())
      .addColumn('organization_id', types.uuid, (column) =>
        column.references('openwisp_users_organization.id').onDelete('cascade'),
      )
      .addColumn('name', types.text, (column) => column.notNull())
      .addColumn('type', types.text, (column) => column.notNull())
      .addColumn('backend', types.text, (column) => column.notNull())
      .addColumn('vpn_id', types.uuid)
      .addColumn('auto_cert', types.bool, (column) => column.notNull())
      .addColumn('default', types.bool, (column) => column.notNull())
      .addColumn('required', types.bool, (column) => column.notNull())
      .addColumn('notes', types.text, (column) => column.notNull())
      .addColumn('default_values', types.json, (column) => column.notNull())
      .addColumn('config', types.json, (column) => column.notNull())
      .addColumn('created', types.time, (column) => column.notNull())
      .addColumn('modified', types.time, (column) => column.notNull())
      .addUniqueConstraint('config_template_name_unique', ['organization_id', 'name'])
      .execute();
    // Null differs from null in a constraint: shared templates need an index of their own.
    await sql`create unique index config_template_shared_name_unique on config_template (name) where organization_id is null`.execute(
      tx,
    );
    await schema.createIndex('config_template_name').on('config_template').columns(['name']).execute();
    await schema
      .createIndex('config_template_created')
      .on('config_template')
      .columns(['created', 'id'])
      .execute();

    await schema
      .createTable('config_templatetag')
      .addColumn('id', types.serial, (column) => column.primaryKey())
      .addColumn('name', types.text, (column) => column.notNull().unique())
      .execute();
    await schema
      .createTable('config_taggedtemplate')
      .addColumn('template_id', types.uuid, (column) =>
        column.notNull().references('config_template.id').onDelete('cascade'),
      )
      .addColumn('tag_id', types.int, (column) =>
        column.notNull().references('config_templatetag.id').onDelete('cascade'),
      )
      .addPrimaryKeyConstraint('config_taggedtemplate_pk', ['template_id', 'tag_id'])
      .execute();
    await schema
      .createIndex('config_taggedtemplate_tag')
      .on('config_taggedtemplate')
      .columns(['tag_id'])
      .execute();

    await schema
      .createTable('config_devicegroup_templates')
      .addColumn('devicegroup_id', types.uuid, (column) =>
        column.notNull().references('config_devicegroup.id').onDelete('cascade'),
      )
      .addColumn('template_id', types.uuid, (column) =>
        column.notNull().references('config_template.id').onDelete('cascade'),
      )
      .addColumn('sort_value', types.int, (column) => column.notNull())
      .addPrimaryKeyConstraint('config_devicegroup_templates_pk', ['devicegroup_id', 'template_id'])
      .execute();
    await schema
      .createIndex('config_devicegroup_templates_template')
      .on('config_devicegroup_templates')
      .columns(['template_id'])
      .execute();

    await schema
      .createTable('config_config')
      .addColumn('id', types.uuid, (column) => column.primaryKey())
      .addColumn('device_id', types.uuid, (column) =>
        column.notNull().unique().references('config_device.id').onDelete('cascade'),
      )
      .addColumn('backend', types.text, (column) => column.notNull())
      .addColumn('config', types.json, (column) => column.notNull())
      .addColumn('context', types.json, (column) => column.notNull())
      .addColumn('status', types.text, (column) => column.notNull())
      .addColumn('error_reason', types.text, (column) => column.notNull())
      .addColumn('checksum_db', types.text)
      .addColumn('downloaded_checksum', types.text)
      .addColumn('applied_checksum', types.text)
      .addColumn('version', types.int, (column) => column.notNull())
      .addColumn('created', types.time, (column) => column.notNull())
      .addColumn('modified', types.time, (column) => column.notNull())
      .execute();
    for (const column of ['status', 'checksum_db', 'downloaded_checksum', 'applied_checksum']) {
      await schema.createIndex(`config_config_${column}`).on('config_config').columns([column]).execute();
    }
    await schema
      .createTable('config_config_templates')
      .addColumn('config_id', types.uuid, (column) =>
        column.notNull().references('config_config.id').onDelete('cascade'),
      )
      .addColumn('template_id', types.uuid, (column) =>
        column.notNull().references('config_template.id').onDelete('cascade'),
      )
      .addColumn('sort_value', types.int, (column) => column.notNull())
      .addPrimaryKeyConstraint('config_config_templates_pk', ['config_id', 'template_id'])
      .execute();
    await schema
      .createIndex('config_config_templates_template')
      .on('config_config_templates')
      .columns(['template_id', 'config_id'])
      .execute();

    await schema
      .createTable('config_revision')
      .addColumn('checksum', types.text, (column) => column.primaryKey())
      .addColumn('archive_sealed', types.text, (column) => column.notNull())
      .addColumn('created', types.time, (column) => column.notNull())
      .execute();
    await schema.createIndex('config_revision_created').on('config_revision').columns(['created']).execute();
    await schema
      .createTable('config_statuschange')
      .addColumn('id', types.serial, (column) => column.primaryKey())
      .addColumn('config_id', types.uuid, (column) =>
        column.notNull().references('config_config.id').onDelete('cascade'),
      )
      .addColumn('status', types.text, (column) => column.notNull())
      .addColumn('checksum', types.text)
      .addColumn('reason', types.text, (column) => column.notNull())
      .addColumn('created', types.time, (column) => column.notNull())
      .execute();
    await schema
      .createIndex('config_statuschange_config')
      .on('config_statuschange')
      .columns(['config_id', 'id'])
      .execute();
    await schema
      .createIndex('config_statuschange_created')
      .on('config_statuschange')
      .columns(['created'])
      .execute();
    await schema
      .createTable('config_pendingchange')
      .addColumn('id', types.serial, (column) => column.primaryKey())
      .addColumn('scope', types.text, (column) => column.notNull())
      .addColumn('object_id', types.uuid)
      .addColumn('action', types.text, (column) => column.notNull())
      .addColumn('work', types.json, (column) => column.notNull())
      .addColumn('created', types.time, (column) => column.notNull())
      .execute();
    await schema
      .createTable('config_renderstate')
      .addColumn('id', types.int, (column) => column.primaryKey())
      .addColumn('fingerprint', types.text, (column) => column.notNull())
      .execute();
  },
};

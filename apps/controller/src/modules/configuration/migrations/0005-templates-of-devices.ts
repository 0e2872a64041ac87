import { sql } from 'kysely';
import type { Migration } from '@netloom/server-kit';

/** Puts the device beside the templates of its configuration: the devices of a template are found by an index alone. */
export const templatesOfDevices: Migration = {
  name: '0005-templates-of-devices',
  up: async ({ tx, types }) => {
    await tx.schema.alterTable('config_config_templates').addColumn('device_id', types.uuid).execute();
    await sql`update config_config_templates set device_id = (
      select device_id from config_config where config_config.id = config_config_templates.config_id)`.execute(
      tx,
    );
    await tx.schema
      .createIndex('config_config_templates_device')
      .on('config_config_templates')
      .columns(['template_id', 'device_id'])
      .execute();
  },
};

import type { Db } from '@netloom/server-kit';
import type { JsonObject } from '@netloom/netjson';
import type { ConfigurationContext } from '../configuration-context.ts';
import type { ConfigState } from '../configs/config-status.ts';
import { deviceKeySeal } from '../devices/seal-device-key.ts';
import { openDocument, openDocuments } from '../sealed-documents.ts';
import { openVariables } from './open-variables.ts';
import type { DeviceInputs, SharedInputs } from './render-device.ts';

/** A configuration with everything that it is rendered from, as it was at `version`. */
export interface ConfigInputs extends DeviceInputs {
  configId: string;
  version: number;
  isDeactivated: boolean;
  state: ConfigState;
}

export interface LoadedInputs {
  shared: SharedInputs;
  /** By id of the configuration; those that do not exist are missing. */
  configs: ConfigInputs[];
}

/**
 * Reads what configurations are rendered from: three statements, however many there are.
 *
 * @param alsoTemplates templates that are not assigned, or not any more, but needed too
 */
export const loadInputs = async (
  context: Pick<ConfigurationContext, 'settings' | 'secrets' | 'dsa'>,
  db: Db,
  configIds: readonly string[],
  alsoTemplates: readonly string[] = [],
): Promise<LoadedInputs> => {
  const { secrets } = context;
  if (configIds.length === 0) return { shared: emptyShared(context), configs: [] };
  const rows = await configRows(db).where('config.id', 'in', configIds).orderBy('config.id').execute();
  const assigned = await db
    .selectFrom('config_config_templates')
    .select(['config_id', 'template_id'])
    .where('config_id', 'in', configIds)
    .orderBy('config_id')
    .orderBy('sort_value')
    .execute();
  const templateIds = Map.groupBy(assigned, ({ config_id }) => config_id);
  const templates = await loadTemplates(context, db, [
    ...new Set([...assigned.map(({ template_id }) => template_id), ...alsoTemplates]),
  ]);
  return {
    shared: {
      ...emptyShared(context),
      templates,
      organizations: openVariables(
        secrets,
        'config_organizationconfigsettings',
        rows.map((row) => [row.organization_id, row.organization_context]),
      ),
      groups: openVariables(
        secrets,
        'config_devicegroup',
        rows.map((row) => [row.group_id, row.group_context]),
      ),
    },
    configs: rows.map((row) => ({
      configId: row.config_id,
      version: row.version,
      isDeactivated: row.is_deactivated,
      state: {
        status: row.status,
        error_reason: row.error_reason,
        checksum_db: row.checksum_db,
        downloaded_checksum: row.downloaded_checksum,
        applied_checksum: row.applied_checksum,
      },
      id: row.id,
      name: row.name,
      mac_address: row.mac_address,
      key: secrets.open(row.key_sealed, deviceKeySeal(row.id)),
      hardware_id: row.hardware_id,
      os: row.os,
      organization_id: row.organization_id,
      group_id: row.group_id,
      backend: row.backend,
      config: openDocument(secrets, 'config_config', 'config', row.config_id, row.config_sealed),
      context: openDocument(secrets, 'config_config', 'context', row.config_id, row.context_sealed),
      templates: templateIds.get(row.config_id)?.map(({ template_id }) => template_id) ?? [],
    })),
  };
};

/** What all renderings have in common, without anything from the database. */
export const emptyShared = ({
  settings,
  dsa,
}: Pick<ConfigurationContext, 'settings' | 'dsa'>): SharedInputs => ({
  templates: {},
  organizations: {},
  groups: {},
  globals: settings.configurationContext as JsonObject,
  hardwareIdEnabled: settings.hardwareIdEnabled,
  dsa,
});

/** Templates as the renderer takes them, by id. */
export const loadTemplates = async (
  { secrets }: Pick<ConfigurationContext, 'secrets'>,
  db: Db,
  ids: readonly string[],
): Promise<SharedInputs['templates']> => {
  if (ids.length === 0) return {};
  const rows = await db
    .selectFrom('config_template')
    .select(['id', 'name', 'config_sealed', 'default_values_sealed'])
    .where('id', 'in', ids)
    .execute();
  return Object.fromEntries(
    rows.map(({ id, ...template }) => [id, openDocuments(secrets, 'config_template', id, template)]),
  );
};

const configRows = (db: Db) =>
  db
    .selectFrom('config_config as config')
    .innerJoin('config_device as device', 'device.id', 'config.device_id')
    .leftJoin(
      'config_organizationconfigsettings as settings',
      'settings.organization_id',
      'device.organization_id',
    )
    .leftJoin('config_devicegroup as group', 'group.id', 'device.group_id')
    .select([
      'config.id as config_id',
      'config.version',
      'config.status',
      'config.error_reason',
      'config.checksum_db',
      'config.downloaded_checksum',
      'config.applied_checksum',
      'config.backend',
      'config.config_sealed',
      'config.context_sealed',
      'device.id',
      'device.name',
      'device.mac_address',
      'device.key_sealed',
      'device.hardware_id',
      'device.os',
      'device.organization_id',
      'device.group_id',
      'device.is_deactivated',
      'settings.context_sealed as organization_context',
      'group.context_sealed as group_context',
    ]);

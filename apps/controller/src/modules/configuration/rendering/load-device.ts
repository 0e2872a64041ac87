import { notFound, type Db } from '@netloom/server-kit';
import type { ConfigurationContext } from '../configuration-context.ts';
import { deviceKeySeal } from '../devices/seal-device-key.ts';
import { defaultBackend } from './backends.ts';
import { emptyShared, loadInputs, loadTemplates } from './load-inputs.ts';
import { openVariables } from './open-variables.ts';
import type { DeviceInputs, SharedInputs } from './render-device.ts';

type Context = Pick<ConfigurationContext, 'settings' | 'secrets' | 'dsa'>;

/**
 * What one device is rendered from; a device without a configuration has an empty one.
 *
 * @throws HttpError 404
 */
export const loadDevice = async (
  context: Context,
  db: Db,
  deviceId: string,
): Promise<{ shared: SharedInputs; device: DeviceInputs }> => {
  const row = await db
    .selectFrom('config_device as device')
    .leftJoin('config_config as config', 'config.device_id', 'device.id')
    .select([
      'config.id as config_id',
      'device.id',
      'device.name',
      'device.mac_address',
      'device.key_sealed',
      'device.hardware_id',
      'device.os',
      'device.organization_id',
      'device.group_id',
    ])
    .where('device.id', '=', deviceId)
    .executeTakeFirst();
  if (!row) throw notFound();
  const { shared, configs } = await loadInputs(context, db, row.config_id === null ? [] : [row.config_id]);
  const [config] = configs;
  if (config) return { shared, device: config };
  const { config_id: _config, key_sealed, ...device } = row;
  return {
    shared: await loadShared(context, db, { ...device, templates: [] }),
    device: {
      ...device,
      key: context.secrets.open(key_sealed, deviceKeySeal(device.id)),
      backend: defaultBackend,
      config: {},
      context: {},
      templates: [],
    },
  };
};

/** What a device that may not exist yet has in common with others. */
export const loadShared = async (
  context: Context,
  db: Db,
  device: { organization_id: string; group_id: string | null; templates: readonly string[] },
): Promise<SharedInputs> => {
  const { secrets } = context;
  const { organization_id: organization, group_id: groupId } = device;
  const settings = await db
    .selectFrom('config_organizationconfigsettings')
    .select('context_sealed')
    .where('organization_id', '=', organization)
    .executeTakeFirst();
  const group = await db
    .selectFrom('config_devicegroup')
    .select('context_sealed')
    .where('id', '=', groupId ?? '')
    .executeTakeFirst();
  return {
    ...emptyShared(context),
    templates: await loadTemplates(context, db, device.templates),
    organizations: openVariables(secrets, 'config_organizationconfigsettings', [
      [organization, settings?.context_sealed],
    ]),
    groups: openVariables(secrets, 'config_devicegroup', [[groupId, group?.context_sealed]]),
  };
};

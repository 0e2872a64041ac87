import { randomUUID } from 'node:crypto';
import { randomToken } from '@netloom/server-kit';
import { createConfig, type NewConfig } from '../configs/create-config.ts';
import type { Change } from '../change.ts';
import { lockOrganizations } from '../lock-organization.ts';
import { ensureSharedSecret } from '../organizations/ensure-organization-settings.ts';
import { defaultBackend } from '../rendering/backends.ts';
import type { DeviceTable } from '../tables.ts';
import { groupTemplates } from '../templates/assignments.ts';
import { checkDevice, type DeviceContent, type ErrorWords } from './check-device.ts';
import { consistentKey } from './device-key.ts';
import { sealDeviceKey } from './seal-device-key.ts';
import { permissionModels } from '../permission-models.ts';

/**
 * What somebody may say of a new device. An empty key stands for the one that the device itself would propose: made
 * from what identifies it and the secret of its organization.
 */
export type NewDevice = Omit<DeviceContent, 'id'> &
  Pick<DeviceTable, 'last_ip' | 'management_ip' | 'last_seen'>;

/**
 * Adds a device, with a configuration when one is given or its group has templates for it. Returns its id.
 *
 * @throws HttpError 400 with errors by field, InvalidConfigError
 */
export const createDevice = async (
  change: Change,
  given: NewDevice,
  config: NewConfig | null,
  words: ErrorWords,
): Promise<string> => {
  const { tx, context, now } = change;
  await lockOrganizations(change, [given.organization_id], 'exclusive');
  const mac_address = given.mac_address.toUpperCase();
  const { key: givenKey, ...fields } = { ...given, mac_address, id: randomUUID() };
  const key = givenKey === '' ? await makeKey(change, fields) : givenKey;
  await checkDevice(change, { ...fields, key }, { words, joins: true });
  await tx
    .insertInto('config_device')
    .values({
      ...fields,
      ...sealDeviceKey(context.secrets, fields.id, key),
      is_deactivated: false,
      created: now,
      modified: now,
    })
    .execute();
  const backend = config?.backend ?? defaultBackend;
  if (config !== null || (await groupTemplates(tx, fields.group_id, backend)).length > 0) {
    await createConfig(change, fields, config ?? { backend, config: {}, context: {}, templates: [] });
  }
  change.touch(fields.id);
  change.after(() => {
    const organizationId = fields.organization_id;
    context.events.emit('device.created', { deviceId: fields.id, organizationId });
    context.realtime.changed({
      kind: 'device',
      permission: permissionModels.device,
      id: fields.id,
      organizationId,
      action: 'created',
      patch: { name: fields.name },
    });
  });
  return fields.id;
};

/** The key that the device itself would propose; a random one where that cannot be known. */
const makeKey = async (
  { tx, context }: Change,
  device: Pick<DeviceTable, 'organization_id' | 'mac_address' | 'hardware_id'>,
): Promise<string> => {
  const { consistentRegistration, hardwareIdEnabled } = context.settings;
  const identity = hardwareIdEnabled ? device.hardware_id : device.mac_address;
  if (!consistentRegistration || identity === null) return randomToken(32);
  const secret = await ensureSharedSecret(tx, context.secrets, device.organization_id);
  return consistentKey(identity, secret);
};

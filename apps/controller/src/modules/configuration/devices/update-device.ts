import { forbidden } from '@netloom/server-kit';
import type { Scope } from '../../../platform/tenancy.ts';
import type { Change } from '../change.ts';
import { createConfig, type NewConfig } from '../configs/create-config.ts';
import { afterRenaming, afterRendering } from '../configs/config-status.ts';
import { chooseTemplates } from '../configs/choose-templates.ts';
import { defaultBackend } from '../rendering/backends.ts';
import { renderNow } from '../rendering/render-now.ts';
import { sealDocuments } from '../sealed-documents.ts';
import type { DeviceTable } from '../tables.ts';
import { assignedTemplates, storeAssignment } from '../templates/assignments.ts';
import { checkDevice, type ErrorWords } from './check-device.ts';
import type { NewDevice } from './create-device.ts';
import { lockDevice, type LockedDevice } from './locked-device.ts';
import { deviceKeySeal, sealDeviceKey } from './seal-device-key.ts';
import { permissionModels } from '../permission-models.ts';

/** What is to change of a device; what is absent stays. */
export type DevicePatch = Partial<Omit<NewDevice, 'last_seen'>>;

/** What is to change of its configuration. `templates` replaces all of them. */
export type ConfigPatch = Partial<NewConfig>;

export interface UpdateOptions {
  words: ErrorWords;
  config?: ConfigPatch | undefined;
  /** The device itself says so: it need not be told of the consequences. */
  byDevice?: boolean;
  /** Throws when the device is not any more what whoever changes it has seen. Runs with the device locked. */
  requireUnchanged?: (tx: Change['tx']) => Promise<void>;
}

/** Columns whose value ends up in the rendered configuration, or decides on it. */
const rendered = ['name', 'mac_address', 'key', 'hardware_id', 'os', 'organization_id', 'group_id'] as const;

/**
 * Changes a device and its configuration, renders it if need be, and tells of what happened.
 *
 * @throws HttpError 400 with errors by field, 403 when it is deactivated, 404; InvalidConfigError
 */
export const updateDevice = async (
  change: Change,
  scope: Scope,
  id: string,
  patch: DevicePatch,
  options: UpdateOptions,
): Promise<void> => {
  const { tx, context, now } = change;
  const unique = ['name', 'mac_address', 'hardware_id', 'key', 'organization_id'] as const;
  const lock = unique.some((field) => patch[field] !== undefined) ? 'exclusive' : 'share';
  const locked = await lockDevice(change, scope, id, lock, patch.organization_id);
  await options.requireUnchanged?.(tx);
  if (locked.device.is_deactivated) throw forbidden();

  const before = {
    ...locked.device,
    key: context.secrets.open(locked.device.key_sealed, deviceKeySeal(id)),
  };
  const after = { ...before, ...patch };
  after.mac_address = after.mac_address.toUpperCase();
  await checkDevice(change, after, {
    words: options.words,
    joins: after.organization_id !== before.organization_id,
  });
  const { key: _key, key_sealed: _sealed, key_digest: _digest, ...columns } = after;
  await tx
    .updateTable('config_device')
    .set({
      ...columns,
      ...(after.key === before.key ? {} : sealDeviceKey(context.secrets, id, after.key)),
      modified: now,
    })
    .where('id', '=', id)
    .execute();
  change.touch(id);
  if (locked.config) {
    const isRendered =
      options.config !== undefined || rendered.some((field) => after[field] !== before[field]);
    if (isRendered) await updateConfig(change, { ...locked, config: locked.config }, after, options);
  } else if (options.config !== undefined) {
    await createConfig(change, after, {
      backend: defaultBackend,
      config: {},
      context: {},
      templates: [],
      ...options.config,
    });
  }
  announce(change, before, after, options);
};

const updateConfig = async (
  change: Change,
  { device, config }: LockedDevice & { config: NonNullable<LockedDevice['config']> },
  after: Pick<DeviceTable, 'name' | 'organization_id' | 'group_id'>,
  { config: patch = {}, byDevice = false }: UpdateOptions,
): Promise<void> => {
  const { tx, context, now } = change;
  const { templates: given, config: own, context: variables, ...columns } = patch;
  const backend = columns.backend ?? config.backend;
  await tx
    .updateTable('config_config')
    .set({
      ...columns,
      ...sealDocuments(context.secrets, 'config_config', config.id, {
        ...(own === undefined ? {} : { config: own }),
        ...(variables === undefined ? {} : { context: variables }),
      }),
      version: config.version + 1,
      modified: now,
    })
    .where('id', '=', config.id)
    .execute();
  const current = await assignedTemplates(tx, config.id);
  const templates = await chooseTemplates(change, {
    current,
    given,
    before: { organizationId: device.organization_id, groupId: device.group_id, backend: config.backend },
    after: { organizationId: after.organization_id, groupId: after.group_id, backend },
  });
  const areNew = templates.join() !== current.join();
  if (areNew) await storeAssignment(tx, config.id, templates);
  const isRenamed = after.name !== device.name;
  await renderNow(change, config.id, {
    action: areNew ? 'm2m_templates_changed' : 'config_changed',
    byDevice,
    templatesBefore: current,
    next: (state, checksum) => {
      const next = afterRendering(state, checksum);
      return isRenamed ? afterRenaming(next) : next;
    },
  });
  if (backend === config.backend) return;
  change.after(() =>
    context.events.emit('config.backend-changed', {
      configId: config.id,
      deviceId: device.id,
      organizationId: after.organization_id,
      backend,
      previousBackend: config.backend,
    }),
  );
};

type Announced = Pick<
  DeviceTable,
  'id' | 'organization_id' | 'name' | 'group_id' | 'management_ip' | 'last_ip' | 'os' | 'model'
>;

const announce = (
  { after: afterwards, context: { events, realtime } }: Change,
  before: Announced,
  after: Announced,
  { byDevice = false }: UpdateOptions,
): void =>
  afterwards(() => {
    const about = { deviceId: after.id, organizationId: after.organization_id };
    if (after.name !== before.name) {
      events.emit('device.name-changed', { ...about, name: after.name, previousName: before.name, byDevice });
    }
    if (after.group_id !== before.group_id) {
      events.emit('device.group-changed', {
        ...about,
        groupId: after.group_id,
        previousGroupId: before.group_id,
      });
    }
    if (after.management_ip !== before.management_ip) {
      events.emit('device.management-ip-changed', {
        ...about,
        managementIp: after.management_ip,
        previousManagementIp: before.management_ip,
      });
    }
    events.emit('device.updated', about);
    const { name, management_ip, last_ip, os, model } = after;
    realtime.changed({
      kind: 'device',
      permission: permissionModels.device,
      id: after.id,
      organizationId: after.organization_id,
      action: 'updated',
      patch: { name, management_ip, last_ip, os, model },
    });
  });

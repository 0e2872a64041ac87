import { forbidden } from '@netloom/server-kit';
import type { Scope } from '../../../platform/tenancy.ts';
import type { Change } from '../change.ts';
import { lockDevice } from './locked-device.ts';
import { permissionModels } from '../permission-models.ts';

/**
 * Deletes a device for good. Only one that has taken over its empty configuration, unless `force` is given: else a
 * device would go on with a configuration that nobody looks after.
 *
 * @throws HttpError 403 when it is not deactivated, 404.
 */
export const deleteDevice = async (
  change: Change,
  scope: Scope,
  id: string,
  options: { force: boolean },
): Promise<void> => {
  const { device, config } = await lockDevice(change, scope, id, 'alone');
  const isDeactivated = device.is_deactivated && (config === undefined || config.status === 'deactivated');
  if (!isDeactivated && !options.force) throw forbidden('The device must be deactivated prior to deletion');
  await change.tx.deleteFrom('config_device').where('id', '=', id).execute();
  change.touch(id);
  change.after(() => {
    const { events, realtime } = change.context;
    events.emit('device.deleted', { deviceId: id, organizationId: device.organization_id });
    realtime.changed({
      kind: 'device',
      permission: permissionModels.device,
      id,
      organizationId: device.organization_id,
      action: 'deleted',
    });
  });
};

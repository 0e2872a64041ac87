import { notFound } from '@netloom/server-kit';
import type { Scope } from '../../../platform/tenancy.ts';
import type { Change } from '../change.ts';
import { afterDeactivation } from '../configs/config-status.ts';
import { renderNow } from '../rendering/render-now.ts';
import { storeAssignment } from '../templates/assignments.ts';
import { lockDevice } from './locked-device.ts';
import { permissionModels } from '../permission-models.ts';

/**
 * Takes a device out of service: its configuration is emptied, and when the device has taken that over, it is done.
 * Its variables are kept.
 *
 * @throws HttpError 404 when there is no such device or it is deactivated already.
 */
export const deactivateDevice = async (change: Change, scope: Scope, id: string): Promise<void> => {
  const { tx, context, now } = change;
  const { device, config } = await lockDevice(change, scope, id, 'share');
  if (device.is_deactivated) throw notFound();
  let isDone = true;
  if (config) {
    await tx
      .updateTable('config_config')
      .set({ config_sealed: '', version: config.version + 1, modified: now })
      .where('id', '=', config.id)
      .execute();
    await storeAssignment(tx, config.id, []);
    const { status } = await renderNow(change, config.id, {
      action: 'config_changed',
      next: afterDeactivation,
    });
    isDone = status === 'deactivated';
  }
  await tx
    .updateTable('config_device')
    .set({ is_deactivated: true, modified: now, ...(isDone ? { management_ip: null } : {}) })
    .where('id', '=', id)
    .execute();
  change.touch(id);
  change.after(() => {
    const organizationId = device.organization_id;
    context.events.emit('device.deactivated', { deviceId: id, organizationId });
    context.realtime.changed({
      kind: 'device',
      permission: permissionModels.device,
      id,
      organizationId,
      action: 'updated',
      patch: { is_deactivated: true },
    });
  });
};

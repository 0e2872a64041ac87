import { notFound } from '@netloom/server-kit';
import type { Scope } from '../../../platform/tenancy.ts';
import type { Change } from '../change.ts';
import { afterActivation } from '../configs/config-status.ts';
import { renderNow } from '../rendering/render-now.ts';
import { automaticTemplates, groupTemplates, storeAssignment } from '../templates/assignments.ts';
import { appendTemplates, automaticOrder } from '../templates/template-order.ts';
import { lockDevice } from './locked-device.ts';
import { permissionModels } from '../permission-models.ts';

/**
 * Takes a device into service again, with the automatic templates and those of its group.
 *
 * @throws HttpError 404 when there is no such device or it is not deactivated; InvalidConfigError
 */
export const activateDevice = async (change: Change, scope: Scope, id: string): Promise<void> => {
  const { tx, context, now } = change;
  const { device, config } = await lockDevice(change, scope, id, 'share');
  if (!device.is_deactivated) throw notFound();
  await tx
    .updateTable('config_device')
    .set({ is_deactivated: false, modified: now })
    .where('id', '=', id)
    .execute();
  if (config) {
    const automatic = await automaticTemplates(tx, device.organization_id, config.backend);
    const fromGroup = await groupTemplates(tx, device.group_id, config.backend);
    await tx
      .updateTable('config_config')
      .set({ version: config.version + 1, modified: now })
      .where('id', '=', config.id)
      .execute();
    await storeAssignment(tx, config.id, appendTemplates(automaticOrder(automatic), fromGroup));
    await renderNow(change, config.id, {
      action: 'm2m_templates_changed',
      templatesBefore: [],
      next: afterActivation,
    });
  }
  change.touch(id);
  change.after(() => {
    const organizationId = device.organization_id;
    context.events.emit('device.activated', { deviceId: id, organizationId });
    context.realtime.changed({
      kind: 'device',
      permission: permissionModels.device,
      id,
      organizationId,
      action: 'updated',
      patch: { is_deactivated: false },
    });
  });
};

import { systemScope } from '../../../platform/tenancy.ts';
import { makeChange } from '../change.ts';
import { announceStates } from '../configs/announce-states.ts';
import { afterReport, reportableStatuses, reportedRevision, type Report } from '../configs/config-status.ts';
import type { ConfigurationContext } from '../configuration-context.ts';
import { lockDevice } from '../devices/locked-device.ts';
import { storeStates } from '../rendering/store-states.ts';
import type { ServedDevice } from './authenticate-device.ts';
import { missingParameter, notFoundAnswer, plain, wrongParameter, type Answer } from './answer.ts';
import type { Parameters } from './parameters.ts';

/** A device says what became of its configuration (device protocol, section 6). */
export const reportStatus = async (
  context: ConfigurationContext,
  device: ServedDevice,
  parameters: Parameters,
): Promise<Answer> => {
  const reported = parameters('status');
  if (reported === undefined || reported === '') return missingParameter('status');
  const status = reportableStatuses.find((word) => word === reported);
  if (status === undefined) return wrongParameter('status');

  context.contacts.seen(device);
  const stored = await storeReport(context, device.id, { status, reason: parameters('error_reason') });
  if (stored === undefined) return notFoundAnswer;
  return plain(200, `report-result: success\ncurrent-status: ${stored}\n`);
};

/** Returns the status that the configuration has now; undefined when there is none to report about any more. */
const storeReport = (context: ConfigurationContext, deviceId: string, report: Report) =>
  makeChange(context, async (change) => {
    const { tx, now } = change;
    const { device, config } = await lockDevice(change, systemScope, deviceId, 'alone');
    if (!config || config.status === 'deactivated') return undefined;
    const next = afterReport(config, report);
    const stateChange = {
      config: {
        configId: config.id,
        version: config.version,
        state: config,
        id: deviceId,
        organization_id: device.organization_id,
      },
      next,
      about: reportedRevision(config),
    };
    const stored = await storeStates(context, tx, now, [stateChange]);
    if (next.applied_checksum !== config.applied_checksum) {
      const { applied_checksum } = next;
      await tx.updateTable('config_config').set({ applied_checksum }).where('id', '=', config.id).execute();
    }
    if (next.status === 'deactivated') {
      await tx.updateTable('config_device').set({ management_ip: null }).where('id', '=', deviceId).execute();
    }
    change.touch(deviceId);
    change.after(() => announceStates(context, stored, { action: 'config_changed', byDevice: true }));
    return next.status;
  });

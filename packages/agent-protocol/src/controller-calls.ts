import { readConfigArchive } from './config-archive.ts';
import type { ControllerClient } from './controller-client.ts';
import type { DeviceIdentity } from './device-identity.ts';
import type { DeviceEffect, DeviceEvent } from './device-state.ts';
import { downloadConfig } from './download-config.ts';
import { fetchChecksum } from './fetch-checksum.ts';
import { register } from './register.ts';
import { reportStatus } from './report-status.ts';
import { success } from './result.ts';
import { updateInfo } from './update-info.ts';

/** An effect that is carried out by asking the controller. */
export type ControllerEffect = Exclude<DeviceEffect, { readonly type: 'wait' }>;

/** Carries out one such effect for a device and gives the event that answers it. */
export type ControllerCalls = (
  effect: ControllerEffect,
  identity: DeviceIdentity,
  signal: AbortSignal,
) => Promise<DeviceEvent>;

/** The real protocol over a client. */
export function controllerCalls(client: ControllerClient): ControllerCalls {
  return async (effect, identity, signal) => {
    const { ticket } = effect;
    const { managementIp } = identity;
    switch (effect.type) {
      case 'register': {
        const result = await register(client, { identity, sharedSecret: effect.sharedSecret }, signal);
        return { type: 'registered', ticket, result };
      }
      case 'fetch-checksum': {
        const { credentials } = effect;
        return {
          type: 'checksum',
          ticket,
          result: await fetchChecksum(client, { credentials, managementIp }, signal),
        };
      }
      case 'download': {
        const { credentials, checksum } = effect;
        const archive = await downloadConfig(client, { credentials, managementIp, checksum }, signal);
        const result = archive.ok
          ? success({ checksum, unpacked: readConfigArchive(archive.value) })
          : archive;
        return { type: 'downloaded', ticket, result };
      }
      case 'update-info': {
        const { model, os, system } = identity;
        const { credentials } = effect;
        return {
          type: 'info-updated',
          ticket,
          result: await updateInfo(client, { credentials, model, os, system }, signal),
        };
      }
      case 'report': {
        const { credentials, report } = effect;
        return {
          type: 'reported',
          ticket,
          result: await reportStatus(client, { credentials, report }, signal),
        };
      }
    }
  };
}

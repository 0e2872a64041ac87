import { hostname } from 'node:os';
import type { DeviceContext } from '../../../platform/device-context.ts';
import { readKernelSetting, setKernelSetting } from '../network/kernel-settings.ts';
import type { SystemState } from './snapshot.ts';

/**
 * Makes files and settings what they were. Goes on after a failure.
 *
 * @throws AggregateError with what could not be given back.
 */
export const giveBackSystem = async (context: DeviceContext, state: SystemState): Promise<void> => {
  const { privileged } = context;
  const { files, kernel, hostName, timeZone, resolver } = state;
  const failures: unknown[] = [];
  const attempt = async (step: () => Promise<unknown>): Promise<void> => {
    await step().catch((error: unknown) => failures.push(error));
  };
  for (const [path, kept] of Object.entries(files))
    await attempt(() => privileged.perform('fleet-file-give-back', { path, kept }));
  // The setting of a link goes with the link.
  for (const [key, value] of Object.entries(kernel))
    if ((await readKernelSetting(context, key)) !== undefined)
      await attempt(() => setKernelSetting(context, key, value));
  if (hostName !== undefined && hostName !== hostname())
    await attempt(() => privileged.perform('host-name-set', { name: hostName }));
  if (timeZone !== undefined)
    await attempt(() => privileged.perform('system-file-give-back', { file: 'time-zone', kept: timeZone }));
  if (resolver !== undefined)
    await attempt(() => privileged.perform('system-file-give-back', { file: 'resolver', kept: resolver }));
  if (failures.length > 0)
    throw new AggregateError(failures, failures.map((failure) => (failure as Error).message).join('; '));
};

import type { LinuxManifest } from '@netloom/netjson-config/linux-manifest';
import type { DeviceContext } from '../../../platform/device-context.ts';
import type { LinuxConfig } from './linux-config.ts';
import type { NetworkApplier } from './network-applier.ts';
import { restoreFiles, writeFiles } from './set-files.ts';
import { setServices } from './set-services.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Applies a configuration: files, the system's own settings, the network, daemons, in this order.
 *
 * @throws Error that says what could not be done; what was done before it stays.
 */
export const applyConfig = async (
  context: DeviceContext,
  applier: NetworkApplier,
  config: LinuxConfig,
  previous: LinuxManifest,
): Promise<void> => {
  const { privileged, log } = context;
  const { manifest } = config;
  await writeFiles(privileged, config, previous, applier.wants);
  for (const [key, value] of Object.entries(manifest.sysctl))
    await privileged.perform('kernel-set', { key, value });
  if (manifest.hostname !== undefined) await privileged.perform('host-name-set', { name: manifest.hostname });
  if (manifest.timezone !== undefined) await privileged.perform('time-zone-set', { zone: manifest.timezone });
  await applier.apply(context, manifest, previous);
  await setServices(context, manifest, previous, applier.manages);
  for (const radio of manifest.radios) {
    if (radio.disabled) continue;
    const tell = (error: unknown): void =>
      log.warn({ err: error, radio: radio.name }, 'the radio cannot be set');
    if (radio.country !== undefined)
      await privileged.perform('regulatory-domain-set', { country: radio.country }).catch(tell);
    for (const name of radio.interfaces)
      if (radio.tx_power !== undefined)
        await privileged.perform('transmit-power-set', { name, dbm: radio.tx_power }).catch(tell);
  }
};

/**
 * Puts everything back as the snapshot has it. Goes on after a failure.
 *
 * @throws AggregateError with what could not be restored.
 */
export const restoreConfig = async (
  context: DeviceContext,
  applier: NetworkApplier,
  snapshot: Snapshot,
  attempted: LinuxManifest,
  previous: LinuxManifest,
): Promise<void> => {
  const { privileged } = context;
  const failures: unknown[] = [];
  const attempt = async (step: () => Promise<unknown>): Promise<void> => {
    await step().catch((error: unknown) => failures.push(error));
  };
  await attempt(() => restoreFiles(privileged, snapshot));
  for (const [key, value] of Object.entries(snapshot.kernel))
    await attempt(() => privileged.perform('kernel-set', { key, value }));
  if (attempted.hostname !== undefined)
    await attempt(() => privileged.perform('host-name-set', { name: snapshot.hostName }));
  const { timeZone } = snapshot;
  if (attempted.timezone !== undefined && timeZone !== undefined)
    await attempt(() => privileged.perform('time-zone-set', { zone: timeZone }));
  await attempt(() => applier.restore(context, snapshot.network, attempted, previous));
  await attempt(() => setServices(context, previous, attempted, applier.manages));
  if (failures.length > 0)
    throw new AggregateError(failures, failures.map((failure) => (failure as Error).message).join('; '));
};

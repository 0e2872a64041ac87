import { hostname } from 'node:os';
import type { LinuxManifest } from '@netloom/netjson-config/linux-manifest';
import type { DeviceContext } from '../../../platform/device-context.ts';
import { noFile } from '../../../platform/privileged/kept-file.ts';
import { setKernelSetting } from '../network/kernel-settings.ts';
import { claimsOf } from './claims.ts';
import { giveBackSystem } from './give-back-system.ts';
import type { LinuxConfig } from './linux-config.ts';
import type { NetworkApplier } from './network-applier.ts';
import { writeFiles } from './set-files.ts';
import { setServices } from './set-services.ts';
import type { Snapshot, SystemState } from './snapshot.ts';
import { wantedResolver } from './wanted-resolver.ts';

/** What ran before a change. */
export interface Former {
  manifest: LinuxManifest;
  /** What was there before any configuration, of all that this one has changed. */
  originals: SystemState | undefined;
}

/**
 * Applies a configuration: files, the system's own settings, the network, daemons, in this order. What the former one
 * had changed and this one does not becomes what it was before it.
 *
 * @throws Error that says what could not be done; what was done before it stays.
 */
export const applyConfig = async (
  context: DeviceContext,
  applier: NetworkApplier,
  config: LinuxConfig,
  former: Former,
): Promise<void> => {
  const { privileged } = context;
  const { manifest } = config;
  await writeFiles(
    privileged,
    config,
    manifest.files.filter(({ purpose }) => applier.wants(purpose)),
  );
  await giveBackSystem(context, unclaimed(applier, manifest, former));
  for (const [key, value] of Object.entries(manifest.sysctl)) await setKernelSetting(context, key, value);
  if (manifest.hostname !== undefined && manifest.hostname !== hostname())
    await privileged.perform('host-name-set', { name: manifest.hostname });
  if (manifest.timezone !== undefined) await privileged.perform('time-zone-set', { zone: manifest.timezone });
  await applier.apply(context, manifest, former.manifest);
  const resolver = wantedResolver(applier, manifest);
  if (resolver !== undefined)
    await privileged.perform('resolver-set', {
      servers: [...resolver.servers],
      search: [...resolver.search],
    });
  await setServices(context, manifest, former.manifest, applier.manages);
  await setRadios(context, manifest);
};

/** What the former configuration had changed and the next one leaves alone, as it was before. */
const unclaimed = (applier: NetworkApplier, next: LinuxManifest, former: Former): SystemState => {
  const [kept, dropped] = [claimsOf(applier, next), claimsOf(applier, former.manifest)];
  const { originals } = former;
  const kernel = Object.entries(originals?.kernel ?? {});
  const isDropped = (claim: 'hostName' | 'timeZone' | 'resolver'): boolean => dropped[claim] && !kept[claim];
  return {
    files: Object.fromEntries(
      dropped.files
        .filter((path) => !kept.files.includes(path))
        .map((path) => [path, originals?.files[path] ?? noFile]),
    ),
    kernel: Object.fromEntries(
      kernel.filter(([key]) => dropped.kernel.includes(key) && !kept.kernel.includes(key)),
    ),
    ...(isDropped('hostName') && originals?.hostName !== undefined ? { hostName: originals.hostName } : {}),
    ...(isDropped('timeZone') && originals?.timeZone !== undefined ? { timeZone: originals.timeZone } : {}),
    ...(isDropped('resolver') && originals?.resolver !== undefined ? { resolver: originals.resolver } : {}),
  };
};

const setRadios = async ({ privileged, log }: DeviceContext, manifest: LinuxManifest): Promise<void> => {
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
  { system, network }: Snapshot,
  attempted: LinuxManifest,
  previous: LinuxManifest,
): Promise<void> => {
  const failures: unknown[] = [];
  const steps = [
    () => giveBackSystem(context, { ...system, resolver: undefined }),
    () => applier.restore(context, network, attempted, previous),
    // Again: DHCP clients write this file, too, and links that were away come back with settings of their own.
    () => giveBackSystem(context, { files: {}, kernel: system.kernel, resolver: system.resolver }),
    () => setServices(context, previous, attempted, applier.manages),
  ];
  for (const step of steps) await step().catch((error: unknown) => failures.push(error));
  if (failures.length > 0)
    throw new AggregateError(failures, failures.map((failure) => (failure as Error).message).join('; '));
};

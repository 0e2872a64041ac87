import { hostname } from 'node:os';
import type { LinuxManifest } from '@netloom/netjson-config/linux-manifest';
import type { DeviceContext } from '../../../platform/device-context.ts';
import type { KeptFile } from '../../../platform/privileged/kept-file.ts';
import { readKernelSetting } from '../network/kernel-settings.ts';
import type { NetworkState } from '../network/network-state.ts';
import { readNetwork } from '../network/read-network.ts';
import { claimsOf, type Claims } from './claims.ts';
import type { NetworkApplier } from './network-applier.ts';

/** What configurations change beside the network, as it is or was. Plain data: it outlives a crash in a file. */
export interface SystemState {
  /** Files by their paths. */
  files: Readonly<Record<string, KeptFile>>;
  /** Settings of the kernel by name. */
  kernel: Readonly<Record<string, string>>;
  hostName?: string | undefined;
  timeZone?: KeptFile | undefined;
  resolver?: KeptFile | undefined;
}

/** How things are before a change. */
export interface Snapshot {
  system: SystemState;
  network: NetworkState;
}

/** Takes down how things are that `next` changes, and those that `previous` changed. */
export const takeSnapshot = async (
  context: DeviceContext,
  applier: NetworkApplier,
  next: LinuxManifest,
  previous: LinuxManifest,
): Promise<Snapshot> => {
  const { run, settings, privileged } = context;
  const [one, other] = [claimsOf(applier, next), claimsOf(applier, previous)];
  const files: Record<string, KeptFile> = {};
  for (const path of new Set([...one.files, ...other.files]))
    files[path] = toKept(await privileged.perform('fleet-file-keep', { path }));
  const kernel: Record<string, string> = {};
  for (const key of new Set([...one.kernel, ...other.kernel])) {
    const value = await readKernelSetting(context, key);
    if (value !== undefined) kernel[key] = value;
  }
  const keep = async (file: 'time-zone' | 'resolver'): Promise<KeptFile> =>
    toKept(await privileged.perform('system-file-keep', { file }));
  return {
    system: {
      files,
      kernel,
      ...(one.hostName || other.hostName ? { hostName: hostname() } : {}),
      ...(one.timeZone || other.timeZone ? { timeZone: await keep('time-zone') } : {}),
      ...(one.resolver || other.resolver ? { resolver: await keep('resolver') } : {}),
    },
    network: await readNetwork(run, settings.ip),
  };
};

const toKept = ({ stdout }: { stdout: string }): KeptFile => JSON.parse(stdout) as KeptFile;

/**
 * What was there before any configuration, once `next` is applied as well: to be given back when no configuration
 * claims it any more.
 */
export const originalsWith = (
  claims: Claims,
  originals: SystemState | undefined,
  before: SystemState,
): SystemState => {
  const claimed = <Value>(
    names: readonly string[],
    of: (state: SystemState) => Readonly<Record<string, Value>>,
  ): Record<string, Value> => {
    const known = { ...of(before), ...(originals === undefined ? {} : of(originals)) };
    return Object.fromEntries(Object.entries(known).filter(([name]) => names.includes(name)));
  };
  const hostName = originals?.hostName ?? before.hostName;
  const timeZone = originals?.timeZone ?? before.timeZone;
  const resolver = originals?.resolver ?? before.resolver;
  return {
    files: claimed(claims.files, ({ files }) => files),
    kernel: claimed(claims.kernel, ({ kernel }) => kernel),
    ...(claims.hostName && hostName !== undefined ? { hostName } : {}),
    ...(claims.timeZone && timeZone !== undefined ? { timeZone } : {}),
    ...(claims.resolver && resolver !== undefined ? { resolver } : {}),
  };
};

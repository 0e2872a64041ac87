import { hostname } from 'node:os';
import { readFile, readlink, stat } from 'node:fs/promises';
import type { LinuxManifest } from '@netloom/netjson-config/linux-manifest';
import type { DeviceContext } from '../../../platform/device-context.ts';
import type { NetworkState } from '../network/network-state.ts';
import { readNetwork } from '../network/read-network.ts';

/** A file as it was: without content when there was none. */
interface SavedFile {
  path: string;
  content: string | undefined;
  mode: number;
}

/** What a configuration is about to change, as it was before. Plain data: it outlives a crash in a file. */
export interface Snapshot {
  files: readonly SavedFile[];
  network: NetworkState;
  /** Settings of the kernel by name. */
  kernel: Readonly<Record<string, string>>;
  hostName: string;
  timeZone: string | undefined;
}

const zoneFolder = '/usr/share/zoneinfo/';

/** Takes down how things are that `next` changes, and those that `previous` changed. */
export const takeSnapshot = async (
  context: DeviceContext,
  next: LinuxManifest,
  previous: LinuxManifest,
): Promise<Snapshot> => {
  const { run, settings, paths } = context;
  const names = new Set([...next.files, ...previous.files].map(({ path }) => path));
  const keys = new Set([...Object.keys(next.sysctl), ...Object.keys(previous.sysctl)]);
  const kernel: Record<string, string> = {};
  for (const key of keys) {
    const value = await readKernelSetting(context, key);
    if (value !== undefined) kernel[key] = value;
  }
  const zone = await readlink(paths.system('/etc/localtime')).catch(() => '');
  return {
    files: await Promise.all([...names].map((path) => saveFile(context, path))),
    network: await readNetwork(run, settings.ip),
    kernel,
    hostName: hostname(),
    timeZone: zone.startsWith(zoneFolder) ? zone.slice(zoneFolder.length) : undefined,
  };
};

/** The kernel's settings lie where a process sees those of its own network namespace. */
const readKernelSetting = (_context: DeviceContext, key: string): Promise<string | undefined> =>
  readFile(`/proc/sys/${key.replaceAll('.', '/')}`, 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  );

const usualMode = 0o644;

const saveFile = async ({ privileged, paths }: DeviceContext, path: string): Promise<SavedFile> => {
  const { stdout, exitCode } = await privileged.perform('fleet-file-read', { path });
  const mode = await stat(paths.system(path)).then(
    (found) => found.mode & 0o7777,
    () => usualMode,
  );
  return { path, content: exitCode === 0 ? stdout : undefined, mode };
};

import { readFile } from 'node:fs/promises';
import { readBoxMode } from '../../adapters/box-mode.ts';
import { readBoxModel, unknownModel } from '../../adapters/box-model.ts';
import { fullHostName } from '../../adapters/host-name.ts';
import { CommandError } from '../../platform/commands/run-command.ts';
import type { DeviceContext } from '../../platform/device-context.ts';

/** What a box is (device service, section 3.4). */
export interface DeviceInfo {
  model: string;
  /** The host name without its domain. */
  name: string;
  hostname: string;
  /** Version of the image. */
  software_version: string;
  mode: string;
}

/** @throws Error of the file system. */
export const readDeviceInfo = async (
  context: Pick<DeviceContext, 'run' | 'settings' | 'paths' | 'privileged' | 'log'>,
): Promise<DeviceInfo> => {
  const { run, settings, paths } = context;
  const [model, hostname, version, mode] = await Promise.all([
    readBoxModel(run, settings, paths).catch((error: unknown) => {
      if (error instanceof CommandError) return unknownModel;
      throw error;
    }),
    fullHostName(run),
    readFile(paths.system(settings.releaseFile), 'utf8').then(versionOf, () => undefined),
    readBoxMode(context),
  ]);
  const [name = hostname] = hostname.split('.');
  return { model, name, hostname, software_version: version ?? 'unknown', mode };
};

/** The value of the first line `VERSION=…` of a release file, as it is written there. */
export const versionOf = (text: string): string | undefined => /^VERSION=(.*)$/m.exec(text)?.[1]?.trim();

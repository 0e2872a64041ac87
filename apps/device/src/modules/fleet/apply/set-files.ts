import type { LinuxManifest } from '@netloom/netjson-config/linux-manifest';
import type { Privileged } from '../../../platform/privileged/privileged.ts';
import type { LinuxConfig } from './linux-config.ts';

/** Writes the files of a configuration that are wanted, keys first: others name them. */
export const writeFiles = async (
  privileged: Privileged,
  { files }: LinuxConfig,
  wanted: LinuxManifest['files'],
): Promise<void> => {
  const ordered = [
    ...wanted.filter(({ purpose }) => purpose === 'key'),
    ...wanted.filter(({ purpose }) => purpose !== 'key'),
  ];
  for (const { path, mode, owner, group } of ordered)
    await privileged.perform('fleet-file-write', {
      path,
      content: files.get(path) ?? '',
      mode: Number.parseInt(mode, 8),
      owner,
      group,
    });
};

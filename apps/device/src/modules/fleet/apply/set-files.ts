import type { LinuxFilePurpose, LinuxManifest } from '@netloom/netjson-config/linux-manifest';
import type { Privileged } from '../../../platform/privileged/privileged.ts';
import type { LinuxConfig } from './linux-config.ts';
import type { Snapshot } from './snapshot.ts';

/** Writes the files of a configuration, keys first, and removes those of the former one that it has no more. */
export const writeFiles = async (
  privileged: Privileged,
  { manifest, files }: LinuxConfig,
  previous: LinuxManifest,
  isWanted: (purpose: LinuxFilePurpose) => boolean,
): Promise<void> => {
  const wanted = manifest.files.filter(({ purpose }) => isWanted(purpose));
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
  for (const { path } of previous.files)
    if (!wanted.some((file) => file.path === path)) await privileged.perform('fleet-file-remove', { path });
};

/** Puts every file back as it was. */
export const restoreFiles = async (privileged: Privileged, snapshot: Snapshot): Promise<void> => {
  for (const { path, content, mode } of snapshot.files) {
    if (content === undefined) await privileged.perform('fleet-file-remove', { path });
    else await privileged.perform('fleet-file-write', { path, content, mode, owner: 'root', group: 'root' });
  }
};

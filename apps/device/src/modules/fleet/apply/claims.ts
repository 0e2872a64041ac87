import type { LinuxManifest } from '@netloom/netjson-config/linux-manifest';
import { advertisementsKey } from '../network/kernel-settings.ts';
import { isSetUp } from '../network/wanted-network.ts';
import type { NetworkApplier } from './network-applier.ts';
import { wantedResolver } from './wanted-resolver.ts';

/** What a configuration changes beside the network. */
export interface Claims {
  files: readonly string[];
  kernel: readonly string[];
  hostName: boolean;
  timeZone: boolean;
  resolver: boolean;
}

export const claimsOf = (applier: NetworkApplier, manifest: LinuxManifest): Claims => ({
  files: manifest.files.filter(({ purpose }) => applier.wants(purpose)).map(({ path }) => path),
  kernel: [
    ...Object.keys(manifest.sysctl),
    ...(applier.name === 'iproute2' ? manifest.interfaces.filter(isSetUp).map(advertisementsKey) : []),
  ],
  hostName: manifest.hostname !== undefined,
  timeZone: manifest.timezone !== undefined,
  resolver: wantedResolver(applier, manifest) !== undefined,
});

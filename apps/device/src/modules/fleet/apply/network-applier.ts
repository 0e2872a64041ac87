import type { LinuxFilePurpose, LinuxManifest } from '@netloom/netjson-config/linux-manifest';
import type { DeviceContext } from '../../../platform/device-context.ts';
import type { NetworkState } from '../network/network-state.ts';

/** What sets up the network as a configuration wants it, and back. */
export interface NetworkApplier {
  name: 'iproute2' | 'networkd';
  /** Files of the configuration are written already. @throws when the network cannot be set up as wanted. */
  apply(context: DeviceContext, wanted: LinuxManifest, previous: LinuxManifest): Promise<void>;
  /** Former files are back already. @throws when something cannot be restored; the rest is, all the same. */
  restore(
    context: DeviceContext,
    before: NetworkState,
    attempted: LinuxManifest,
    previous: LinuxManifest,
  ): Promise<void>;
  /** Whether files of a kind are to be written. */
  wants(purpose: LinuxFilePurpose): boolean;
  /** Whether the resolver's file is to be written: where nothing else tells the box its name servers. */
  setsResolver: boolean;
  /** Whether it wants a unit of the configuration restarted. */
  manages(unit: string): boolean;
}

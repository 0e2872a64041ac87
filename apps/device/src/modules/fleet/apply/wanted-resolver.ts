import type { LinuxManifest, LinuxResolver } from '@netloom/netjson-config/linux-manifest';
import type { NetworkApplier } from './network-applier.ts';

/** The C library asks no more servers than these (resolv.conf(5)). */
const maximumServers = 3;

/**
 * The name servers and search domains for the resolver's file, those of the device before those of its interfaces:
 * where systemd-resolved runs it knows them itself. Undefined when the configuration names none.
 */
export const wantedResolver = (
  { setsResolver }: NetworkApplier,
  { dns, interfaces }: LinuxManifest,
): LinuxResolver | undefined => {
  if (!setsResolver) return undefined;
  const all = [dns, ...interfaces.filter(({ state }) => state !== 'down').map((link) => link.dns)];
  const servers = [...new Set(all.flatMap((one) => one?.servers ?? []))].slice(0, maximumServers);
  const search = [...new Set(all.flatMap((one) => one?.search ?? []))];
  return servers.length + search.length === 0 ? undefined : { servers, search };
};

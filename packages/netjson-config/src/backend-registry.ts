import type { Backend } from './backend.ts';
import { linuxBackend } from './linux/linux-backend.ts';
import { openvpnBackend } from './openvpn/openvpn-backend.ts';
import { openwispBackend } from './openwisp/openwisp-backend.ts';
import { openwrtBackend } from './openwrt/openwrt-backend.ts';
import { vxlanWireguardBackend } from './wireguard/vxlan-wireguard-backend.ts';
import { wireguardBackend } from './wireguard/wireguard-backend.ts';
import { zerotierBackend } from './zerotier/zerotier-backend.ts';

const backends = new Map<string, Backend>();

/** Adds a backend, or replaces the one of the same name. */
export function registerBackend(backend: Backend): void {
  backends.set(backend.name, backend);
}

export function getBackend(name: string): Backend | undefined {
  return backends.get(name);
}

/** All backends, in the order in which they were registered. */
export function listBackends(): readonly Backend[] {
  return [...backends.values()];
}

for (const backend of [
  openwrtBackend,
  openwispBackend,
  linuxBackend,
  openvpnBackend,
  wireguardBackend,
  vxlanWireguardBackend,
  zerotierBackend,
]) {
  registerBackend(backend);
}

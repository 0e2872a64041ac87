import { openvpnAutoClient } from './openvpn/auto-client.ts';
import { openwrtVxlanWireguardAutoClient } from './openwrt/clients/vxlan-wireguard-auto-client.ts';
import { openwrtWireguardAutoClient } from './openwrt/clients/wireguard-auto-client.ts';
import { openwrtZerotierAutoClient } from './openwrt/clients/zerotier-auto-client.ts';
import { wireguardAutoClient } from './wireguard/auto-client.ts';
import { vxlanAutoClient } from './wireguard/vxlan-auto-client.ts';
import { zerotierAutoClient } from './zerotier/auto-client.ts';

/**
 * Builders of clients from the settings of their VPN server. `openvpn` and those that begin with `openwrt` return
 * (parts of) documents of a device, the others plain data about the client.
 */
export const autoClient = {
  openvpn: openvpnAutoClient,
  wireguard: wireguardAutoClient,
  vxlan: vxlanAutoClient,
  zerotier: zerotierAutoClient,
  openwrtWireguard: openwrtWireguardAutoClient,
  openwrtVxlanWireguard: openwrtVxlanWireguardAutoClient,
  openwrtZerotier: openwrtZerotierAutoClient,
} as const;

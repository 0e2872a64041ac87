import type { WireguardClientArgs } from '../../wireguard/auto-client.ts';
import { wireguardAutoClient } from '../../wireguard/auto-client.ts';
import type { VxlanClientArgs } from '../../wireguard/vxlan-auto-client.ts';
import { vxlanAutoClient } from '../../wireguard/vxlan-auto-client.ts';
import type { WireguardClientSections } from './wireguard-auto-client.ts';
import { openwrtWireguardAutoClient } from './wireguard-auto-client.ts';

/** Port of VXLAN (RFC 7348). */
const PORT = 4789;
const MTU = 1280;
const TTL = 64;

/** The part of an OpenWrt document that makes the device an end of a VXLAN tunnel inside a WireGuard tunnel. */
export function openwrtVxlanWireguardAutoClient(
  args: WireguardClientArgs & VxlanClientArgs,
): WireguardClientSections {
  const { interfaces, wireguard_peers: peers } = openwrtWireguardAutoClient(args);
  const { name, server_ip_address: vtep, vni } = vxlanAutoClient(args);
  const { interface_name: tunlink } = wireguardAutoClient(args);
  return {
    interfaces: [
      ...interfaces,
      {
        name,
        type: 'vxlan',
        vtep,
        port: PORT,
        vni,
        tunlink,
        rxcsum: true,
        txcsum: true,
        mtu: MTU,
        ttl: TTL,
        mac: '',
        disabled: false,
        network: '',
      },
    ],
    wireguard_peers: peers,
  };
}

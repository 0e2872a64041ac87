import type { JsonObject, JsonValue } from '@netloom/netjson';
import { isTruthy } from '../../python/is-truthy.ts';
import type { WireguardClientArgs } from '../../wireguard/auto-client.ts';
import { wireguardAutoClient } from '../../wireguard/auto-client.ts';

/** Seconds between packets that keep the tunnel open through NAT. */
const KEEPALIVE = 60;
const MTU = 1420;

/** Sections of an OpenWrt document. */
export type WireguardClientSections = { interfaces: JsonObject[]; wireguard_peers: JsonObject[] };

/** The part of an OpenWrt document that makes the device a client of a WireGuard server. */
export function openwrtWireguardAutoClient(args: WireguardClientArgs): WireguardClientSections {
  const { interface_name: name, client, server } = wireguardAutoClient(args);
  return {
    interfaces: [
      {
        name,
        type: 'wireguard',
        private_key: client.private_key,
        port: client.port,
        mtu: MTU,
        nohostroute: false,
        fwmark: '',
        ip6prefix: [],
        addresses: tunnelAddresses(client.ip_address),
        network: '',
      },
    ],
    wireguard_peers: [
      {
        interface: name,
        public_key: server.public_key,
        allowed_ips: server.allowed_ips,
        endpoint_host: server.endpoint_host,
        endpoint_port: server.endpoint_port,
        preshared_key: '',
        persistent_keepalive: KEEPALIVE,
        route_allowed_ips: true,
      },
    ],
  };
}

function tunnelAddresses(address: JsonValue): JsonObject[] {
  return isTruthy(address) ? [{ proto: 'static', family: 'ipv4', address, mask: 32 }] : [];
}

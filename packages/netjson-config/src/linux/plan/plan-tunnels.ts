import type { JsonObject } from '@netloom/netjson';
import { textOf, textsIn } from '../../document-values.ts';
import { formatIpAddress, parseIpInterface } from '../../network/ip-interface.ts';
import { isTruthy } from '../../python/is-truthy.ts';
import type { LinuxVlan, LinuxVxlan, LinuxWireguard, LinuxWireguardPeer } from '../linux-manifest.ts';
import type { InterfaceResolver, VlanName } from './interface-names.ts';
import { peerKeyPath, privateKeyPath } from './key-paths.ts';
import { cidr } from './plan-routes.ts';

const VXLAN_PORT = 4789;
const WIREGUARD_PORT = 51820;

export function planVlan(entry: JsonObject, { base, id }: VlanName): LinuxVlan {
  const ingress = textsIn(entry.ingress_qos_mapping);
  const egress = textsIn(entry.egress_qos_mapping);
  return {
    base,
    id,
    protocol: entry.type === '8021ad' ? '802.1ad' : '802.1q',
    ...(ingress.length === 0 ? {} : { ingress_qos_mapping: ingress }),
    ...(egress.length === 0 ? {} : { egress_qos_mapping: egress }),
  };
}

export function planVxlan(entry: JsonObject, resolve: InterfaceResolver): LinuxVxlan {
  return {
    vni: Number(entry.vni),
    remote: canonicalAddress(textOf(entry.vtep)),
    port: typeof entry.port === 'number' ? entry.port : VXLAN_PORT,
    tunlink: resolve(textOf(entry.tunlink)),
    ...(typeof entry.ttl === 'number' ? { ttl: entry.ttl } : {}),
    rxcsum: entry.rxcsum !== false,
    txcsum: entry.txcsum !== false,
  };
}

export function planWireguard(entry: JsonObject, peers: readonly JsonObject[]): LinuxWireguard {
  const name = textOf(entry.name);
  return {
    private_key_file: privateKeyPath(name),
    ...(typeof entry.port === 'number' ? { port: entry.port } : {}),
    ...(isTruthy(entry.fwmark) ? { fwmark: textOf(entry.fwmark) } : {}),
    peers: peers.map((peer, index) => planPeer(peer, name, index)),
  };
}

function planPeer(peer: JsonObject, name: string, index: number): LinuxWireguardPeer {
  const host = textOf(peer.endpoint_host);
  const keepalive = peer.persistent_keepalive;
  return {
    public_key: textOf(peer.public_key),
    ...(isTruthy(peer.preshared_key) ? { preshared_key_file: peerKeyPath(name, index) } : {}),
    allowed_ips: [...new Set(textsIn(peer.allowed_ips).map(canonicalNetwork))],
    ...(host === '' ? {} : { endpoint: endpoint(host, peer.endpoint_port) }),
    ...(typeof keepalive === 'number' && keepalive > 0 ? { persistent_keepalive: keepalive } : {}),
  };
}

function endpoint(host: string, port: unknown): string {
  const number = typeof port === 'number' ? port : WIREGUARD_PORT;
  return host.includes(':') ? `[${canonicalAddress(host)}]:${number}` : `${host}:${number}`;
}

function canonicalAddress(text: string): string {
  const parsed = parseIpInterface(text);
  return parsed === undefined ? text : formatIpAddress(parsed);
}

function canonicalNetwork(text: string): string {
  const parsed = parseIpInterface(text);
  return parsed === undefined ? text : cidr(parsed);
}

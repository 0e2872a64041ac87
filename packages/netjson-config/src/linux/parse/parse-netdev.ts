import type { JsonObject } from '@netloom/netjson';
import { ConfigurationError } from '../../configuration-error.ts';
import type { IniSection } from '../networkd/ini-file.ts';
import { given, listed } from './given.ts';
import { flagOf, numberOf, valueOf, valuesOf } from './read-ini.ts';

/** What an interface is made of: its type and the settings of that type. */
export function parseNetdev(
  name: string,
  netdev: readonly IniSection[],
  carriers: ReadonlyMap<string, string>,
  files: ReadonlyMap<string, string>,
): JsonObject {
  const kind = valueOf(find(netdev, 'NetDev'), 'Kind') ?? '';
  switch (kind) {
    case 'bridge':
    case 'dummy':
      return { name, type: kind };
    case 'vlan':
      return parseVlan(name, find(netdev, 'VLAN'), carriers.get(name));
    case 'vxlan':
      return parseVxlan(name, find(netdev, 'VXLAN'), carriers.get(name));
    case 'wireguard': {
      const section = find(netdev, 'WireGuard');
      return given({
        name,
        type: 'wireguard',
        private_key: keyIn(section, 'PrivateKey', files) ?? '',
        port: numberOf(section, 'ListenPort'),
        fwmark: valueOf(section, 'FirewallMark'),
      });
    }
    default:
      throw refuse(`Interfaces of the kind "${kind}" cannot be described`);
  }
}

function find(sections: readonly IniSection[], type: string): IniSection | undefined {
  return sections.find((section) => section.type === type);
}

function refuse(sentence: string): ConfigurationError {
  return new ConfigurationError('value', { path: [], message: `${sentence}.` });
}

function parseVlan(name: string, section: IniSection | undefined, carrier: string | undefined): JsonObject {
  const id = numberOf(section, 'Id');
  const base = carrier ?? name.replace(/\.[0-9]+$/, '');
  if (id === undefined || name !== `${base}.${id}`)
    throw refuse(`The VLAN "${name}" is not called after the interface that carries it and its number`);
  const pairs = (key: string): string[] =>
    (valueOf(section, key) ?? '')
      .split(/\s+/)
      .filter((pair) => pair !== '')
      .map((pair) => pair.replace('-', ':'));
  return given({
    name: base,
    type: valueOf(section, 'Protocol') === '802.1ad' ? '8021ad' : '8021q',
    vid: id,
    ingress_qos_mapping: listed(pairs('IngressQOSMaps')),
    egress_qos_mapping: listed(pairs('EgressQOSMaps')),
  });
}

function parseVxlan(name: string, section: IniSection | undefined, carrier: string | undefined): JsonObject {
  const remote = valueOf(section, 'Remote') ?? '';
  const isIpv6 = remote.includes(':');
  const sends = isIpv6
    ? flagOf(section, 'UDP6ZeroChecksumTx') !== true
    : flagOf(section, 'UDPChecksum') !== false;
  return given({
    name,
    type: 'vxlan',
    vtep: remote,
    port: numberOf(section, 'DestinationPort') ?? 4789,
    vni: numberOf(section, 'VNI'),
    tunlink: carrier ?? '',
    ttl: numberOf(section, 'TTL'),
    txcsum: sends ? undefined : false,
    rxcsum: flagOf(section, 'UDP6ZeroChecksumRx') === true ? false : undefined,
  });
}

/** Peers of a WireGuard interface. */
export function parsePeers(
  netdev: readonly IniSection[],
  name: string,
  files: ReadonlyMap<string, string>,
): JsonObject[] {
  return netdev
    .filter(({ type }) => type === 'WireGuardPeer')
    .map((section) => {
      const [, bracketed, plain, port] =
        /^(?:\[(.+)\]|(.+)):([0-9]+)$/.exec(valueOf(section, 'Endpoint') ?? '') ?? [];
      return given({
        interface: name,
        public_key: valueOf(section, 'PublicKey') ?? '',
        allowed_ips: valuesOf(section, 'AllowedIPs').flatMap((value) => value.split(/\s*,\s*/)),
        endpoint_host: bracketed ?? plain,
        endpoint_port: port === undefined ? undefined : Number(port),
        preshared_key: keyIn(section, 'PresharedKey', files),
        persistent_keepalive: numberOf(section, 'PersistentKeepalive'),
      });
    });
}

/** A key that stands in its section, or in a file that this names. */
function keyIn(
  section: IniSection | undefined,
  key: string,
  files: ReadonlyMap<string, string>,
): string | undefined {
  const path = valueOf(section, `${key}File`);
  return (path === undefined ? valueOf(section, key) : files.get(path))?.trim();
}

import type { JsonObject, JsonValue } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import { ConfigurationError } from '../../configuration-error.ts';
import type { IniSection } from '../networkd/ini-file.ts';
import { LOOPBACK } from '../plan/interface-names.ts';
import { NETWORKD_FOLDER } from '../plan/key-paths.ts';
import { given, listed } from './given.ts';
import { parseAddresses, parseRoutes, parseRules } from './parse-routing.ts';
import { parseNetdev, parsePeers } from './parse-netdev.ts';
import { flagOf, numberOf, readIni, valueOf, valuesOf } from './read-ini.ts';

/** Both files of one interface. */
export interface NetworkdInterface {
  readonly name: string;
  readonly network: readonly IniSection[];
  readonly netdev: readonly IniSection[] | undefined;
}

/** What files of systemd-networkd say, as sections of a document. */
export interface ParsedNetworkd {
  readonly interfaces: JsonObject[];
  readonly routes: JsonObject[];
  readonly ip_rules: JsonObject[];
  readonly wireguard_peers: JsonObject[];
}

/** The interfaces that files of systemd-networkd are about, in the order of the `.network` files. */
export function readNetworkd(files: ReadonlyMap<string, string>): NetworkdInterface[] {
  const netdevs = new Map<string, readonly IniSection[]>();
  const networks = new Map<string, readonly IniSection[]>();
  for (const [path, contents] of files) {
    if (!path.startsWith(`${NETWORKD_FOLDER}/`)) continue;
    if (path.endsWith('.netdev')) {
      const sections = readIni(path, contents);
      const name = valueOf(sectionOf(sections, 'NetDev'), 'Name');
      if (name !== undefined) netdevs.set(name, sections);
    } else if (path.endsWith('.network')) {
      const sections = readIni(path, contents);
      const name = valueOf(sectionOf(sections, 'Match'), 'Name');
      if (name === undefined || /[\s*?[!]/.test(name))
        throw refuse(`"${path}" is not about one interface by its name`);
      networks.set(name, sections);
    }
  }
  const names = new Set([...networks.keys(), ...netdevs.keys()]);
  return [...names].map((name) => ({ name, network: networks.get(name) ?? [], netdev: netdevs.get(name) }));
}

function refuse(sentence: string): ConfigurationError {
  return new ConfigurationError('value', { path: [], message: `${sentence}.` });
}

export function sectionOf(sections: readonly IniSection[] | undefined, type: string): IniSection | undefined {
  return sections?.find((section) => section.type === type);
}

/**
 * @param wireless what other files say about an interface
 * @param bridges the bridges that daemons put interfaces into
 */
export function parseNetworkd(
  interfaces: readonly NetworkdInterface[],
  files: ReadonlyMap<string, string>,
  wireless: ReadonlyMap<string, JsonObject>,
  bridges: ReadonlyMap<string, string>,
): ParsedNetworkd {
  const parsed: ParsedNetworkd = { interfaces: [], routes: [], ip_rules: [], wireguard_peers: [] };
  const members = membersOf(interfaces, bridges);
  const byName = new Map(interfaces.map((read) => [read.name, read]));
  const carriers = carriersOf(interfaces);
  for (const read of interfaces) {
    const { name, network, netdev } = read;
    const addresses = parseAddresses(network);
    const { gateways, routes } = parseRoutes(network, name, addresses);
    parsed.routes.push(...routes);
    parsed.ip_rules.push(...parseRules(network));
    if (netdev !== undefined) parsed.wireguard_peers.push(...parsePeers(netdev, name, files));
    const radio = joined(name, wireless.get(name), bridges, members);
    if (!isDescribed(read) && radio === undefined) continue;
    parsed.interfaces.push({
      ...identity(read, carriers, files),
      ...radio,
      ...linkSettings(read),
      ...(members.has(name) ? bridgeSettings(read, members.get(name) ?? [], byName) : {}),
      ...given({ addresses: listed([...gateways, ...dhcpAddresses(network)]) }),
    });
  }
  return parsed;
}

/** A wireless interface names the bridge that it joins, unless the bridge lists it. */
function joined(
  name: string,
  entry: JsonObject | undefined,
  bridges: ReadonlyMap<string, string>,
  members: ReadonlyMap<string, unknown>,
): JsonObject | undefined {
  const bridge = bridges.get(name);
  if (bridge === undefined || members.has(bridge) || !isJsonObject(entry?.wireless)) return entry;
  return { ...entry, wireless: { ...entry.wireless, network: [bridge] } };
}

/** Interfaces that others only stand on say nothing about DHCP. */
function isDescribed({ network, netdev }: NetworkdInterface): boolean {
  return netdev !== undefined || valueOf(sectionOf(network, 'Network'), 'DHCP') !== undefined;
}

function identity(
  { name, netdev }: NetworkdInterface,
  carriers: ReadonlyMap<string, string>,
  files: ReadonlyMap<string, string>,
): JsonObject {
  if (netdev !== undefined) return parseNetdev(name, netdev, carriers, files);
  return { name, type: name === LOOPBACK ? 'loopback' : 'ethernet' };
}

/** The interface that carries each VLAN and each VXLAN tunnel. */
function carriersOf(interfaces: readonly NetworkdInterface[]): ReadonlyMap<string, string> {
  return new Map(
    interfaces.flatMap(({ name, network }) => {
      const section = sectionOf(network, 'Network');
      const carried =
        section === undefined ? [] : [...valuesOf(section, 'VLAN'), ...valuesOf(section, 'VXLAN')];
      return carried.map((other) => [other, name] as const);
    }),
  );
}

function linkSettings({ network, netdev }: NetworkdInterface): JsonObject {
  const link = sectionOf(network, 'Link');
  const made = sectionOf(netdev, 'NetDev');
  const section = sectionOf(network, 'Network');
  const policy = valueOf(link, 'ActivationPolicy');
  return given({
    mac: valueOf(made, 'MACAddress') ?? valueOf(link, 'MACAddress'),
    mtu: numberOf(made, 'MTUBytes') ?? numberOf(link, 'MTUBytes'),
    disabled: policy === 'always-down' ? true : undefined,
    autostart: policy === 'manual' ? false : undefined,
    dns: listed(section === undefined ? [] : valuesOf(section, 'DNS')),
    dns_search: listed(section === undefined ? [] : valuesOf(section, 'Domains')),
  });
}

function dhcpAddresses(network: readonly IniSection[]): JsonObject[] {
  const value = valueOf(sectionOf(network, 'Network'), 'DHCP') ?? 'no';
  return ['ipv4', 'ipv6']
    .filter((family) => value === family || ['yes', 'true', '1', 'on'].includes(value))
    .map((family) => ({ proto: 'dhcp', family }));
}

/** The members of each bridge, in the order of their files. */
function membersOf(
  interfaces: readonly NetworkdInterface[],
  bridges: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly string[]> {
  const members = new Map<string, string[]>();
  for (const { name, netdev } of interfaces)
    if (valueOf(sectionOf(netdev, 'NetDev'), 'Kind') === 'bridge') members.set(name, []);
  for (const { name, network } of interfaces) {
    const bridge = valueOf(sectionOf(network, 'Network'), 'Bridge') ?? bridges.get(name);
    if (bridge !== undefined) members.get(bridge)?.push(name);
  }
  return members;
}

function bridgeSettings(
  { netdev, network }: NetworkdInterface,
  members: readonly string[],
  byName: ReadonlyMap<string, NetworkdInterface>,
): JsonObject {
  const bridge = sectionOf(netdev, 'Bridge');
  return given({
    bridge_members: [...members],
    stp: flagOf(bridge, 'STP'),
    forward_delay: numberOf(bridge, 'ForwardDelaySec'),
    hello_time: numberOf(bridge, 'HelloTimeSec'),
    max_age: numberOf(bridge, 'MaxAgeSec'),
    ageing_time: numberOf(bridge, 'AgeingTimeSec'),
    priority: numberOf(bridge, 'Priority'),
    igmp_snooping: flagOf(bridge, 'MulticastSnooping'),
    multicast_querier: flagOf(bridge, 'MulticastQuerier'),
    vlan_filtering: flagOf(bridge, 'VLANFiltering') === true ? vlansOf(network, members, byName) : undefined,
  });
}

function vlansOf(
  network: readonly IniSection[],
  members: readonly string[],
  byName: ReadonlyMap<string, NetworkdInterface>,
): JsonValue[] {
  const entries = members.flatMap((member) =>
    (byName.get(member)?.network ?? [])
      .filter(({ type }) => type === 'BridgeVLAN')
      .map((section) => ({ member, section })),
  );
  return network
    .filter(({ type }) => type === 'BridgeVLAN')
    .flatMap((section) => numberOf(section, 'VLAN') ?? [])
    .map((vlan) => ({
      vlan,
      ports: entries
        .filter(({ section }) => numberOf(section, 'VLAN') === vlan)
        .map(({ member, section }) => ({
          ifname: member,
          tagging: valueOf(section, 'EgressUntagged') === undefined ? 't' : 'u',
          ...(valueOf(section, 'PVID') === undefined ? {} : { primary_vid: true }),
        })),
    }));
}

import type {
  LinuxInterface,
  LinuxManifest,
  LinuxRoute,
  LinuxRule,
} from '@netloom/netjson-config/linux-manifest';
import { ownProtocol } from '../../../platform/privileged/fleet-routing-actions.ts';
import { nowhere, routeTypes, type RouteState, type RuleState } from '../../../platform/routing-state.ts';

/** The routes that a configuration wants, marked as ours, in the words in which `ip` shows them. */
export const wantedRoutes = (manifest: LinuxManifest): RouteState[] =>
  manifest.interfaces
    .filter(({ state }) => state !== 'down')
    .flatMap((link) => link.routes.map((route) => wantedRoute(link, route)));

/** `ip` puts routes of these types into the table `local` where no other is named. */
const localTypes: ReadonlySet<string> = new Set(['local', 'broadcast', 'anycast', 'nat']);
/** Of a route in IPv6 that says nothing else. */
const usualMetric = 1024;

const wantedRoute = ({ name }: LinuxInterface, route: LinuxRoute): RouteState => {
  const found = routeTypes.find((word) => word === route.type);
  const type = found === 'unicast' ? undefined : found;
  const table = tableName(route.table) ?? (type !== undefined && localTypes.has(type) ? 'local' : undefined);
  return {
    family: route.family,
    destination: networkName(route.destination) ?? 'default',
    type,
    gateway: route.gateway,
    interface: type !== undefined && nowhere.has(type) ? undefined : name,
    metric: (route.metric ?? 0) === 0 ? (route.family === 'ipv6' ? usualMetric : undefined) : route.metric,
    source: route.source,
    mtu: route.mtu,
    table: table === 'main' ? undefined : table,
    protocol: ownProtocol,
    onlink: route.onlink,
  };
};

/** The rules that a configuration wants, in the words in which `ip` shows them. */
export const wantedRules = (manifest: LinuxManifest): RuleState[] => manifest.rules.map(wantedRule);

const wantedRule = (rule: LinuxRule): RuleState => ({
  family: rule.family,
  priority: rule.priority,
  invert: rule.invert,
  src: networkName(rule.src),
  dest: networkName(rule.dest),
  in: rule.in,
  out: rule.out,
  tos: rule.tos === 0 ? undefined : rule.tos,
  mark: markName(rule.mark),
  lookup: rule.action === undefined ? (tableName(rule.lookup) ?? 'main') : undefined,
  action: rule.action,
});

const tableNames = new Map([
  ['253', 'default'],
  ['254', 'main'],
  ['255', 'local'],
]);

const tableName = (table: string | number | undefined): string | undefined =>
  table === undefined ? undefined : (tableNames.get(String(table)) ?? String(table));

/** Undefined for the whole of the Internet. */
const networkName = (network: string | undefined): string | undefined =>
  network?.endsWith('/0') ? undefined : network;

const allBits = 0xff_ff_ff_ff;

const markName = (mark: string | undefined): string | undefined => {
  if (mark === undefined) return undefined;
  const [value = 0, mask = allBits] = mark.split('/').map(Number);
  const hexadecimal = `0x${value.toString(16)}`;
  return mask === allBits ? hexadecimal : `${hexadecimal}/0x${mask.toString(16)}`;
};

/** Links that a configuration makes, in the order in which they can be made. */
export const madeLinks = (manifest: LinuxManifest): LinuxInterface[] =>
  manifest.interfaces.filter(({ kind }) => ['dummy', 'bridge', 'vlan', 'vxlan', 'wireguard'].includes(kind));

/** What cannot be changed of a made link: when it differs, the link is made anew. */
export const definitionOf = ({ kind, vlan, vxlan, wireguard }: LinuxInterface): string =>
  JSON.stringify([kind, vlan, vxlan, wireguard]);

/** Whether the addresses of a link are those of the configuration. */
export const isSetUp = (link: LinuxInterface): boolean =>
  link.described && link.state !== 'down' && link.kind !== 'loopback';

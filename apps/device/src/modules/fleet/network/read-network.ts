import { askIp } from '../../../adapters/ip-json.ts';
import { listIpLinks, type IpAddress, type IpLink } from '../../../adapters/ip-links.ts';
import type { RunCommand } from '../../../platform/commands/run-command.ts';
import { ownProtocol } from '../../../platform/privileged/fleet-routing-actions.ts';
import {
  nowhere,
  routeTypes,
  ruleActions,
  type RouteState,
  type RuleState,
} from '../../../platform/routing-state.ts';
import type { AddressState, LinkState, NetworkState } from './network-state.ts';

type Facts = Readonly<Record<string, unknown>>;

/** How the network is set up now. @throws CommandError */
export const readNetwork = async (run: RunCommand, ip: string): Promise<NetworkState> => {
  const [links, routes4, routes6, rules4, rules6] = await Promise.all([
    listIpLinks(run, ip),
    askIp(run, ip, ['-4', 'route', 'show', 'table', 'all']),
    // A kernel without IPv6 has none of it.
    askIp(run, ip, ['-6', 'route', 'show', 'table', 'all']).catch(() => []),
    askIp(run, ip, ['-4', 'rule', 'show']).catch(() => []),
    askIp(run, ip, ['-6', 'rule', 'show']).catch(() => []),
  ]);
  return {
    links: links.map(toLink),
    routes: [...toRoutes('ipv4', routes4), ...toRoutes('ipv6', routes6)],
    rules: [...toRules('ipv4', rules4), ...toRules('ipv6', rules6)],
  };
};

const toLink = (link: IpLink): LinkState => ({
  name: link.ifname,
  kind: link.linkinfo?.info_kind,
  up: link.flags.includes('UP'),
  mac: link.link_type === 'ether' ? link.address : undefined,
  mtu: link.mtu,
  master: asText(link['master']),
  details: link.linkinfo?.info_data ?? {},
  addresses: link.addr_info.filter(isSettable).map(toAddress),
});

/** Link-local addresses of IPv6, and the loopback's own, belong to the kernel. */
const isSettable = ({ family, local, prefixlen, scope }: IpAddress): boolean =>
  (family === 'inet' || family === 'inet6') &&
  local !== undefined &&
  prefixlen !== undefined &&
  !(family === 'inet6' && scope === 'link') &&
  scope !== 'host';

const toAddress = ({
  local = '',
  prefixlen = 0,
  dynamic,
  valid_life_time: seconds,
  tentative,
}: IpAddress): AddressState => ({
  local,
  prefixlen,
  dynamic: dynamic === true,
  ...(dynamic === true && seconds !== undefined ? { validSeconds: seconds } : {}),
  ...(tentative === true ? { tentative } : {}),
});

const asText = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
const asNumber = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

const toRoutes = (family: 'ipv4' | 'ipv6', found: readonly Facts[]): RouteState[] =>
  found
    .filter(({ protocol }) => protocol !== 'kernel')
    .map((route) => {
      const metrics = Array.isArray(route['metrics']) ? (route['metrics'] as Facts[]) : [];
      const flags = Array.isArray(route['flags']) ? (route['flags'] as unknown[]) : [];
      const type = routeTypes.find((word) => word === route['type']);
      const leadsNowhere = type !== undefined && nowhere.has(type);
      return {
        family,
        destination: toNetwork(asText(route['dst']) ?? 'default', family),
        type: type === 'unicast' ? undefined : type,
        gateway: asText(route['gateway']) ?? asText((route['via'] as Facts | undefined)?.['host']),
        // In IPv6 the kernel says the loopback.
        interface: leadsNowhere ? undefined : asText(route['dev']),
        metric: asNumber(route['metric']),
        source: asText(route['prefsrc']),
        mtu: asNumber(metrics[0]?.['mtu']),
        table: route['table'] === 'main' ? undefined : asText(route['table']),
        protocol: asText(route['protocol']),
        onlink: flags.includes('onlink') ? true : undefined,
      };
    });

/** `ip` leaves out the length of a host route. */
const toNetwork = (destination: string, family: 'ipv4' | 'ipv6'): string => {
  if (destination === 'default' || destination.includes('/')) return destination;
  return `${destination}/${family === 'ipv4' ? 32 : 128}`;
};

const toRules = (family: 'ipv4' | 'ipv6', found: readonly Facts[]): RuleState[] =>
  found
    .filter(({ protocol }) => String(protocol) === ownProtocol)
    .map((rule) => {
      const network = (key: string, length: string): string | undefined => {
        const address = asText(rule[key]);
        if (address === undefined || address === 'all') return undefined;
        return `${address}/${asText(rule[length]) ?? (family === 'ipv4' ? 32 : 128)}`;
      };
      const mark = asText(rule['fwmark']);
      const mask = asText(rule['fwmask']);
      const action = ruleActions.find((word) => word === rule['action']);
      return {
        family,
        priority: asNumber(rule['priority']),
        invert: rule['not'] === undefined ? undefined : true,
        src: network('src', 'srclen'),
        dest: network('dst', 'dstlen'),
        in: asText(rule['iif']),
        out: asText(rule['oif']),
        tos: rule['tos'] === undefined ? undefined : Number(rule['tos']),
        mark: mark === undefined || mask === undefined ? mark : `${mark}/${mask}`,
        lookup: action === undefined ? asText(rule['table']) : undefined,
        action,
      };
    });

import type { JsonObject } from '@netloom/netjson';
import { textOf, textsIn } from '../../document-values.ts';
import { ipInterfaceContains } from '../../network/ip-interface-contains.ts';
import type { IpInterface } from '../../network/ip-interface.ts';
import { formatIpAddress, networkOf, parseIpInterface } from '../../network/ip-interface.ts';
import { isTruthy } from '../../python/is-truthy.ts';
import type { LinuxRoute } from '../linux-manifest.ts';

const LINK_LOCAL = parseIpInterface('fe80::/10');

/** Default routes to the gateways of an interface's addresses, each gateway once. */
export function gatewayRoutes(addresses: readonly JsonObject[]): LinuxRoute[] {
  const fixed = addresses.filter(({ proto }) => proto === 'static');
  const networks = fixed.flatMap(({ address, mask }) => {
    const parsed = parseIpInterface(`${textOf(address)}/${textOf(mask)}`);
    return parsed === undefined ? [] : [parsed];
  });
  const gateways = new Set(fixed.map(({ gateway }) => textOf(gateway)));
  return [...gateways].flatMap((text) => {
    const gateway = parseIpInterface(text);
    if (gateway === undefined) return [];
    const route: LinuxRoute = {
      family: familyOf(gateway),
      destination: gateway.version === 4 ? '0.0.0.0/0' : '::/0',
      gateway: formatIpAddress(gateway),
    };
    return [isOnLink(gateway, networks) ? route : { ...route, onlink: true }];
  });
}

function isOnLink(gateway: IpInterface, networks: readonly IpInterface[]): boolean {
  const reachable = LINK_LOCAL === undefined ? networks : [...networks, LINK_LOCAL];
  return reachable.some((network) => ipInterfaceContains(network, gateway));
}

/** An entry of `routes`; undefined when its destination is none. */
export function plannedRoute(entry: JsonObject): LinuxRoute | undefined {
  const destination = parseIpInterface(textOf(entry.destination));
  if (destination === undefined) return undefined;
  const next = parseIpInterface(textOf(entry.next));
  const source = parseIpInterface(textOf(entry.source));
  const type = textOf(entry.type);
  return {
    family: familyOf(destination),
    destination: cidr(destination),
    ...(next === undefined ? {} : { gateway: formatIpAddress(next) }),
    ...(type === '' || type === 'unicast' ? {} : { type }),
    ...(typeof entry.cost === 'number' && entry.cost > 0 ? { metric: entry.cost } : {}),
    ...(source === undefined ? {} : { source: formatIpAddress(source) }),
    ...(isTruthy(entry.mtu) ? { mtu: Number(entry.mtu) } : {}),
    ...(isTruthy(entry.table) ? { table: Number(entry.table) } : {}),
    ...(entry.onlink === true ? { onlink: true } : {}),
  };
}

/** Routes to what is allowed to come through a WireGuard interface. */
export function peerRoutes(peers: readonly JsonObject[]): LinuxRoute[] {
  const networks = peers
    .filter(({ route_allowed_ips: isRouted }) => isRouted === true)
    .flatMap(({ allowed_ips: allowed }) => textsIn(allowed))
    .flatMap((text) => parseIpInterface(text) ?? []);
  const destinations = new Map(networks.map((network) => [cidr(network), familyOf(network)]));
  return [...destinations].map(([destination, family]) => ({ family, destination }));
}

/** A network in its canonical form. */
export function cidr(network: IpInterface): string {
  return `${formatIpAddress(networkOf(network))}/${network.prefix}`;
}

export function familyOf({ version }: IpInterface): 'ipv4' | 'ipv6' {
  return version === 4 ? 'ipv4' : 'ipv6';
}

import type { JsonObject } from '@netloom/netjson';
import type { IniSection } from '../networkd/ini-file.ts';
import { gatewayRoutes, plannedRoute } from '../plan/plan-routes.ts';
import { given } from './given.ts';
import { flagOf, numberOf, valueOf } from './read-ini.ts';

/** The static addresses of an interface. */
export function parseAddresses(network: readonly IniSection[]): JsonObject[] {
  return network.flatMap((section) => {
    if (section.type !== 'Address') return [];
    const [address = '', mask] = (valueOf(section, 'Address') ?? '').split('/');
    const isIpv6 = address.includes(':');
    const length = mask === undefined ? (isIpv6 ? 128 : 32) : Number(mask);
    return [{ proto: 'static', family: isIpv6 ? 'ipv6' : 'ipv4', address, mask: length }];
  });
}

export interface ParsedRoutes {
  /** The addresses, with the gateways that default routes lead to. */
  readonly gateways: JsonObject[];
  /** All other routes. */
  readonly routes: JsonObject[];
}

/** Default routes become gateways of addresses where that says the same. */
export function parseRoutes(
  network: readonly IniSection[],
  name: string,
  addresses: readonly JsonObject[],
): ParsedRoutes {
  const routes = network.filter(({ type }) => type === 'Route').map((section) => parseRoute(section, name));
  for (let count = Math.min(routes.length, addresses.length); count > 0; count -= 1) {
    const withGateways = addGateways(addresses, routes.slice(0, count));
    const wanted = JSON.stringify(routes.slice(0, count).map(plannedRoute));
    if (JSON.stringify(gatewayRoutes(withGateways)) === wanted)
      return { gateways: withGateways, routes: routes.slice(count) };
  }
  return { gateways: [...addresses], routes };
}

/** Gives each gateway to the first address of its family that has none. */
function addGateways(addresses: readonly JsonObject[], routes: readonly JsonObject[]): JsonObject[] {
  const result = [...addresses];
  for (const { next } of routes) {
    const family = typeof next === 'string' && next.includes(':') ? 'ipv6' : 'ipv4';
    const index = result.findIndex((address) => address.family === family && address.gateway === undefined);
    const address = result[index];
    if (address !== undefined && typeof next === 'string') result[index] = { ...address, gateway: next };
  }
  return result;
}

function parseRoute(section: IniSection, device: string): JsonObject {
  const next = valueOf(section, 'Gateway') ?? '';
  const destination = valueOf(section, 'Destination') ?? (next.includes(':') ? '::/0' : '0.0.0.0/0');
  return given({
    device,
    destination,
    next,
    cost: numberOf(section, 'Metric') ?? 0,
    source: valueOf(section, 'PreferredSource'),
    type: valueOf(section, 'Type'),
    mtu: valueOf(section, 'MTUBytes'),
    table: valueOf(section, 'Table'),
    onlink: flagOf(section, 'GatewayOnLink') === true ? true : undefined,
  });
}

/** The policy routing rules that are kept with an interface. */
export function parseRules(network: readonly IniSection[]): JsonObject[] {
  return network
    .filter(({ type }) => type === 'RoutingPolicyRule')
    .map((section) =>
      given({
        in: valueOf(section, 'IncomingInterface'),
        out: valueOf(section, 'OutgoingInterface'),
        src: valueOf(section, 'From'),
        dest: valueOf(section, 'To') ?? anywhere(section),
        tos: numberOf(section, 'TypeOfService'),
        mark: valueOf(section, 'FirewallMark'),
        lookup: valueOf(section, 'Table'),
        action: valueOf(section, 'Type'),
        priority: numberOf(section, 'Priority'),
        invert: flagOf(section, 'InvertRule') === true ? true : undefined,
      }),
    );
}

/** A rule of IPv6 that names no network is about all of them. */
function anywhere(section: IniSection): string | undefined {
  return valueOf(section, 'Family') === 'ipv6' && valueOf(section, 'From') === undefined ? '::/0' : undefined;
}

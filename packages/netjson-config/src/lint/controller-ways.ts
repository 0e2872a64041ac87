import type { JsonObject, JsonValue } from '@netloom/netjson';
import { objectsIn, textOf, textsIn } from '../document-values.ts';
import type { JsonPath } from '../json-path.ts';
import { ipInterfaceContains } from '../network/ip-interface-contains.ts';
import type { IpInterface } from '../network/ip-interface.ts';
import { parseIpInterface } from '../network/ip-interface.ts';
import { isTruthy } from '../python/is-truthy.ts';
import { sanitizeName } from '../uci/uci-block.ts';
import type { InterfaceState } from './interface-state.ts';
import { activeInterfaces, peersOf } from './interface-state.ts';

/** Something that leads from a device to its controller. */
export interface ControllerWay {
  readonly path: JsonPath;
  /** The interface that it goes out of. */
  readonly network: string;
  /** Prefix length of the network that the controller is in, from this way's point of view; 0 for a default route. */
  readonly prefix: number;
  /** What must not change for the way to stay as it is. */
  readonly settings: JsonObject;
}

/** Types of interfaces that get a default route when they connect. */
const DIALUP_TYPES: readonly (JsonValue | undefined)[] = ['dialup', 'modem-manager'];

/**
 * The most direct ways to a controller that the document describes.
 *
 * @param controller its address; undefined when only its name is known, which needs a default route
 */
export function controllerWays(document: JsonObject, controller: IpInterface | undefined): ControllerWay[] {
  const interfaces = activeInterfaces(document);
  const ways = [
    ...interfaces.flatMap((state) => interfaceWays(state, document, controller)),
    ...routeWays(document, interfaces, controller),
  ];
  const longest = ways.reduce((prefix, way) => Math.max(prefix, way.prefix), 0);
  return ways.filter(({ prefix }) => prefix === longest);
}

function interfaceWays(
  { path, entry, network, settings }: InterfaceState,
  document: JsonObject,
  controller: IpInterface | undefined,
): ControllerWay[] {
  const prefixes = DIALUP_TYPES.includes(entry.type) ? [0] : [];
  for (const address of objectsIn(entry.addresses)) {
    const family = address.family === 'ipv6' ? 6 : 4;
    if (controller !== undefined && controller.version !== family) continue;
    if (address.proto === 'dhcp' || isTruthy(address.gateway)) prefixes.push(0);
    if (address.proto === 'static')
      prefixes.push(...prefixTo(`${textOf(address.address)}/${textOf(address.mask)}`, controller));
  }
  for (const peer of peersOf(document, entry)) {
    if (!isTruthy(peer.route_allowed_ips)) continue;
    for (const allowed of textsIn(peer.allowed_ips)) prefixes.push(...prefixTo(allowed, controller));
  }
  return [...new Set(prefixes)].map((prefix) => ({ path, network, prefix, settings }));
}

function routeWays(
  document: JsonObject,
  interfaces: readonly InterfaceState[],
  controller: IpInterface | undefined,
): ControllerWay[] {
  return objectsIn(document.routes).flatMap((route, index) => {
    const device = textOf(route.device);
    const carrier = interfaces.find(({ network }) => network === device || sanitizeName(network) === device);
    // A route through an interface that is described, but switched off or gone, leads nowhere.
    if (carrier === undefined && objectsIn(document.interfaces).length > 0) return [];
    const settings = { ...carrier?.settings, route: { ...route, cost: null } };
    return prefixTo(textOf(route.destination), controller).map((prefix) => ({
      path: ['routes', index],
      network: device,
      prefix,
      settings,
    }));
  });
}

/** The prefix length of a network that the controller is in; without an address only that of a default route. */
function prefixTo(network: string, controller: IpInterface | undefined): number[] {
  const parsed = parseIpInterface(network);
  if (parsed === undefined) return [];
  const leadsThere = controller === undefined ? parsed.prefix === 0 : ipInterfaceContains(parsed, controller);
  return leadsThere ? [parsed.prefix] : [];
}

import type { JsonObject } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import { objectsIn, textOf, textsIn } from '../../document-values.ts';
import { formatIpAddress, parseIpInterface } from '../../network/ip-interface.ts';
import { compareCodePoints } from '../../python/compare-code-points.ts';
import type {
  LinuxAddress,
  LinuxBridgePort,
  LinuxInterface,
  LinuxInterfaceKind,
  LinuxResolver,
  LinuxRoute,
} from '../linux-manifest.ts';
import { LOOPBACK, systemName, vlanOf } from './interface-names.ts';
import { inOrderOfCreation } from './order-interfaces.ts';
import { planBridge, portVlans } from './plan-bridge.ts';
import type { PlanContext } from './plan-context.ts';
import { isWorking } from './plan-context.ts';
import { gatewayRoutes, peerRoutes, plannedRoute } from './plan-routes.ts';
import { planVlan, planVxlan, planWireguard } from './plan-tunnels.ts';
import { planWireless } from './plan-wireless.ts';

const KINDS: ReadonlyMap<string, LinuxInterfaceKind> = new Map([
  ['loopback', 'loopback'],
  ['dummy', 'dummy'],
  ['bridge', 'bridge'],
  ['vxlan', 'vxlan'],
  ['wireguard', 'wireguard'],
  ['wireless', 'wireless'],
]);

/**
 * All interfaces that a document describes, and those that they stand on, in an order in which they can be made.
 * Also for documents that are not valid: what makes no sense is left out.
 */
export function planInterfaces(context: PlanContext): LinuxInterface[] {
  const described = new Map<string, LinuxInterface>();
  for (const entry of objectsIn(context.document.interfaces)) {
    const planned = planInterface(entry, context);
    if (!described.has(planned.name)) described.set(planned.name, planned);
  }
  const others = referredNames([...described.values()], context)
    .filter((name) => name !== '' && !described.has(name))
    .sort(compareCodePoints)
    .map((name) => plannedReference(name, context));
  return inOrderOfCreation([...others, ...described.values()]);
}

function planInterface(entry: JsonObject, context: PlanContext): LinuxInterface {
  const name = systemName(entry);
  const addresses = objectsIn(entry.addresses);
  const vlan = vlanOf(entry);
  const wireless = isJsonObject(entry.wireless) ? planWireless(entry, entry.wireless, context) : undefined;
  const dns = resolver(entry);
  const port = bridgePort(name, entry, context);
  const peers = entry.type === 'wireguard' ? (context.peers.get(name) ?? []) : [];
  const mac = textOf(entry.mac).toLowerCase().replaceAll('-', ':');
  return {
    name,
    kind: vlan === undefined ? (KINDS.get(textOf(entry.type)) ?? 'physical') : 'vlan',
    described: true,
    state: stateOf(entry, context),
    ...(mac === '' ? {} : { mac }),
    ...(typeof entry.mtu === 'number' ? { mtu: entry.mtu } : {}),
    addresses: addresses.flatMap(staticAddress),
    dhcp: dhcpFamilies(addresses),
    routes: [...gatewayRoutes(addresses), ...peerRoutes(peers), ...routesThrough(name, context)],
    ...(dns === undefined ? {} : { dns }),
    ...(port === undefined ? {} : { bridge_port: port }),
    ...(entry.type === 'bridge' ? { bridge: planBridge(entry, context.resolve) } : {}),
    ...(vlan === undefined ? {} : { vlan: planVlan(entry, vlan) }),
    ...(entry.type === 'vxlan' ? { vxlan: planVxlan(entry, context.resolve) } : {}),
    ...(entry.type === 'wireguard' ? { wireguard: planWireguard(entry, peers) } : {}),
    ...(wireless === undefined ? {} : { wireless }),
  };
}

/** An interface that the document only refers to. */
function plannedReference(name: string, context: PlanContext): LinuxInterface {
  const port = bridgePort(name, {}, context);
  return {
    name,
    kind: name === LOOPBACK ? 'loopback' : 'physical',
    described: false,
    state: 'up',
    addresses: [],
    dhcp: [],
    routes: routesThrough(name, context),
    ...(port === undefined ? {} : { bridge_port: port }),
  };
}

function routesThrough(name: string, { routes }: PlanContext): LinuxRoute[] {
  return (routes.get(name) ?? []).flatMap((entry) => plannedRoute(entry) ?? []);
}

/** Names of the interfaces that others stand on, routes leave through or rules are kept with. */
function referredNames(interfaces: readonly LinuxInterface[], { document, routes }: PlanContext): string[] {
  const bases = interfaces.flatMap(({ vlan, vxlan, bridge }) => [
    ...(vlan === undefined ? [] : [vlan.base]),
    ...(vxlan === undefined ? [] : [vxlan.tunlink]),
    ...(bridge?.members ?? []),
  ]);
  const rules = objectsIn(document.ip_rules).length > 0 ? [LOOPBACK] : [];
  return [...new Set([...rules, ...bases, ...routes.keys()])];
}

function stateOf(entry: JsonObject, { disabledRadios }: PlanContext): LinuxInterface['state'] {
  if (!isWorking(entry, disabledRadios)) return 'down';
  return entry.autostart === false ? 'manual' : 'up';
}

function staticAddress({ proto, address, mask }: JsonObject): LinuxAddress[] {
  const parsed = proto === 'static' ? parseIpInterface(`${textOf(address)}/${textOf(mask)}`) : undefined;
  if (parsed === undefined) return [];
  const family = parsed.version === 4 ? 'ipv4' : 'ipv6';
  return [{ family, address: formatIpAddress(parsed), mask: parsed.prefix }];
}

function dhcpFamilies(addresses: readonly JsonObject[]): ('ipv4' | 'ipv6')[] {
  const families = addresses.filter(({ proto }) => proto === 'dhcp').map(({ family }) => family);
  return (['ipv4', 'ipv6'] as const).filter((family) => families.includes(family));
}

function resolver(entry: JsonObject): LinuxResolver | undefined {
  const servers = textsIn(entry.dns);
  const search = textsIn(entry.dns_search);
  return servers.length + search.length === 0 ? undefined : { servers, search };
}

/** The bridge that lists an interface, else the one that its wireless settings name. */
function bridgePort(
  name: string,
  { wireless }: JsonObject,
  { names, resolve, bridges, bridgeOfMember }: PlanContext,
): LinuxBridgePort | undefined {
  const settings = isJsonObject(wireless) ? wireless : {};
  const [network = ''] = textsIn(settings.network).map(resolve);
  const byHostapd = settings.mode === 'access_point' ? { by_hostapd: true as const } : {};
  const bridge = bridgeOfMember.get(name) ?? bridges.get(network);
  // An access point may join a bridge that the device has from somewhere else.
  if (bridge === undefined && network !== '' && !names.has(network) && settings.mode === 'access_point')
    return { bridge: network, ...byHostapd };
  if (bridge === undefined || systemName(bridge) === name) return undefined;
  const vlans = portVlans(bridge, (ifname) => resolve(ifname) === name);
  return {
    bridge: systemName(bridge),
    ...byHostapd,
    ...(vlans === undefined ? {} : { vlans }),
  };
}

import type {
  LinuxInterface,
  LinuxManifest,
  LinuxRoute,
  LinuxRule,
} from '@netloom/netjson-config/linux-manifest';
import { ownProtocol } from '../../../platform/privileged/fleet-actions.ts';
import { routeTypes, type RouteState, type RuleState } from './network-state.ts';

/** The routes that a configuration wants, marked as ours. */
export const wantedRoutes = (manifest: LinuxManifest): RouteState[] =>
  manifest.interfaces
    .filter(({ state }) => state !== 'down')
    .flatMap((link) => link.routes.map((route) => wantedRoute(link, route)));

const wantedRoute = ({ name }: LinuxInterface, route: LinuxRoute): RouteState => {
  const type = routeTypes.find((word) => word === route.type);
  const leadsNowhere = type !== undefined && ['blackhole', 'unreachable', 'prohibit', 'throw'].includes(type);
  return {
    family: route.family,
    destination:
      route.destination === '0.0.0.0/0' || route.destination === '::/0' ? 'default' : route.destination,
    type,
    gateway: route.gateway,
    interface: leadsNowhere ? undefined : name,
    metric: route.metric,
    source: route.source,
    mtu: route.mtu,
    table: route.table === undefined ? undefined : String(route.table),
    protocol: ownProtocol,
    onlink: route.onlink,
  };
};

/** The rules that a configuration wants. */
export const wantedRules = (manifest: LinuxManifest): RuleState[] => manifest.rules.map(wantedRule);

const wantedRule = (rule: LinuxRule): RuleState => ({
  family: rule.family,
  priority: rule.priority,
  invert: rule.invert,
  src: rule.src,
  dest: rule.dest,
  in: rule.in,
  out: rule.out,
  tos: rule.tos,
  mark: rule.mark,
  lookup: rule.action === undefined ? (rule.lookup ?? 'main') : undefined,
  action: rule.action,
});

/** Links that a configuration makes, in the order in which they can be made. */
export const madeLinks = (manifest: LinuxManifest): LinuxInterface[] =>
  manifest.interfaces.filter(({ kind }) => ['dummy', 'bridge', 'vlan', 'vxlan', 'wireguard'].includes(kind));

/** What cannot be changed of a made link: when it differs, the link is made anew. */
export const definitionOf = ({ kind, vlan, vxlan, wireguard }: LinuxInterface): string =>
  JSON.stringify([kind, vlan, vxlan, wireguard]);

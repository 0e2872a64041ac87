import { interfaceName } from '../interface-name.ts';
import { ipAddress } from '../model/ip-address.ts';
import { boolean, choice, integer, optional, text, type Model } from '../model/model.ts';
import { routeTypes, ruleActions, type RouteState, type RuleState } from '../routing-state.ts';
import { action } from './privileged-action.ts';

/** Routes and rules that Netloom has made are marked with this protocol (rtnetlink(7), `rtm_protocol`). */
export const ownProtocol = '98';

const name = text({ pattern: interfaceName, fault: 'not a name of a network interface' });
const network = text({ pattern: /^(default|[0-9a-fA-F.:]{2,45}\/\d{1,3})$/, fault: 'not a network' });
const word = (fault: string): Model<string> => text({ pattern: /^[a-z0-9_]{1,32}$/i, fault });
const family = choice(['ipv4', 'ipv6']);

const option = (key: string, value: string | number | undefined): string[] =>
  value === undefined ? [] : [key, String(value)];
const version = (of: 'ipv4' | 'ipv6'): string => (of === 'ipv6' ? '-6' : '-4');

const route = {
  family,
  destination: network,
  type: optional(choice(routeTypes)),
  gateway: optional(ipAddress()),
  interface: optional(name),
  metric: optional(integer({ min: 0, max: 4_294_967_295 })),
  source: optional(ipAddress()),
  mtu: optional(integer({ min: 68, max: 65_535 })),
  table: optional(word('not a routing table')),
  protocol: optional(word('not a protocol of routes')),
  onlink: optional(boolean()),
} as const;

const rule = {
  family,
  priority: optional(integer({ min: 0, max: 4_294_967_295 })),
  invert: optional(boolean()),
  src: optional(network),
  dest: optional(network),
  in: optional(name),
  out: optional(name),
  tos: optional(integer({ min: 0, max: 255 })),
  mark: optional(text({ pattern: /^(0x[0-9a-f]+|\d+)(\/(0x[0-9a-f]+|\d+))?$/i, fault: 'not a mark' })),
  lookup: optional(word('not a routing table')),
  action: optional(choice(ruleActions)),
} as const;

/** Routes and rules of policy routing. */
export const fleetRoutingActions = {
  'route-set': action(route, (params, { settings }) => ({
    kind: 'run',
    argv: [settings.ip, version(params.family), 'route', 'replace', ...routeWords(params)],
  })),
  'route-delete': action(route, (params, { settings }) => ({
    kind: 'run',
    argv: [settings.ip, version(params.family), 'route', 'del', ...routeWords(params)],
  })),
  'rule-add': action(rule, (params, { settings }) => ({
    kind: 'run',
    argv: [settings.ip, version(params.family), 'rule', 'add', ...ruleWords(params)],
  })),
  'rule-delete': action(rule, (params, { settings }) => ({
    kind: 'run',
    argv: [settings.ip, version(params.family), 'rule', 'del', ...ruleWords(params)],
  })),
} as const;

const routeWords = (route: RouteState): string[] => [
  ...(route.type === undefined ? [] : [route.type]),
  route.destination,
  ...viaOf(route),
  ...option('dev', route.interface),
  ...option('metric', route.metric),
  ...option('src', route.source),
  ...option('table', route.table),
  ...option('proto', route.protocol),
  ...(route.mtu === undefined ? [] : ['mtu', String(route.mtu)]),
  ...(route.onlink === true ? ['onlink'] : []),
];

/** A gateway of the other family must say so. */
const viaOf = ({ family: of, gateway }: RouteState): string[] => {
  if (gateway === undefined) return [];
  return of === 'ipv4' && gateway.includes(':') ? ['via', 'inet6', gateway] : ['via', gateway];
};

const ruleWords = (rule: RuleState): string[] => [
  ...(rule.invert === true ? ['not'] : []),
  'from',
  rule.src ?? 'all',
  ...option('to', rule.dest),
  ...option('iif', rule.in),
  ...option('oif', rule.out),
  ...option('tos', rule.tos === undefined ? undefined : `0x${rule.tos.toString(16)}`),
  ...option('fwmark', rule.mark),
  ...option('priority', rule.priority),
  ...(rule.action === undefined ? option('lookup', rule.lookup ?? 'main') : [rule.action]),
  'protocol',
  ownProtocol,
];

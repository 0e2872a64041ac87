/** Types of routes that `ip` knows (ip-route(8)). */
export const routeTypes = [
  'unicast',
  'blackhole',
  'unreachable',
  'prohibit',
  'throw',
  'local',
  'broadcast',
  'multicast',
  'anycast',
  'nat',
] as const;
export type RouteType = (typeof routeTypes)[number];

/** Routes of these types belong to no link. */
export const nowhere: ReadonlySet<RouteType> = new Set(['blackhole', 'unreachable', 'prohibit', 'throw']);

/** A route: as it is, as it is to be, and as the action that sets it takes it. */
export interface RouteState {
  family: 'ipv4' | 'ipv6';
  destination: string;
  type: RouteType | undefined;
  gateway: string | undefined;
  interface: string | undefined;
  metric: number | undefined;
  source: string | undefined;
  mtu: number | undefined;
  table: string | undefined;
  protocol: string | undefined;
  onlink: boolean | undefined;
}

/** What a rule of policy routing may do besides asking a table. */
export const ruleActions = ['prohibit', 'unreachable', 'blackhole'] as const;

/** A rule of policy routing: as it is, as it is to be, and as the action that adds it takes it. */
export interface RuleState {
  family: 'ipv4' | 'ipv6';
  priority: number | undefined;
  invert: boolean | undefined;
  src: string | undefined;
  dest: string | undefined;
  in: string | undefined;
  out: string | undefined;
  tos: number | undefined;
  mark: string | undefined;
  lookup: string | undefined;
  action: (typeof ruleActions)[number] | undefined;
}

import type { RouteState, RuleState } from '../../../platform/routing-state.ts';

/** An address of a link. */
export interface AddressState {
  local: string;
  prefixlen: number;
  /** Came from DHCP or router advertisements, or ends by itself. */
  dynamic: boolean;
  /** Seconds that a dynamic address still had. */
  validSeconds?: number;
  /** The kernel still asks whether somebody else has it. */
  tentative?: true;
}

/** A network interface as it is, or as it is to be. */
export interface LinkState {
  name: string;
  /** Kind of a link that was made (`bridge`, `vlan`, …); undefined for hardware. */
  kind: string | undefined;
  up: boolean;
  mac: string | undefined;
  mtu: number;
  /** Name of the bridge that it is a port of. */
  master: string | undefined;
  /** What belongs to the kind of the link, as `ip -d` shows it. */
  details: Readonly<Record<string, unknown>>;
  /** Without those that the kernel makes itself (link-local). */
  addresses: readonly AddressState[];
}

/** Everything that a configuration can change of the network, to be restored from. */
export interface NetworkState {
  links: readonly LinkState[];
  /** Without those that the kernel makes itself. */
  routes: readonly RouteState[];
  rules: readonly RuleState[];
}

/** Two routes with the same key replace each other. */
export const routeKey = ({ family, destination, metric, table }: RouteState): string =>
  [family, destination, metric ?? (family === 'ipv6' ? 1024 : 0), table ?? 'main'].join(' ');

/** Whether two routes, or two rules, are the same. Absent and undefined properties are alike. */
export const isSame = (one: object, other: object): boolean => canonical(one) === canonical(other);

const canonical = (value: object): string =>
  JSON.stringify(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

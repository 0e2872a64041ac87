import type { RunCommand } from '../platform/commands/run-command.ts';
import { askIp } from './ip-json.ts';

/** An address of a link, as `ip -d -j addr show` tells it. What is not listed here is kept as it came. */
export interface IpAddress {
  readonly family: string;
  readonly local?: string;
  readonly prefixlen?: number;
  readonly broadcast?: string;
  readonly anycast?: string;
  /** A word like `global`, or the number of a scope that has none. */
  readonly scope?: string | number;
  /** From DHCP or router advertisements, or with a limited life. */
  readonly dynamic?: boolean;
  readonly label?: string;
  /** Seconds; 4294967295: forever. */
  readonly valid_life_time?: number;
  readonly preferred_life_time?: number;
  readonly [more: string]: unknown;
}

/** A network interface with its addresses, as `ip -d -j addr show` tells it. What is not listed here is kept as it came. */
export interface IpLink {
  readonly ifindex: number;
  readonly ifname: string;
  /** The interface that this one stands on: a VLAN's parent, the peer of a veth. */
  readonly link?: string;
  /** Like `UP`, `LOWER_UP`, `BROADCAST`. */
  readonly flags: readonly string[];
  readonly mtu: number;
  readonly qdisc?: string;
  readonly operstate: string;
  readonly group?: string;
  /** Absent on links without a queue of their own. */
  readonly txqlen?: number;
  /** `ether`, `loopback`, `none`, … */
  readonly link_type: string;
  /** Absent on links without a hardware address, like tunnels. */
  readonly address?: string;
  readonly broadcast?: string;
  /** The kind of a virtual link and its own data; absent on hardware. */
  readonly linkinfo?: { readonly info_kind?: string; readonly info_data?: Readonly<Record<string, unknown>> };
  readonly addr_info: readonly IpAddress[];
  readonly [more: string]: unknown;
}

/**
 * All network interfaces with their addresses, in the order of the kernel.
 *
 * @param of `type`: only links of a kind, like `vlan`; `namespace`: those of a named network namespace.
 * @throws CommandError
 */
export const listIpLinks = async (
  run: RunCommand,
  ip: string,
  of: { type?: string; namespace?: string } = {},
): Promise<IpLink[]> => {
  const filter = of.type === undefined ? [] : ['type', of.type];
  return toIpLinks(await askIp(run, ip, ['addr', 'show', ...filter], of.namespace));
};

/** The links among the objects of `ip -json addr show`. */
export const toIpLinks = (objects: readonly Readonly<Record<string, unknown>>[]): IpLink[] =>
  objects
    .filter(({ ifname }) => typeof ifname === 'string' && ifname !== '')
    .map((link) => ({ ...link, addr_info: addressesOf(link['addr_info']) }) as unknown as IpLink);

const addressesOf = (value: unknown): IpAddress[] =>
  Array.isArray(value)
    ? value.filter((address: { family?: unknown } | null) => typeof address?.family === 'string')
    : [];

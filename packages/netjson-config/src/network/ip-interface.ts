import { formatIpv4, ipv4Netmask, ipv4PrefixOfMask, parseIpv4 } from './ipv4.ts';
import { formatIpv6, ipv6Network, parseIpv6 } from './ipv6.ts';

/** An address and the network it lies in. */
export type IpInterface =
  | { readonly version: 4; readonly address: number; readonly prefix: number }
  | { readonly version: 6; readonly address: readonly number[]; readonly prefix: number };

const PREFIX = /^[0-9]{1,3}$/;

/** Reads `address`, `address/prefix` and, for IPv4, `address/netmask`. Without a prefix the network is the host. */
export function parseIpInterface(text: string): IpInterface | undefined {
  const [host = '', mask, ...rest] = text.split('/', 3);
  if (rest.length > 0) return undefined;
  const ipv4 = parseIpv4(host);
  if (ipv4 !== undefined) {
    const prefix = parsePrefix(mask, 32) ?? parseIpv4Mask(mask);
    return prefix === undefined ? undefined : { version: 4, address: ipv4, prefix };
  }
  const ipv6 = parseIpv6(host);
  const prefix = parsePrefix(mask, 128);
  return ipv6 === undefined || prefix === undefined ? undefined : { version: 6, address: ipv6, prefix };
}

function parsePrefix(mask: string | undefined, longest: number): number | undefined {
  if (mask === undefined) return longest;
  return PREFIX.test(mask) && Number(mask) <= longest ? Number(mask) : undefined;
}

function parseIpv4Mask(mask: string | undefined): number | undefined {
  const bits = mask === undefined ? undefined : parseIpv4(mask);
  return bits === undefined ? undefined : ipv4PrefixOfMask(bits);
}

/** The same, but undefined when bits are set after the prefix (`10.0.0.1/8`). */
export function parseIpNetwork(text: string): IpInterface | undefined {
  const parsed = parseIpInterface(text);
  return parsed !== undefined && formatIpAddress(parsed) === formatIpAddress(networkOf(parsed))
    ? parsed
    : undefined;
}

/** The first address of the network. */
export function networkOf(parsed: IpInterface): IpInterface {
  if (parsed.version === 6) return { ...parsed, address: ipv6Network(parsed.address, parsed.prefix) };
  return { ...parsed, address: (parsed.address & ipv4Netmask(parsed.prefix)) >>> 0 };
}

export function formatIpAddress(parsed: IpInterface): string {
  return parsed.version === 4 ? formatIpv4(parsed.address) : formatIpv6(parsed.address);
}

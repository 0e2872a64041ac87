import { parseIpNetwork } from '../network/ip-interface.ts';
import { parseIpv4 } from '../network/ipv4.ts';
import { parseIpv6 } from '../network/ipv6.ts';

const HOSTNAME = /^[A-Za-z0-9][A-Za-z0-9.-]{1,255}$/;

function isHostname(text: string): boolean {
  return HOSTNAME.test(text) && text.split('.').every((label) => label.length <= 63);
}

/** Formats that are checked; all others are hints for forms. */
export const SCHEMA_FORMATS: ReadonlyMap<
  string,
  { readonly label: string; test: (text: string) => boolean }
> = new Map([
  ['ipv4', { label: 'an IPv4 address', test: (text: string) => parseIpv4(text) !== undefined }],
  ['ipv6', { label: 'an IPv6 address', test: (text: string) => parseIpv6(text) !== undefined }],
  ['hostname', { label: 'a host name', test: isHostname }],
  [
    'cidr',
    { label: 'a network such as 10.0.0.0/8', test: (text: string) => parseIpNetwork(text) !== undefined },
  ],
]);

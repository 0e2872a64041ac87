import { parseIpInterface, parseIpNetwork } from '../network/ip-interface.ts';
import { parseIpv4 } from '../network/ipv4.ts';
import { parseIpv6 } from '../network/ipv6.ts';

const HOSTNAME = /^[A-Za-z0-9][A-Za-z0-9.-]{1,255}$/;

function isHostname(text: string): boolean {
  return HOSTNAME.test(text) && text.split('.').every((label) => label.length <= 63);
}

interface SchemaFormat {
  readonly label: string;
  readonly test: (text: string) => boolean;
}

const isIp = (text: string): boolean => parseIpv4(text) !== undefined || parseIpv6(text) !== undefined;

const FORMATS: readonly (readonly [name: string, format: SchemaFormat])[] = [
  ['ipv4', { label: 'an IPv4 address', test: (text) => parseIpv4(text) !== undefined }],
  ['ipv6', { label: 'an IPv6 address', test: (text) => parseIpv6(text) !== undefined }],
  ['ip', { label: 'an IPv4 or IPv6 address', test: isIp }],
  ['hostname', { label: 'a host name', test: isHostname }],
  ['host', { label: 'a host name or an address', test: (text) => isHostname(text) || isIp(text) }],
  ['cidr', { label: 'a network such as 10.0.0.0/8', test: (text) => parseIpNetwork(text) !== undefined }],
  ['network', { label: 'an address or a network', test: (text) => parseIpInterface(text) !== undefined }],
];

const VARIABLE = /^\{\{\s*\w+\s*\}\}$/;

/** A format, and those that also take nothing (`optional-ip`) or a variable that is not known yet (`ip-or-variable`). */
function variants([name, format]: (typeof FORMATS)[number]): (readonly [string, SchemaFormat])[] {
  const { label, test } = format;
  const withVariable = { label, test: (text: string) => VARIABLE.test(text) || test(text) };
  const orNothing = ({ test: accepts }: SchemaFormat): SchemaFormat => ({
    label: `${label}, or empty`,
    test: (text) => text === '' || accepts(text),
  });
  return [
    [name, format],
    [`optional-${name}`, orNothing(format)],
    [`${name}-or-variable`, withVariable],
    [`optional-${name}-or-variable`, orNothing(withVariable)],
  ];
}

/** Formats that are checked; all others are hints for forms. */
export const SCHEMA_FORMATS: ReadonlyMap<string, SchemaFormat> = new Map(FORMATS.flatMap(variants));

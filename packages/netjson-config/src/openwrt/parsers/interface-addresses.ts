import type { JsonObject, JsonValue } from '@netloom/netjson';
import { ConfigurationError } from '../../configuration-error.ts';
import { omit } from '../../document-values.ts';
import { ipInterfaceContains } from '../../network/ip-interface-contains.ts';
import type { IpInterface } from '../../network/ip-interface.ts';
import { formatIpAddress, parseIpInterface } from '../../network/ip-interface.ts';
import { optionText } from './option-text.ts';

export interface ParsedAddresses {
  readonly addresses: JsonObject[];
  /** The options that are no addresses. */
  readonly rest: JsonObject;
}

/** Members of lists have this prefix length when they do not say another. */
const LIST_PREFIX = '32';

const DHCP_FAMILIES: ReadonlyMap<JsonValue | undefined, string> = new Map([
  ['dhcp', 'ipv4'],
  ['dhcpv6', 'ipv6'],
]);

const GATEWAYS = [
  ['gateway', 'ipv4'],
  ['ip6gw', 'ipv6'],
] as const;

/** Protocols that the addresses themselves tell. */
const PLAIN_PROTOCOLS: readonly (JsonValue | undefined)[] = ['static', 'dhcp', 'dhcpv6', 'none'];

/**
 * The addresses of a block `interface`. A gateway belongs to the first address whose network it lies in; one that
 * lies in none stays an option.
 *
 * @throws ConfigurationError of kind `value`
 */
export function parseAddresses(options: JsonObject): ParsedAddresses {
  const { ipaddr = [], ip6addr = [] } = options;
  const netmask = typeof ipaddr === 'string' ? optionText(options, 'netmask') : undefined;
  const fixed = [
    ...cidrs(ipaddr, netmask ?? '32').map(staticAddress),
    ...cidrs(ip6addr, '128').map(staticAddress),
  ];
  const family = DHCP_FAMILIES.get(options.proto);
  const addresses = family === undefined ? fixed : [{ proto: 'dhcp', family }, ...fixed];
  // Lists of addresses do not need the netmask, so with them it is an option like any other.
  const hasSingle = typeof ipaddr === 'string' || typeof ip6addr === 'string';
  const used = ['ipaddr', 'ip6addr', ...(hasSingle ? ['netmask'] : [])];
  if (PLAIN_PROTOCOLS.includes(options.proto)) used.push('proto');
  for (const [key, gatewayFamily] of GATEWAYS) {
    const gateway = options[key];
    if (typeof gateway === 'string' && giveGateway(fixed, gateway, gatewayFamily)) used.push(key);
  }
  return { addresses, rest: omit(options, used) };
}

/** @throws ConfigurationError of kind `value` */
export function parseAddress(text: string): IpInterface {
  const address = parseIpInterface(text);
  if (address !== undefined) return address;
  throw new ConfigurationError('value', {
    path: [],
    message: `${JSON.stringify(text)} is neither an IPv4 nor an IPv6 address.`,
  });
}

export function staticAddress(cidr: string): JsonObject {
  const address = parseAddress(cidr);
  return {
    address: formatIpAddress(address),
    mask: address.prefix,
    proto: 'static',
    family: address.version === 4 ? 'ipv4' : 'ipv6',
  };
}

function cidrs(value: JsonValue, defaultPrefix: string): string[] {
  const isList = Array.isArray(value);
  return (isList ? value : [value])
    .filter((member) => typeof member === 'string' && member !== '')
    .map((member) => {
      const text = String(member);
      return text.includes('/') ? text : `${text}/${isList ? LIST_PREFIX : defaultPrefix}`;
    });
}

/** Adds a gateway to the address in whose network it lies. */
function giveGateway(addresses: readonly JsonObject[], gateway: string, family: string): boolean {
  const target = parseIpInterface(gateway);
  const owner = addresses.find((entry) => {
    if (entry.family !== family || target === undefined) return false;
    return ipInterfaceContains(parseAddress(`${String(entry.address)}/${String(entry.mask)}`), target);
  });
  if (owner === undefined) return false;
  owner.gateway = gateway;
  return true;
}

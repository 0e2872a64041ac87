import type { JsonObject, JsonValue } from '@netloom/netjson';
import { conversionError } from '../../conversion-error.ts';
import type { JsonPath } from '../../json-path.ts';
import { objectsIn, omit, textOf } from '../../document-values.ts';
import { formatIpv4, ipv4Netmask } from '../../network/ipv4.ts';
import { pythonText } from '../../python/python-text.ts';

export interface InterfaceAddresses {
  /** Options of one UCI block each: all static addresses together, then every DHCP entry. */
  readonly parts: readonly JsonObject[];
  /** Options that the addresses set on every block of the interface. */
  readonly gateways: JsonObject;
}

/** Every DHCP entry repeats all options of its interface, so their number is limited. Real interfaces have two. */
const MAX_DHCP_ENTRIES = 32;

const STRUCTURE = ['proto', 'address', 'mask', 'family', 'gateway'];

/** Sorts an interface's addresses into the UCI blocks that they need. */
export function convertAddresses(entry: JsonObject, path: JsonPath): InterfaceAddresses {
  const addresses = objectsIn(entry.addresses);
  if (entry.type === 'wireguard') {
    const list = addresses.map(formatCidr);
    return { parts: [{ addresses: list, proto: 'wireguard' }], gateways: {} };
  }
  if (addresses.length === 0)
    return { parts: entry.type === 'wireless' ? [] : [{ proto: 'none' }], gateways: {} };

  const dhcp: JsonObject[] = [];
  const ipv4: JsonObject[] = [];
  const ipv6: JsonObject[] = [];
  let custom: JsonObject = {};
  const gateways: JsonObject = {};
  for (const address of addresses) {
    const options = omit(address, STRUCTURE);
    const isIpv4 = address.family === 'ipv4';
    if (address.proto === 'dhcp') {
      dhcp.push({ ...options, proto: isIpv4 ? 'dhcp' : 'dhcpv6' });
      continue;
    }
    (isIpv4 ? ipv4 : ipv6).push(address);
    custom = { ...custom, ...options };
    if (address.gateway !== undefined) gateways[isIpv4 ? 'gateway' : 'ip6gw'] = address.gateway;
  }
  if (dhcp.length > MAX_DHCP_ENTRIES) {
    throw conversionError(
      [...path, 'addresses'],
      `An interface can have at most ${MAX_DHCP_ENTRIES} DHCP addresses`,
    );
  }
  if (ipv4.length + ipv6.length === 0) return { parts: dhcp, gateways };
  const fixed = { ...ipv4Options(ipv4, path), ...ipv6Options(ipv6), ...custom, proto: 'static' };
  return { parts: [fixed, ...dhcp], gateways };
}

/** One address is written with its netmask, several are a list of CIDR. */
function ipv4Options(addresses: readonly JsonObject[], path: JsonPath): JsonObject {
  const [first, ...rest] = addresses;
  if (first === undefined) return {};
  if (rest.length > 0) return { ipaddr: addresses.map(formatCidr) };
  const { mask } = first;
  if (typeof mask !== 'number' || mask < 0 || mask > 32) {
    throw conversionError(
      [...path, 'addresses'],
      `"mask" of an IPv4 address must be between 0 and 32, not ${pythonText(mask ?? null)}`,
    );
  }
  return { ipaddr: first.address ?? null, netmask: formatIpv4(ipv4Netmask(mask)) };
}

function ipv6Options(addresses: readonly JsonObject[]): JsonObject {
  const [first, ...rest] = addresses.map(formatCidr);
  if (first === undefined) return {};
  return { ip6addr: rest.length > 0 ? [first, ...rest] : first };
}

function formatCidr({ address, mask }: JsonObject): JsonValue {
  const text = textOf(address);
  return mask === undefined ? text : `${text}/${pythonText(mask)}`;
}

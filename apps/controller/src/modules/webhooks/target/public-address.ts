import ipaddr from 'ipaddr.js';

/** Addresses that look public and are not: the host agent of a cloud (Azure). */
const hostAgents = new Set(['168.63.129.16']);

/** All IPv6 addresses that are assigned for global use so far (RFC 4291, section 2.4; IANA registry). */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');
/** IPv4 addresses as networks without IPv4 write them (RFC 6052). */
const translated = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/**
 * True for an address on the Internet; false for this machine, its networks, the metadata services of clouds and
 * everything else that a stranger's webhook must not reach.
 */
export const isPublicAddress = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false;
  // An IPv4 address in IPv6 notation becomes what it is.
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return isPublicIPv4(parsed);
  if (parsed.match(translated)) return isPublicIPv4(new ipaddr.IPv4(parsed.toByteArray().slice(-4)));
  return parsed.match(globalUnicast) && parsed.range() === 'unicast';
};

const isPublicIPv4 = (address: ipaddr.IPv4): boolean =>
  address.range() === 'unicast' && !hostAgents.has(address.toString());

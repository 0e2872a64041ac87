import ipaddr from 'ipaddr.js';

/**
 * What counts as one client for limits: the IPv4 address, or the IPv6 network of 64 bits, of which one line at home
 * has 2^64 addresses to choose from.
 */
export const clientNetwork = (ip: string): string => {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  if (address instanceof ipaddr.IPv4) return address.toString();
  return `${address.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
};

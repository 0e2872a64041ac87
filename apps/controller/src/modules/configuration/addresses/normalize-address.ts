import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * One spelling for each IP address, so that equal addresses compare equal as text: IPv4 as it is, IPv6 compressed and
 * in lower case (RFC 5952), an IPv4 address that a dual-stack socket shows as `::ffff:1.2.3.4` as IPv4.
 * Undefined for anything else, also for IPv6 with a zone, which means nothing on another host.
 */
export const normalizeAddress = (text: string): string | undefined => {
  switch (isIP(text)) {
    case 4:
      return text;
    case 6:
      if (text.includes('%')) return undefined;
      return ipaddr.process(text).toString();
    default:
      return undefined;
  }
};

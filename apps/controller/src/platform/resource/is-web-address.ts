import { isIPv4, isIPv6 } from 'node:net';
import { isDomainName } from './is-domain-name.ts';

const parts =
  /^(?:https?|ftps?):\/\/(?:[^\s:@/]+(?::[^\s:@/]*)?@)?(?<host>\[[^\]]*\]|[^\s:@/?#[\]]+)(?::\d{1,5})?(?:[/?#].*)?$/i;
const longestHost = 253;

/** True for a URL of the web or of FTP whose host is a domain name, `localhost` or an IP address. */
export const isWebAddress = (text: string): boolean => {
  if (/[\s\p{Cc}]/u.test(text)) return false;
  const { host = '' } = parts.exec(text)?.groups ?? {};
  if (host.length > longestHost) return false;
  if (host.startsWith('[')) return isIPv6(host.slice(1, -1)) && !host.includes('%');
  return /^localhost$/i.test(host) || isIPv4(host) || isDomainName(host.replace(/\.$/, ''));
};

import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** Host of a URL without the brackets of an IPv6 address. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1');

/** What is wrong with the URL of a webhook; undefined when it may be used. Names are resolved with every delivery. */
export const webhookUrlProblem = (text: string, allowPrivate: boolean): string | undefined => {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return 'Enter a valid URL, http or https.';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return 'The URL must not contain a user name or password.';
  if (url.hash !== '') return 'The URL must not contain a fragment.';
  const host = hostOf(url);
  const isLocal = isIP(host) !== 0 ? !isPublicAddress(host) : /(^|\.)localhost\.?$/.test(host);
  if (isLocal && !allowPrivate) return 'The URL must lead to a public address.';
  return undefined;
};

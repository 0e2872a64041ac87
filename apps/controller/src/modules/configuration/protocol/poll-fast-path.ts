import type { EventBus } from '@netloom/server-kit';
import type { FastPath } from '../../../platform/fast-path.ts';
import type { ClientAddress } from '../addresses/client-address.ts';
import type { ContactWriter } from '../fleet/contact-writer.ts';
import type { DeviceIndex } from '../fleet/device-index.ts';
import { controllerHeader } from './answer.ts';
import { isServed } from './authenticate-device.ts';
import { readManagementIp } from './parameters.ts';
import { recordPoll } from './poll.ts';
import { sameSecret } from './same-secret.ts';

const legacyPath = '/controller/checksum/';
const currentPath = '/controller/device/checksum/';
const questionMark = 63;

/** The headers of every answer of the server, and those of this one. */
const headers = [
  'Content-Type',
  'text/plain',
  'Content-Length',
  '32',
  controllerHeader,
  'true',
  'X-Content-Type-Options',
  'nosniff',
  'X-Frame-Options',
  'DENY',
  'Referrer-Policy',
  'same-origin',
  'Cross-Origin-Opener-Policy',
  'same-origin',
]; // prettier-ignore

/**
 * Answers the polls of a healthy fleet: a GET for the checksum of a device that is served, with its key, spelled as
 * the agent spells it. Everything else goes the ordinary way, which knows all rules and all errors; the two must
 * never answer differently.
 */
export const createPollFastPath = (options: {
  index: DeviceIndex;
  contacts: ContactWriter;
  events: EventBus;
  clientAddress: ClientAddress;
  /** Callers may come through trusted proxies; without them their headers need not be read. */
  behindProxies: boolean;
}): FastPath => {
  const { index, clientAddress, behindProxies } = options;
  return (request, response) => {
    const { url } = request;
    if (request.method !== 'GET' || url === undefined) return false;
    const idStart = url.startsWith(legacyPath)
      ? legacyPath.length
      : url.startsWith(currentPath)
        ? currentPath.length
        : 0;
    if (idStart === 0) return false;
    const idEnd = url.indexOf('/', idStart);
    if (idEnd < 0 || url.charCodeAt(idEnd + 1) !== questionMark) return false;
    const device = index.find(url.slice(idStart, idEnd));
    if (!device || !isServed(device) || device.suspectUntil > Date.now()) return false;
    const query = readPlainQuery(url, idEnd + 2);
    if (query === undefined || !sameSecret(query.key, device.key)) return false;

    const forwardedFor = behindProxies
      ? (request.headers['x-forwarded-for'] as string | undefined)
      : undefined;
    const address = clientAddress(request.socket.remoteAddress, forwardedFor);
    const managementIp =
      query.managementIp === device.managementIp ? device.managementIp : readManagementIp(query.managementIp);
    const checksum = recordPoll(options, device, address, managementIp);
    response.writeHead(200, headers);
    // As text: it leaves in one piece with the headers.
    response.end(checksum, 'latin1');
    return true;
  };
};

/** Key and management address of a query without any encoding; undefined when it needs a closer look. */
const readPlainQuery = (
  url: string,
  start: number,
): { key: string; managementIp: string | undefined } | undefined => {
  let key: string | undefined;
  let managementIp: string | undefined;
  for (let from = start; from <= url.length; ) {
    const next = url.indexOf('&', from);
    const to = next < 0 ? url.length : next;
    const equals = url.indexOf('=', from);
    // A name without a value is a value, too.
    if (equals < 0 || equals > to) return undefined;
    if (url.startsWith('key=', from)) key = url.slice(equals + 1, to);
    else if (url.startsWith('management_ip=', from)) managementIp = url.slice(equals + 1, to);
    from = to + 1;
  }
  if (key === undefined || url.includes('%', start) || url.includes('+', start)) return undefined;
  return { key, managementIp };
};

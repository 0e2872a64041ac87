import { BlockList, isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { AccessRequest, Client } from '../../platform/http/access-control.ts';
import { detailError } from '../../platform/http/answer-error.ts';
import { clientAddress, isLoopback } from '../../platform/http/client-address.ts';
import type { DeviceSettings } from '../../platform/settings.ts';
import { bareToken } from './json-web-token.ts';
import { isSignedBy } from './signature.ts';
import type { Credentials } from './security.ts';

/** The cookie in which the service's own page keeps its token. Scripts cannot read it. */
export const pageCookie = 'netloom_device';

/** Own requests of the page carry this header: a foreign page cannot make a browser send it. */
export const pageHeader = 'x-netloom-page';

/** The token that a request was let in with, for the operation that revokes it and the record of activity. */
const grants = new WeakMap<FastifyRequest, { id: number; deviceId: string }>();
/** The token that let a request in; undefined for signed and anonymous ones. */
export const grantOf = (request: FastifyRequest): { id: number; deviceId: string } | undefined =>
  grants.get(request);

/** Says who calls, or throws what section 3.0 answers. */
export const createAccessCheck = (
  settings: DeviceSettings,
  security: { current(): Credentials | undefined },
): ((attempt: AccessRequest) => Promise<Client>) => {
  const legacyNetworks = networks(settings.legacyPan);
  return async ({ request, access, body, token }) => {
    const address = clientAddress(request.raw);
    const anonymous = { address, deviceId: undefined };
    if (access === 'open') return anonymous;
    const credentials = security.current();
    if (!credentials) throw detailError(503, 'Security system unavailable');

    const byToken = async (given: string | undefined, missing: string): Promise<Client> => {
      if (given === undefined) throw detailError(401, missing);
      const known = await credentials.vault.check(bareToken(given));
      if (!known) throw detailError(401, 'Unauthorized');
      grants.set(request, { id: known.id, deviceId: known.claims.did });
      return { address, deviceId: known.claims.did };
    };
    const bySignature = (): Client => {
      const signature = request.headers['x-request-signature'];
      if (typeof signature !== 'string' || signature === '') throw unsigned('Missing signature header');
      const signed = { method: request.method, url: request.url, body };
      if (!isSignedBy(credentials.sharedSecret, signed, signature)) throw unsigned('Invalid signature');
      return anonymous;
    };

    const bearer = token ?? bearerToken(request);
    if (access === 'token') return byToken(bearer, 'Unauthorized');
    const local = isLoopback(address);
    if (access === 'box') {
      if (local) return bySignature();
      throw detailError(403, 'Access forbidden: endpoint available only on localhost');
    }
    const fromPage = tokenOfPage(request);
    if (
      fromPage !== undefined &&
      request.headers['x-request-signature'] === undefined &&
      bearer === undefined
    )
      return byToken(fromPage, 'Unauthorized');
    if (local) return token === undefined ? bySignature() : byToken(token, 'Unauthorized');
    if (bearer === undefined && isLegacyCall(request) && isWithin(legacyNetworks, address)) return anonymous;
    return byToken(bearer, 'Bearer token required');
  };
};

const unsigned = (detail: string) => detailError(401, detail, { 'x-requires-signature': 'true' });

const bearerToken = (request: FastifyRequest): string | undefined =>
  /^bearer +(.+)$/i.exec(request.headers.authorization ?? '')?.[1];

/**
 * The page's cookie counts only with the page's header: a form on a foreign page has the one and not the other. A
 * WebSocket has no headers of its own; there the browser tells which page opens it.
 */
const tokenOfPage = (request: FastifyRequest): string | undefined => {
  const isOwn = request.headers[pageHeader] !== undefined || (request.ws && isSameOrigin(request));
  return isOwn ? cookieValue(request, pageCookie) : undefined;
};

const isSameOrigin = ({ headers }: FastifyRequest): boolean =>
  URL.parse(headers.origin ?? '')?.host === headers.host;

/** A cookie of a request. Tokens need no decoding. */
export const cookieValue = (request: FastifyRequest, name: string): string | undefined =>
  (request.headers.cookie ?? '')
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** What phone apps call that know no tokens (section 5, "legacy PAN"). */
const legacyCalls = new Set([
  'GET /api/v1/system/device/model',
  'GET /api/v1/system/device/info',
  'GET /api/v1/system/device/stats',
  'GET /api/v1/system/service/status',
  'POST /api/v1/system/service/start',
  'POST /api/v1/system/service/stop',
]);

const isLegacyCall = (request: FastifyRequest): boolean =>
  legacyCalls.has(`${request.method} ${request.url.split('?')[0] ?? ''}`);

const networks = (list: readonly string[]): BlockList => {
  const block = new BlockList();
  for (const network of list) {
    const [address = '', prefix = ''] = network.split('/');
    block.addSubnet(address, Number(prefix), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return block;
};

const isWithin = (block: BlockList, address: string | undefined): boolean =>
  address !== undefined && isIP(address) !== 0 && block.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

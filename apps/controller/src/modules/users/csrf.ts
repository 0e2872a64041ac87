import { constantTimeEqual, forbidden, type HttpError } from '@netloom/server-kit';
import type { FastifyRequest } from 'fastify';

export const csrfCookie = 'csrftoken';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);
const tokenLength = 32;
const headerSource = "the 'X-Csrftoken' HTTP header";

const failed = (reason: string): HttpError => forbidden(`CSRF Failed: ${reason}`);

/**
 * Makes sure that a write that is authorised by a cookie comes from a page of ours: the header `X-CSRFToken` (or the
 * form field `csrfmiddlewaretoken`, once the body has been read) holds the session's token, which no other site can
 * know (REST conventions, section 4.5). The token belongs to the session, so a cookie that another host of the same
 * domain plants is of no use.
 *
 * @throws HttpError 403.
 */
export const requireCsrfToken = (request: FastifyRequest, sessionToken: string): void => {
  if (safeMethods.has(request.method)) return;
  requireOwnOrigin(request);
  requireOwnReferer(request);
  if (!request.cookies[csrfCookie]) throw failed('CSRF cookie not set.');
  const { token, source } = givenToken(request);
  if (token === undefined || token === '') throw failed('CSRF token missing.');
  if (token.length !== tokenLength) throw failed(`CSRF token from ${source} has incorrect length.`);
  if (!/^[A-Za-z0-9]+$/.test(token)) throw failed(`CSRF token from ${source} has invalid characters.`);
  if (!constantTimeEqual(token, sessionToken)) throw failed(`CSRF token from ${source} incorrect.`);
};

const givenToken = (request: FastifyRequest): { token: string | undefined; source: string } => {
  const field = (request.body as { csrfmiddlewaretoken?: unknown } | null | undefined)?.csrfmiddlewaretoken;
  if (request.method === 'POST' && typeof field === 'string') return { token: field, source: 'POST' };
  const header = request.headers['x-csrftoken'];
  return { token: Array.isArray(header) ? header[0] : header, source: headerSource };
};

/**
 * Refuses a request that a page of another site has sent: browsers name the page's origin with every write. Programs
 * name none and pass.
 *
 * @throws HttpError 403.
 */
export const requireOwnOrigin = (request: FastifyRequest): void => {
  const { origin } = request.headers;
  if (origin === undefined || isOwn(request, origin)) return;
  throw failed(`Origin checking failed - ${origin} does not match any trusted origins.`);
};

/** Where a browser leaves `Origin` out, on https, `Referer` tells the same. */
const requireOwnReferer = (request: FastifyRequest): void => {
  const { origin, referer } = request.headers;
  if (origin !== undefined || request.protocol !== 'https') return;
  if (referer === undefined || referer === '') throw failed('Referer checking failed - no Referer.');
  const parsed = URL.parse(referer);
  if (!parsed || parsed.host === '') throw failed('Referer checking failed - Referer is malformed.');
  if (parsed.protocol !== 'https:')
    throw failed('Referer checking failed - Referer is insecure while host is secure.');
  if (!isOwn(request, referer))
    throw failed(`Referer checking failed - ${referer} does not match any trusted origins.`);
};

const isOwn = (request: FastifyRequest, address: string): boolean => {
  const parsed = URL.parse(address);
  if (!parsed) return false;
  // Behind a proxy that is not among the trusted ones a secure page looks insecure here: that must not lock anybody
  // out. A page from an insecure address must not write to a secure one.
  if (request.protocol === 'https' && parsed.protocol !== 'https:') return false;
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return false;
  // Through the URL parser, so that default ports and upper case compare equal.
  return URL.parse(`${parsed.protocol}//${request.host}`)?.host === parsed.host;
};

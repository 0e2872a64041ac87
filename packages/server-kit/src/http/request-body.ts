import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Nothing of the route depends on a body: one that is sent all the same is not looked at. */
    ignoresBody?: true;
  }
}

/** True when the request has a body of at least one byte, or one whose length nobody knows yet. */
const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const emptyForm = 'application/x-www-form-urlencoded';
const formType = /^\s*(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/**
 * What is not there, or of no use, counts as `{}` whatever media type it claims to have. A form stays one, without a
 * field: it tells what the absence of a key means.
 */
export const settleBody = (request: FastifyRequest): void => {
  const { method, headers, routeOptions } = request;
  if (method === 'GET' || method === 'HEAD') return;
  const isIgnored = routeOptions.config?.ignoresBody === true;
  if (hasBody(request) && !isIgnored) return;
  if (!isIgnored && formType.test(headers['content-type'] ?? '')) {
    headers['content-type'] = emptyForm;
    return;
  }
  request.body = {};
  for (const name of ['content-type', 'content-length', 'transfer-encoding']) delete headers[name];
};

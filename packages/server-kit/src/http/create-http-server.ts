import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  fastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { BusyError } from '../crypto/concurrency-limit.ts';
import { DependencyUnavailableError } from '../jobs/dependency-unavailable-error.ts';
import type { Logger } from '../log/create-logger.ts';
import { maskUrl } from '../log/create-logger.ts';
import { watchDocumentedPaths } from './documented-paths.ts';
import { HttpError } from './http-error.ts';
import { noSchemaCompilers } from './no-schema-compilers.ts';
import { parseJsonBody } from './parse-json-body.ts';
import { settleBody } from './request-body.ts';
import { watchUnusedConnections } from './watch-unused-connections.ts';

export interface HttpServerOptions {
  log: Logger;
  /** Addresses or networks of the proxies whose `X-Forwarded-For` counts. Without any, the peer address counts. */
  trustedProxies: readonly string[];
  /** Largest request body, in bytes, where a route does not say otherwise. Default: 2.5 MiB. */
  bodyLimit?: number;
  /** Below this path a missing slash at the end is answered with a redirect, for example `/api/`. */
  slashPrefix?: string;
  /** Answers a request before the framework sees it, when it can: returns true if it did. For the few hottest paths. */
  fastPath?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

const defaultBodyLimit = 2_621_440;
/** A longer part of a path is the id of nothing. */
const maxParamLength = 300;
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** Headers that every answer carries. HTML pages add their own policy where they are served. */
const commonHeaders = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

/**
 * The HTTP server that both programs build on: limits on size and time, request ids, one shape of errors
 * (`{"detail": …}` or errors by field), 405 with `Allow`, and never an interim `1xx` answer, which the OpenWrt agent
 * takes for a failure (device protocol, section 2.1).
 *
 * Route schemas document (OpenAPI) and do not validate: the REST contract has its own error texts, so bodies are
 * read by the field readers of the resources and protocols themselves.
 */
export const createHttpServer = async (options: HttpServerOptions): Promise<FastifyInstance> => {
  const { bodyLimit = defaultBodyLimit } = options;
  const [{ default: cookie }, { default: formbody }] = await Promise.all([
    import('@fastify/cookie'),
    import('@fastify/formbody'),
  ]);
  const app = fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    // One line for each request is written below; the framework's own two are too much.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    bodyLimit,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 75_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength, ignoreTrailingSlash: false },
    // A path that cannot be decoded, or has a part that is too long.
    frameworkErrors: (_error, _request, reply) => answerBadPath(reply),
    schemaController: noSchemaCompilers,
    return503OnClosing: true,
  });

  app.setValidatorCompiler(() => (value) => ({ value }));
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  await app.register(cookie);
  await app.register(formbody, { bodyLimit });
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, parseJsonBody(body as Buffer)),
  );
  app.addHttpMethod('OPTIONS', { hasBody: false, overrideExisting: true });
  app.addHook('onRequest', async (request) => settleBody(request));
  const mayBeMeant = watchDocumentedPaths(app);

  app.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(commonHeaders)) {
      if (!reply.hasHeader(name)) reply.header(name, value);
    }
    // JSON is always UTF-8: the media type has no such parameter (RFC 8259, section 11), and clients compare it whole.
    if (reply.getHeader('content-type') === 'application/json; charset=utf-8')
      reply.header('content-type', 'application/json');
  });
  app.addHook('onResponse', async (request, reply) => {
    request.log.debug(
      {
        method: request.method,
        url: maskUrl(request.url),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) =>
    answerUnknown(app, { slashPrefix: options.slashPrefix, mayBeMeant }, request, reply),
  );

  // "Expect: 100-continue" is answered by simply reading the body: clients send it after a second at most.
  app.server.on('checkContinue', (request, response) => app.server.emit('request', request, response));
  if (options.fastPath) interceptRequests(app, options.fastPath);
  const endUnused = watchUnusedConnections(app.server);
  app.addHook('preClose', async () => endUnused());
  return app;
};

const interceptRequests = (
  app: FastifyInstance,
  fastPath: NonNullable<HttpServerOptions['fastPath']>,
): void => {
  const [framework] = app.server.listeners('request') as ((
    request: IncomingMessage,
    response: ServerResponse,
  ) => void)[];
  if (!framework) throw new Error('the HTTP server has no request listener');
  app.server.removeAllListeners('request');
  app.server.on('request', (request, response) => {
    if (!fastPath(request, response)) framework(request, response);
  });
};

const answerError = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  if (error instanceof HttpError) return reply.code(error.status).headers(error.headers).send(error.body);
  const { code, statusCode, message } = error as { code?: string; statusCode?: number; message: string };
  switch (code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return reply
        .code(415)
        .send({ detail: `Unsupported media type "${request.headers['content-type'] ?? ''}" in request.` });
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return reply.code(413).send({ detail: 'The request body is too large.' });
    default:
  }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return reply.code(statusCode).send({ detail: message });
  if (isOutage(error)) {
    request.log.error({ err: error }, 'a dependency is unavailable');
    return reply
      .code(503)
      .header('retry-after', '5')
      .send({ detail: 'Service temporarily unavailable, try again later.' });
  }
  request.log.error({ err: error, url: maskUrl(request.url) }, 'request failed');
  return reply.code(500).send({ detail: 'Internal server error.' });
};

const outageCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'DEPENDENCY_UNAVAILABLE',
  // PostgreSQL: shutting down, starting up, too many connections, connection lost
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  '08003',
  '08001',
]);

/** True when an error means that the database or Redis is away, and not that something is wrong here. */
const isOutage = (error: unknown): boolean => {
  const { code, message, errors } = error as { code?: string; message?: string; errors?: unknown[] };
  if (code !== undefined && outageCodes.has(code)) return true;
  if (error instanceof DependencyUnavailableError || error instanceof BusyError) return true;
  if (errors?.some(isOutage)) return true;
  return /^(Connection terminated|timeout exceeded when trying to connect)/.test(message ?? '');
};

/** 405 with `Allow` when the path exists under another method, 301 when only a slash is missing, otherwise 404. */
const answerUnknown = (
  app: FastifyInstance,
  paths: { slashPrefix: string | undefined; mayBeMeant(path: string): boolean },
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply => {
  const [path = '/', ...query] = request.url.split('?');
  const allowed = methods.filter((method) => routeExists(app, method, path));
  if (allowed.length === 0) {
    const slashed = `${path}/`;
    const { slashPrefix, mayBeMeant } = paths;
    const isSlip = slashPrefix !== undefined && path.startsWith(slashPrefix) && !path.endsWith('/');
    if (isSlip && methods.some((method) => routeExists(app, method, slashed)) && mayBeMeant(slashed)) {
      return reply.redirect([slashed, ...query].join('?'), 301);
    }
    return reply.code(404).send({ detail: 'Not found.' });
  }
  return reply
    .code(405)
    .header('allow', allowed.join(', '))
    .send({ detail: `Method "${request.method}" not allowed.` });
};

/** No hook runs for such a path; as bytes, the framework leaves the media type as it is. */
const answerBadPath = (reply: FastifyReply): void =>
  void reply
    .code(404)
    .headers({ ...commonHeaders, 'content-type': 'application/json' })
    .send(Buffer.from(JSON.stringify({ detail: 'Not found.' })));

const routeExists = (app: FastifyInstance, method: (typeof methods)[number], path: string): boolean => {
  // The router would answer with the one that refuses such a path.
  if (path.split('/').some((part) => part.length > maxParamLength)) return false;
  // A wildcard is a page of the console, not an operation that another method could be meant for.
  const route = app.findRoute({ method, url: path });
  return route !== null && !('*' in (route.params ?? {}));
};

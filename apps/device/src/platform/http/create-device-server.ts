import type { IncomingHttpHeaders } from 'node:http';
import {
  createRateLimiter,
  maskUrl,
  noSchemaCompilers,
  parseRate,
  watchUnusedConnections,
  type Logger,
} from '@netloom/server-kit';
import {
  fastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { DeviceSettings } from '../settings.ts';
import { isStoreFault } from '../store-fault.ts';
import { AnswerError, detailError } from './answer-error.ts';
import { clientAddress } from './client-address.ts';
import { apiPrefix, type AnyOperation } from './operation.ts';
import { decodePath, plainTarget, readQuery } from './request-url.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/**
 * The HTTP server of the service, with the manners of section 3.0: redirects between the forms with and without a
 * slash, 405 that names the methods of the first operation of a path, a limit by client and path for every request
 * that has a route, and both shapes of errors.
 */
export const createDeviceServer = async (options: {
  settings: DeviceSettings;
  log: Logger;
  operations: readonly AnyOperation[];
  now?: () => number;
}): Promise<FastifyInstance> => {
  const { settings, log, operations } = options;
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: settings.bodyLimit,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 75_000,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    rewriteUrl: (request) => plainTarget(request.url ?? '/'),
    clientErrorHandler: (_error, socket) => {
      if (socket.writable) socket.write(badRequest);
      socket.destroy();
    },
    routerOptions: {
      maxParamLength: longestTarget,
      ignoreTrailingSlash: false,
      querystringParser: (query) => Object.fromEntries(readQuery(query)),
    },
    schemaController: noSchemaCompilers,
    return503OnClosing: true,
  });
  app.setValidatorCompiler(() => (value) => ({ value }));
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));

  // Bodies stay bytes: signatures are made over them. A GET may have one, too.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHttpMethod('GET', { hasBody: true, overrideExisting: true });

  app.addHook('onRequest', async (request, reply) => {
    tidyMediaType(request.raw.headers);
    if (!request.is404 && hasEmptyPart(request.params)) return reply.callNotFound();
  });
  const rate = settings.rateLimit === 'none' ? undefined : parseRate(settings.rateLimit);
  if (rate) {
    const limiter = createRateLimiter(rate, options.now);
    const refusal = { error: `Rate limit exceeded: ${rateWords(settings.rateLimit)}` };
    app.addHook('onRequest', async (request) => {
      if (request.is404 || request.routeOptions.config.unlimited) return;
      const path = decodePath(request.url.split('?')[0] ?? '').slice(0, longestKey);
      const wait = limiter.take(`${clientAddress(request.raw) ?? 'local'} ${path}`);
      if (wait > 0) throw new AnswerError(429, refusal);
    });
  }
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    if (reply.getHeader('content-type') === 'application/json; charset=utf-8')
      reply.header('content-type', 'application/json');
  });
  app.addHook('onResponse', async (request, reply) => {
    const facts = {
      method: request.method,
      url: maskUrl(request.url),
      client: clientAddress(request.raw) ?? 'local',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    request.log.debug(facts, 'request');
  });
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply));
  app.setNotFoundHandler((request, reply) => answerUnknown(app, operations, request, reply));
  app.server.on('checkContinue', (request, response) => app.server.emit('request', request, response));
  const endUnused = watchUnusedConnections(app.server);
  app.addHook('preClose', async () => endUnused());
  return app;
};

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Requests to this route are not counted. */
    unlimited?: boolean;
  }
}

/** `90/minute` as it is told to clients: `90 per 1 minute`. */
const rateWords = (rate: string): string => {
  const [count = '', unit = ''] = rate.split('/');
  return `${count} per 1 ${unit}`;
};

/** No request line that Node takes is longer: what a parameter may be is for its operation to say. */
const longestTarget = 16_384;

/** To what is no HTTP. */
const badRequest = [
  'HTTP/1.1 400 Bad Request',
  'content-type: application/json',
  'content-length: 24',
  'connection: close',
  '',
  '{"detail":"Bad Request"}',
].join('\r\n');

/** A media type that is none is not JSON, and one that is empty is not there: neither is a fault of its own. */
const tidyMediaType = (headers: IncomingHttpHeaders): void => {
  const given = headers['content-type'];
  if (given === undefined) return;
  if (given.trim() === '') delete headers['content-type'];
  else if (!/^\s*[\w!#$&^.+-]+\/[\w!#$&^.+-]+\s*(;|$)/.test(given))
    headers['content-type'] = 'application/octet-stream';
};

/** Longer paths than that share a bucket, so that nobody fills the memory with keys. */
const longestKey = 300;

const answerError = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  if (error instanceof AnswerError) {
    reply.code(error.status).headers(error.headers);
    if (typeof error.body !== 'string') return reply.send(error.body);
    // Bare text has no media type; the framework would add one, so it is sent past it.
    return sendBareText(reply, error.body);
  }
  const { code, statusCode, message } = error as { code?: string; statusCode?: number; message: string };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return reply.code(413).send({ detail: 'The request body is too large.' });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return reply.code(statusCode).send({ detail: message });
  if (isStoreFault(error)) {
    request.log.error({ err: error }, 'something cannot be kept or read');
    return reply.code(503).send({ detail: 'Service temporarily unavailable' });
  }
  request.log.error({ err: error }, 'request failed');
  return reply
    .code(500)
    .header('connection', 'close')
    .type('text/plain; charset=utf-8')
    .send('Internal Server Error');
};

const sendBareText = (reply: FastifyReply, text: string): FastifyReply => {
  reply.hijack();
  reply.raw.writeHead(reply.statusCode, {
    ...(reply.getHeaders() as Record<string, string>),
    'x-content-type-options': 'nosniff',
    'content-length': Buffer.byteLength(text),
  });
  reply.raw.end(text);
  return reply;
};

/** 405 when the path exists under another method, 307 when only the slash differs, otherwise 404. */
const answerUnknown = (
  app: FastifyInstance,
  operations: readonly AnyOperation[],
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply => {
  const [path = '/', ...query] = request.url.split('?');
  const allowed = allowedMethods(app, operations, path);
  if (allowed.length > 0)
    return reply.code(405).header('allow', allowed.join(', ')).send({ detail: 'Method Not Allowed' });
  const other = path.endsWith('/') ? path.replace(/\/+$/, '') : `${path}/`;
  if (other !== '' && allowedMethods(app, operations, other).length > 0) {
    const host = request.headers.host ?? 'localhost';
    const forwarded = request.headers['x-forwarded-proto'];
    const scheme = forwarded === 'https' ? 'https' : 'http';
    return reply.redirect([`${scheme}://${host}${other}`, ...query].join('?'), 307);
  }
  throw detailError(404, 'Not Found');
};

/** Methods of the first operation that was declared for a path; of a page, those that it has. */
const allowedMethods = (
  app: FastifyInstance,
  operations: readonly AnyOperation[],
  path: string,
): string[] => {
  const first = operations.find((operation) => pathPattern(operation).test(path));
  if (first) return [first.method];
  if (path.startsWith(`${apiPrefix}/streaming/`)) return [];
  return methods.filter((method) => {
    const route = app.findRoute({ method, url: path });
    return route !== null && !('*' in (route.params ?? {})) && !hasEmptyPart(route.params);
  });
};

/** The router takes `/interfaces/` for `/interfaces/:name` with an empty name; a parameter is never empty. */
const hasEmptyPart = (params: unknown): boolean => Object.values(params ?? {}).includes('');

const patterns = new WeakMap<AnyOperation, RegExp>();

const pathPattern = (operation: AnyOperation): RegExp => {
  const known = patterns.get(operation);
  if (known) return known;
  const source = operation.path.replaceAll('.', '\\.').replaceAll(/:[a-z_]+/g, '[^/]+');
  const pattern = new RegExp(`^${apiPrefix}${source}$`);
  patterns.set(operation, pattern);
  return pattern;
};

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppContext } from '../app-context.ts';
import { isSafe } from '../authentication.ts';
import type { Caller } from '../caller.ts';
import { writePage } from '../pages/page.ts';
import { queryParameters } from '../resource/paginate.ts';
import { apiPage } from './api-page.ts';
import { prefersPage } from './prefers-page.ts';

type BrowsableContext = Pick<AppContext, 'http' | 'auth' | 'settings'>;

/** Longer answers stay JSON: nobody reads them, and making a page of them would keep others waiting. */
const longestAnswer = 1_048_576;

/** Headers that a page tells, as they were for JSON. */
const shownHeaders = ['Allow', 'Content-Type', 'Vary', 'Location', 'Retry-After', 'WWW-Authenticate'];

/**
 * Shows answers of the API as pages to browsers: with `Accept: text/html`, or `?format=api`. The same routes answer,
 * with the same statuses; only the JSON is put into a page at the end. Everybody else gets JSON as ever.
 */
export const serveBrowsableApi = (context: BrowsableContext): void => {
  context.http.addHook<string>('onSend', async (request, reply, payload) =>
    isJson(request, reply, payload) && wantsPage(request)
      ? pageOf(context, request, reply, payload)
      : payload,
  );
};

const isJson = (request: FastifyRequest, reply: FastifyReply, payload: unknown): boolean =>
  typeof payload === 'string' &&
  request.url.startsWith('/api/') &&
  // The documentation is a page already, or a file for programs.
  !/^\/api\/v1\/docs\b/.test(request.url) &&
  String(reply.getHeader('content-type')).startsWith('application/json');

const wantsPage = (request: FastifyRequest): boolean => {
  const format = request.url.includes('format=') ? (queryParameters(request).get('format') ?? '') : '';
  if (format !== '') return format === 'api';
  const { accept } = request.headers;
  return accept !== undefined && prefersPage(accept);
};

const pageOf = async (
  context: BrowsableContext,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: string,
): Promise<string> => {
  if (payload.length > longestAnswer) return payload;
  const body: unknown = JSON.parse(payload);
  if (isNotice(reply, body)) return payload;
  const { url } = request;
  // HEAD is about what GET would answer.
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const { settings } = context;
  reply.header('vary', withAccept(String(reply.getHeader('vary') ?? '')));
  const headers = shownHeaders
    .map((name) => [name, reply.getHeader(name)] as const)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, String(value)]);
  // The tag is that of the JSON.
  reply.removeHeader('etag').removeHeader('content-length');
  const [path = ''] = url.split('?');
  return writePage(reply, {
    language: 'en',
    siteName: settings.siteName,
    title: `${method} ${path}`,
    isWide: true,
    body: apiPage({
      method,
      url,
      status: reply.statusCode,
      headers: Object.fromEntries(headers),
      body,
      schema: request.routeOptions.schema,
      caller: await callerOf(context, request),
      hasDocs: settings.apiDocs,
    }),
  });
};

/** What a user has to do before anything else is for programs to read, whatever they ask for: it stays JSON. */
const isNotice = ({ statusCode }: FastifyReply, body: unknown): boolean =>
  statusCode === 403 && typeof (body as { code?: unknown } | null)?.code === 'string';

const withAccept = (vary: string): string =>
  /\baccept\b/i.test(vary) ? vary : ['Accept', ...(vary === '' ? ['Cookie'] : [vary])].join(', ');

/** Whom the page speaks to. A write that nobody was asked for before has been refused, or is for everybody. */
const callerOf = async ({ auth }: BrowsableContext, request: FastifyRequest): Promise<Caller | undefined> => {
  if (!isSafe(request)) return auth.known(request);
  return auth.caller(request).catch(() => undefined);
};

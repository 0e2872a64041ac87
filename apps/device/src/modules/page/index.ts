import { detailError } from '../../platform/http/answer-error.ts';
import { parseBody } from '../../platform/http/read-body.ts';
import { defineModule } from '../../platform/module.ts';
import { pageCookie, pageHeader } from '../auth/index.ts';
import { readPageFile } from './read-page-file.ts';

/** Nothing from elsewhere, and nobody may frame the page. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const sessionSeconds = 7 * 86_400;

/** The service's own page, for a browser on the network or on the box itself. */
export const pageModule = defineModule({
  name: 'page',
  register: ({ http, access }) => {
    http.get('/', async (_request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .headers({
          'content-security-policy': policy,
          'referrer-policy': 'same-origin',
          'cache-control': 'no-cache',
        })
        .send((await readPageFile('page.html'))?.content),
    );
    http.route<{ Params: { file: string } }>({
      method: ['GET', 'HEAD'],
      url: '/static/:file',
      config: { unlimited: true },
      handler: async (request, reply) => {
        const file = await readPageFile(request.params.file);
        if (file === undefined) throw detailError(404, 'Not Found');
        return reply.type(file.contentType).header('cache-control', 'no-cache').send(file.content);
      },
    });
    http.route({
      method: ['GET', 'HEAD'],
      url: '/static/img/favicon.ico',
      config: { unlimited: true },
      handler: async (_request, reply) => {
        const icon = await readPageFile('icon.svg');
        return reply.type('image/svg+xml').send(icon?.content);
      },
    });
    http.get('/favicon.ico', async (_request, reply) => reply.redirect('/static/img/favicon.ico', 307));

    // The page's own login: the token goes into a cookie that scripts cannot read.
    http.post('/page/session', async (request, reply) => {
      if (request.headers[pageHeader] === undefined)
        throw detailError(403, 'Only for the page of the service');
      const body = parseBody(request);
      const token =
        typeof body === 'object' && body !== null ? (body as { token?: unknown }).token : undefined;
      if (typeof token !== 'string' || !/^[A-Za-z0-9._-]{10,4096}$/.test(token.trim()))
        throw detailError(401, 'Unauthorized');
      await access.check({ request, access: 'box-or-token', body: new Uint8Array(), token: token.trim() });
      return reply
        .header(
          'set-cookie',
          sessionCookie(token.trim(), sessionSeconds, request.headers['x-forwarded-proto'] === 'https'),
        )
        .send({ status: 'success' });
    });
    http.delete('/page/session', async (request, reply) => {
      if (request.headers[pageHeader] === undefined)
        throw detailError(403, 'Only for the page of the service');
      return reply.header('set-cookie', sessionCookie('', 0, false)).send({ status: 'success' });
    });
  },
});

const sessionCookie = (token: string, seconds: number, isSecure: boolean): string =>
  `${pageCookie}=${token}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;

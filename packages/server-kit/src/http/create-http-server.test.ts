import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { createLogger } from '../log/create-logger.ts';
import { createHttpServer } from './create-http-server.ts';
import { badRequest, tooManyRequests } from './http-error.ts';

let app: FastifyInstance;
let port: number;
const lines: string[] = [];

beforeAll(async () => {
  const log = createLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } });
  app = await createHttpServer({
    log,
    trustedProxies: [],
    slashPrefix: '/api/',
    bodyLimit: 2000,
    fastPath: (request, response) => {
      if (request.url !== '/fast') return false;
      response.end('fast');
      return true;
    },
  });
  app.post('/api/echo/', async (request) => request.body);
  app.route({ method: ['OPTIONS', 'DELETE'], url: '/api/echo/', handler: async (request) => request.body });
  app.delete('/api/bare/', { config: { ignoresBody: true } }, async (request) => request.body);
  const uuid = { type: 'object', properties: { id: { type: 'string', format: 'uuid' } } };
  const integer = { type: 'object', properties: { id: { type: 'integer' } } };
  app.get('/api/user/:id/', { schema: { params: uuid } }, async () => 'user');
  app.get('/api/user/bulk/', async () => 'bulk');
  app.get('/api/group/:id/', { schema: { params: integer } }, async () => 'group');
  app.post('/api/group/:id/', async () => 'group');
  app.get('/api/any/:id/', async () => 'any');
  app.get('/api/refuse/', async () => {
    throw badRequest({ name: ['This field is required.'] });
  });
  app.get('/api/slow-down/', async () => {
    throw tooManyRequests(7);
  });
  app.get('/api/broken/', async () => {
    throw new Error('the reason');
  });
  app.get('/api/outage/', async () => {
    throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  });
  app.get('/pages/*', async () => 'page');
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = (app.server.address() as AddressInfo).port;
});
afterAll(() => app.close());

const call = (path: string, init?: RequestInit) =>
  fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init });

describe('createHttpServer', () => {
  it('answers the fast path before the framework', async () => {
    expect(await (await call('/fast')).text()).toBe('fast');
  });

  it('reads JSON and forms; an empty JSON body is an empty object', async () => {
    const json = { method: 'POST', headers: { 'content-type': 'application/json' } };
    expect(await (await call('/api/echo/', { ...json, body: '{"a":1}' })).json()).toEqual({ a: 1 });
    expect(await (await call('/api/echo/', { ...json, body: '' })).json()).toEqual({});
    expect(await (await call('/api/echo/', { ...json, body: '{"a":12345678901234567890}' })).text()).toBe(
      '{"a":"12345678901234567890"}',
    );
    expect(
      await (await call('/api/echo/', { method: 'POST', body: new URLSearchParams('a=1&a=2&b=x+y') })).json(),
    ).toEqual({
      a: ['1', '2'],
      b: 'x y',
    });
  });

  it.each([
    [
      '/api/echo/',
      { method: 'POST', body: '{"a":', headers: { 'content-type': 'application/json' } },
      400,
      /^\{"detail":"JSON parse error - /,
    ],
    [
      '/api/echo/',
      { method: 'POST', body: 'a', headers: { 'content-type': 'text/csv' } },
      415,
      /Unsupported media type \\"text\/csv\\" in request\./,
    ],
    [
      '/api/echo/',
      {
        method: 'POST',
        body: JSON.stringify('x'.repeat(3000)),
        headers: { 'content-type': 'application/json' },
      },
      413,
      /too large/,
    ],
    ['/api/refuse/', {}, 400, /^\{"name":\["This field is required\."\]\}$/],
    ['/api/slow-down/', {}, 429, /Expected available in 7 seconds\./],
    ['/api/broken/', {}, 500, /^\{"detail":"Internal server error\."\}$/],
    ['/api/outage/', {}, 503, /try again later/],
    ['/api/nothing/', {}, 404, /^\{"detail":"Not found\."\}$/],
    ['/api/echo/', { method: 'GET' }, 405, /^\{"detail":"Method \\"GET\\" not allowed\."\}$/],
  ])('%s answers as the contract says (%#)', async (path, init, status, body) => {
    const response = await call(path, init as RequestInit);
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(body);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('names the allowed methods, and redirects only where a slash is missing below the prefix', async () => {
    const { headers } = await call('/api/echo/', { method: 'PUT' });
    expect(headers.get('allow')).toBe('POST, DELETE, OPTIONS');
    const redirect = await call('/api/echo?x=1');
    expect([redirect.status, redirect.headers.get('location')]).toEqual([301, '/api/echo/?x=1']);
    expect((await call('/pages')).status).toBe(404);
    expect((await call('/pages/any', { method: 'DELETE' })).status).toBe(404);
  });

  it.each([
    ['user/x', 404],
    ['user/AAAAAAAA-0000-4000-8000-000000000001', 404],
    ['user/aaaaaaaa-0000-4000-8000-000000000001', 301],
    ['user/bulk', 301],
    ['group/x', 404],
    ['group/12', 301],
    ['any/x', 301],
  ])('a slash that is missing after %s is %i', async (path, status) =>
    expect((await call(`/api/${path}`)).status).toBe(status),
  );

  it.each([
    ['GET', '/api/group/%zz/'],
    ['POST', '/api/group/%zz/'],
    ['GET', `/api/group/${'1'.repeat(400)}/`],
    ['POST', `/api/group/${'1'.repeat(400)}/`],
    ['DELETE', `/api/group/${'1'.repeat(400)}/`],
    ['GET', `/api/group/${'1'.repeat(400)}`],
    ['GET', '/pages/%zz'],
  ])('%s of the path %s is 404 with the headers of all answers', async (method, path) => {
    const response = await call(path, { method });
    expect([response.status, await response.text()]).toEqual([404, '{"detail":"Not found."}']);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([[undefined], ['application/json'], ['text/plain'], ['application/xml'], ['nonsense']])(
    'takes a body that is not there for {}, whatever type it claims to have: %s',
    async (type) => {
      for (const method of ['POST', 'DELETE']) {
        const headers = { 'content-length': '0', ...(type === undefined ? {} : { 'content-type': type }) };
        const response = await app.inject({ method: method as 'POST', url: '/api/echo/', headers });
        expect([response.statusCode, response.body]).toEqual([200, '{}']);
      }
    },
  );

  it('does not look at the bodies of OPTIONS, and of routes that have no use for one', async () => {
    const json = { 'content-type': 'application/json' };
    const send = (method: string, path: string, headers: Record<string, string>) =>
      call(path, { method, headers, body: '{"a":' });
    expect((await send('DELETE', '/api/echo/', json)).status).toBe(400);
    for (const headers of [json, { 'content-type': 'application/xml' }, { 'content-type': 'nonsense' }]) {
      expect((await send('OPTIONS', '/api/echo/', headers)).status).toBe(200);
      const deleted = await send('DELETE', '/api/bare/', headers);
      expect([deleted.status, await deleted.text()]).toEqual([200, '{}']);
    }
  });

  it('takes bodies of 2.5 MiB where nothing else is said', async () => {
    const other = await createHttpServer({ log: createLogger({ level: 'silent' }), trustedProxies: [] });
    other.post('/', async (request) => (request.body as string).length);
    const post = async (length: number) => {
      const payload = JSON.stringify('x'.repeat(length - 2));
      const headers = { 'content-type': 'application/json' };
      return (await other.inject({ method: 'POST', url: '/', payload, headers })).statusCode;
    };
    expect([await post(2_621_440), await post(2_621_441)]).toEqual([200, 413]);
    await other.close();
  });

  it('never sends an interim answer, not even when the client asks for one', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      let text = '';
      socket
        .on('data', (chunk) => (text += chunk))
        .on('end', () => resolve(text))
        .on('error', reject);
      socket.write(
        'POST /api/echo/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n',
      );
      socket.write('{"a":1}');
    });
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer).toMatch(/\{"a":1\}$/);
  });

  it('logs no secrets of the URL', async () => {
    await call('/api/nothing/?key=topsecret&name=x&secret=other');
    await expect.poll(() => lines.join('')).toContain('/api/nothing/?key=***&name=x&secret=***');
    expect(lines.join('')).not.toContain('topsecret');
  });

  it.each(['password/reset/key', 'confirm-email', 'invitation'])(
    'logs no link of a mail: %s',
    async (page) => {
      await call(`/accounts/${page}/topsecret-1/`);
      await expect.poll(() => lines.join('')).toContain(`/accounts/${page}/***`);
      expect(lines.join('')).not.toContain('topsecret-1');
    },
  );

  it('tells the log, not the caller, why a request failed', async () => {
    await call('/api/broken/');
    expect(lines.join('')).toContain('the reason');
  });

  it('stops at once although a browser holds connections that it has not used yet', async () => {
    const other = await createHttpServer({ log: createLogger({ level: 'silent' }), trustedProxies: [] });
    await other.listen({ host: '127.0.0.1', port: 0 });
    const socket = connect((other.server.address() as AddressInfo).port, '127.0.0.1');
    await once(other.server, 'connection');
    const closed = once(socket, 'close');
    await other.close();
    await closed;
  }, 5000);
});

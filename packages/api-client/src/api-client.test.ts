import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  apiAddress,
  ApiError,
  createApiClient,
  eachObject,
  logIn,
  NoAnswer,
  retryAfterSeconds,
  unlessChangedSince,
  unwrap,
  unwrapVersioned,
} from './index.ts';

type Answer = (request: IncomingMessage, body: string) => [number, unknown, Record<string, string>?];

let server: Server;
let baseUrl: string;
let answers: Answer[] = [];
let requests: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] = [];

const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const body = (await request.toArray()).join('');
  const { method = '', url = '', headers } = request;
  requests.push({ method, url, headers, body });
  const [status, content, more = {}] = answers.shift()?.(request, body) ?? [404, { detail: 'No more.' }];
  response.writeHead(status, { 'content-type': 'application/json', ...more });
  response.end(content === undefined ? '' : JSON.stringify(content));
};

beforeAll(async () => {
  server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());
afterEach(() => {
  answers = [];
  requests = [];
});

const answerWith = (...all: ReturnType<Answer>[]): void => {
  answers = all.map((answer) => () => answer);
};
const id = '00000000-0000-4000-8000-000000000001';
const oneDevice = { params: { path: { id } } };

describe('createApiClient', () => {
  it('sends the token, and says what it got', async () => {
    answerWith([200, { id, name: 'one' }], [404, { detail: 'No Device matches the given query.' }]);
    const api = createApiClient({ baseUrl: `${baseUrl}/`, token: 'abc' });
    const found = await api.GET('/api/v1/controller/device/{id}/', oneDevice);
    expect([found.data?.name, found.error, found.response.status]).toEqual(['one', undefined, 200]);
    const missing = await api.GET('/api/v1/controller/device/{id}/', oneDevice);
    expect([missing.data, missing.error]).toEqual([
      undefined,
      { detail: 'No Device matches the given query.' },
    ]);
    expect(requests[0]).toMatchObject({
      url: `/api/v1/controller/device/${id}/`,
      headers: { authorization: 'Bearer abc' },
    });
    expect(requests[0]?.headers).not.toHaveProperty('x-csrftoken');
  });

  it('proves its origin when it writes with a session', async () => {
    const page = globalThis as { document?: { cookie: string } };
    page.document = { cookie: 'theme=dark; csrftoken=proof; other=1' };
    try {
      answerWith([200, {}], [204, undefined]);
      const api = createApiClient({ baseUrl, session: true });
      await api.GET('/api/v1/controller/device/{id}/', oneDevice);
      await api.DELETE('/api/v1/controller/device/{id}/', oneDevice);
      expect(requests.map(({ headers }) => headers['x-csrftoken'])).toEqual([undefined, 'proof']);
    } finally {
      delete page.document;
    }
  });

  it('logs in with a name and a password', async () => {
    answerWith([200, { token: 'fresh' }], [200, { count: 0, results: [] }]);
    const api = await logIn({ baseUrl, username: 'admin', password: 'secret' });
    await api.GET('/api/v1/users/group/');
    expect(requests[0]).toMatchObject({ method: 'POST', body: '{"username":"admin","password":"secret"}' });
    expect(requests[1]?.headers.authorization).toBe('Bearer fresh');
  });
});

describe('unwrap', () => {
  it('gives the data, and throws what a script can show', async () => {
    answerWith([200, { id }], [400, { name: ['Taken.'], config: { backend: ['Bad.'] }, __all__: ['No.'] }]);
    const api = createApiClient({ baseUrl });
    expect(await unwrap(api.GET('/api/v1/controller/device/{id}/', oneDevice))).toEqual({ id });
    const error = await unwrap(
      api.PATCH('/api/v1/controller/device/{id}/', { ...oneDevice, body: {} }),
    ).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      status: 400,
      message: 'name: Taken.; config.backend: Bad.; No.',
      fields: { name: ['Taken.'], 'config.backend': ['Bad.'], '': ['No.'] },
    });
  });

  it('tells when to come back, and what came from somebody else', async () => {
    answerWith([429, { detail: 'Slow down.' }, { 'retry-after': '7' }], [502, 'Bad Gateway']);
    const api = createApiClient({ baseUrl });
    await expect(unwrap(api.GET('/api/v1/users/group/'))).rejects.toMatchObject({
      retryAfter: 7,
      message: 'Slow down.',
    });
    await expect(unwrap(api.GET('/api/v1/users/group/'))).rejects.toMatchObject({
      status: 502,
      message: 'Bad Gateway',
    });
  });
});

describe('versions', () => {
  it('come with the object, and go back with the change of it', async () => {
    answerWith([200, { id, name: 'one' }, { etag: '"7.1"' }], [412, { detail: 'Changed.' }], [200, {}]);
    const api = createApiClient({ baseUrl });
    const device = await unwrapVersioned(api.GET('/api/v1/controller/device/{id}/', oneDevice));
    expect(device).toEqual({ id, name: 'one', etag: '"7.1"' });
    const change = (etag: string | undefined) =>
      unwrap(
        api.PATCH('/api/v1/controller/device/{id}/', {
          params: { path: { id }, header: unlessChangedSince(etag) },
          body: { name: 'two' },
        }),
      );
    await expect(change(device.etag)).rejects.toMatchObject({ status: 412 });
    await change(undefined);
    expect(requests.map(({ headers }) => headers['if-match'])).toEqual([undefined, '"7.1"', undefined]);
  });
});

describe('no answer', () => {
  it('is told from an answer, and from a request that was taken back', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => void silent.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    try {
      const slow = createApiClient({ baseUrl: url, timeoutMs: 30 }).GET('/api/v1/users/group/');
      await expect(slow).rejects.toBeInstanceOf(NoAnswer);
      const stop = new AbortController();
      const given = createApiClient({ baseUrl: url }).GET('/api/v1/users/group/', { signal: stop.signal });
      stop.abort(new Error('enough'));
      await expect(given).rejects.toThrow('enough');
    } finally {
      silent.closeAllConnections();
      silent.close();
    }
    const nobody = createApiClient({ baseUrl: url, timeoutMs: 5000 }).GET('/api/v1/users/group/');
    await expect(nobody).rejects.toMatchObject({ name: 'NoAnswer', cause: expect.any(Error) as Error });
  });
});

describe('apiAddress', () => {
  it('is where something can be read', () => {
    expect(apiAddress('/api/v1/controller/device/{id}/configuration/', { path: { id: 'a/b' } })).toBe(
      '/api/v1/controller/device/a%2Fb/configuration/',
    );
    const query = { search: 'a b&c', group: undefined, format: 'csv' };
    expect(apiAddress('/api/v1/users/user/', { query })).toBe(
      '/api/v1/users/user/?search=a%20b%26c&format=csv',
    );
  });
});

describe('eachObject', () => {
  it('goes on until there is no further page', async () => {
    answerWith(
      [200, { count: 3, next_cursor: 'abc', results: [{ id: 1 }, { id: 2 }] }],
      [200, { count: 3, next_cursor: null, results: [{ id: 3 }] }],
    );
    const found: unknown[] = [];
    const query = { ordering: 'name', search: 'a b' };
    for await (const group of eachObject(createApiClient({ baseUrl }), '/api/v1/users/group/', {
      query,
      pageSize: 2,
    }))
      found.push(group.id);
    expect(found).toEqual([1, 2, 3]);
    expect(requests.map(({ url }) => url)).toEqual([
      '/api/v1/users/group/?ordering=name&search=a%20b&cursor=&page_size=2',
      '/api/v1/users/group/?ordering=name&search=a%20b&cursor=abc&page_size=2',
    ]);
  });

  it('stops with the error of a page', async () => {
    answerWith([200, { count: 2, next_cursor: 'abc', results: [{ id: 1 }] }], [503, { detail: 'Away.' }]);
    const walk = eachObject(createApiClient({ baseUrl }), '/api/v1/users/group/');
    expect((await walk.next()).value).toEqual({ id: 1 });
    await expect(walk.next()).rejects.toThrow('Away.');
  });
});

describe('patience', () => {
  const later = (status: number): ReturnType<Answer> => [
    status,
    { detail: 'Later.' },
    { 'retry-after': '0' },
  ];
  const body = { username: 'a', password: 'b' };

  it('sends again what the server did not look at, with the same body', async () => {
    answerWith(later(429), [200, { token: 'x' }]);
    const api = createApiClient({ baseUrl, patienceMs: 1500 });
    expect((await api.POST('/api/v1/users/token/', { body })).data).toEqual({ token: 'x' });
    expect(requests.map((request) => request.body)).toEqual(Array(2).fill(JSON.stringify(body)));
  });

  it('does not send twice what may have been done, nor wait for longer than it may', async () => {
    const api = createApiClient({ baseUrl, patienceMs: 1500 });
    answerWith(later(503));
    expect((await api.POST('/api/v1/users/token/', { body })).response.status).toBe(503);
    answerWith([429, {}, { 'retry-after': '2' }]);
    expect((await api.GET('/api/v1/users/group/')).response.status).toBe(429);
    answerWith([503, {}]);
    expect((await api.GET('/api/v1/users/group/')).response.status).toBe(503);
    expect(requests).toHaveLength(3);
  });

  it('ends when the caller gives up', async () => {
    answerWith([429, {}, { 'retry-after': '60' }]);
    const api = createApiClient({ baseUrl, patienceMs: 120_000 });
    const stop = new AbortController();
    const request = api.GET('/api/v1/users/group/', { signal: stop.signal });
    await expect.poll(() => requests.length).toBe(1);
    stop.abort(new Error('enough'));
    await expect(request).rejects.toThrow();
  });
});

describe('retryAfterSeconds', () => {
  it.each([
    ['5', 5],
    [' 0 ', 0],
    ['Thu, 01 Jan 1970 00:01:01 GMT', 60],
    ['Wed, 31 Dec 1969 00:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
  ])('reads %j as %j', (value, seconds) => {
    expect(retryAfterSeconds(new Headers({ 'retry-after': value }), 1_000)).toBe(seconds);
  });

  it('knows when there is none', () => expect(retryAfterSeconds(new Headers())).toBeUndefined());
});

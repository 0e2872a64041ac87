import { afterEach, beforeAll, afterAll, describe, expect, test } from 'vitest';
import { startTestDevice, type TestDevice } from '../src/testing/index.ts';

const remote = '192.0.2.9';
let device: TestDevice;
beforeAll(async () => {
  device = await startTestDevice();
});
afterAll(() => device.stop());

const ask = async (method: string, path: string) => {
  const response = await fetch(device.url + path, { method, redirect: 'manual' });
  const { status, headers } = response;
  return {
    status,
    location: headers.get('location'),
    allow: headers.get('allow'),
    text: await response.text(),
  };
};

describe('paths and methods', () => {
  test.each([
    ['/api/v1/network/config', '/api/v1/network/config/'],
    ['/api/v1/network/info?a=b&c', '/api/v1/network/info/?a=b&c'],
    ['/api/v1/auth/token/?a=b', '/api/v1/auth/token?a=b'],
    ['/api/v1/system/device/info/', '/api/v1/system/device/info'],
    ['/api/v1/network/config/lab/', '/api/v1/network/config/lab'],
    ['/docs/', '/docs'],
  ])('%s leads to %s, by any method', async (path, other) => {
    for (const method of ['GET', 'POST', 'DELETE'])
      expect(await ask(method, path)).toMatchObject({ status: 307, location: device.url + other });
  });

  test('the address of a redirect is the one that the client used', async () => {
    const response = await fetch(`${device.url}/api/v1/network/info`, {
      redirect: 'manual',
      headers: { 'x-forwarded-proto': 'https' },
    });
    expect(response.headers.get('location')).toBe(
      `${device.url.replace('http:', 'https:')}/api/v1/network/info/`,
    );
  });

  test.each([
    ['GET', '/api/v1/auth/token', 'POST'],
    ['HEAD', '/api/v1/auth/token', 'POST'],
    ['OPTIONS', '/api/v1/network/config/', 'GET'],
    ['DELETE', '/api/v1/network/config/', 'GET'],
    ['PUT', '/api/v1/network/config/lab', 'GET'],
    ['POST', '/api/v1/network/config/status', 'GET'],
    ['GET', '/api/v1/network/config/activate/lab', 'POST'],
    ['PATCH', '/api/v1/network/ethernet/eth0/vlan/7', 'GET'],
    ['HEAD', '/', 'GET'],
    ['HEAD', '/api', 'GET'],
    ['OPTIONS', '/docs', 'GET'],
  ])('%s %s is not allowed, %s is', async (method, path, allow) => {
    const text = method === 'HEAD' ? '' : '{"detail":"Method Not Allowed"}';
    expect(await ask(method, path)).toEqual({ status: 405, location: null, allow, text });
  });

  test.each(['/docs', '/docs/oauth2-redirect', '/api/v1/openapi.json', '/static/page.css'])(
    'HEAD %s is answered',
    async (path) => expect((await ask('HEAD', path)).status).toBe(200),
  );

  test.each([
    '/nothing/here',
    '/api/v1/nothing/here',
    '/api/v1/network/ethernet',
    '/api/v1/bluetooth/power/',
    '/api/v1//auth/token',
    '/api/v1/streaming/capture',
    '/redoc',
  ])('%s is not there', async (path) => {
    for (const method of ['GET', 'POST'])
      expect(await ask(method, path)).toMatchObject({ status: 404, text: '{"detail":"Not Found"}' });
  });
});

describe('pages', () => {
  const get = async (path: string) => {
    const response = await fetch(device.url + path, { redirect: 'manual', headers: { 'x-real-ip': remote } });
    const { status, headers } = response;
    return { status, type: headers.get('content-type'), text: await response.text(), headers };
  };
  const html = 'text/html; charset=utf-8';

  test.each([
    ['/', html, '<title>'],
    ['/api', html, '/api/v1/network/config/status'],
    ['/api/v1', html, '/api/v1/network/config/status'],
    ['/docs', html, '/api/v1/openapi.json'],
    ['/docs/oauth2-redirect', html, 'oauth2'],
    ['/api/v1/openapi.json', 'application/json', '"title":"wlanpi-core"'],
    ['/static/page.css', 'text/css; charset=utf-8', '{'],
    ['/static/img/favicon.ico', 'image/svg+xml', '<svg'],
  ])('%s is for everybody', async (path, type, text) => {
    const answer = await get(path);
    expect(answer).toMatchObject({ status: 200, type });
    expect(answer.text).toContain(text);
    expect(answer.text.length).toBeGreaterThan(100);
  });

  test('the icon lies elsewhere', async () => {
    const { status, headers } = await get('/favicon.ico');
    expect([status, headers.get('location')]).toEqual([307, '/static/img/favicon.ico']);
  });

  test.each(['/static/nothing.css', '/static/../main.ts', '/static/%2e%2e/main.ts'])(
    '%s is not there',
    async (path) => expect((await get(path)).status).toBe(404),
  );
});

describe('limits', () => {
  let limited: TestDevice;
  let now = Date.parse('2026-01-02T03:04:05Z');
  afterEach(() => limited.stop());

  const start = async (rate: string): Promise<void> => {
    limited = await startTestDevice({ NETLOOM_RATE_LIMIT: rate }, { clock: () => new Date(now) });
  };
  const from = async (address: string, method: string, path: string): Promise<number> => {
    const headers = { 'x-real-ip': address };
    return (await fetch(limited.url + path, { method, headers, redirect: 'manual' })).status;
  };

  test('a client has 90 requests a minute for a path', async () => {
    await start('90/minute');
    const call = (address: string) => limited.callFrom(address, 'POST', '/auth/token', { body: {} });
    for (let count = 0; count < 90; count++) expect((await call(remote)).status).toBe(401);
    const over = await call(remote);
    expect(over).toMatchObject({ status: 429, body: { error: 'Rate limit exceeded: 90 per 1 minute' } });
    expect(over.headers.get('retry-after')).toBeNull();
    expect((await call('192.0.2.10')).status).toBe(401);
    expect(await from(remote, 'DELETE', '/api/v1/auth/token')).toBe(429);
    expect(await from(remote, 'GET', '/api/v1/auth/signing_keys')).toBe(403);
    now += 60_000;
    expect((await call(remote)).status).toBe(401);
  });

  test('pages are counted; files, redirects and what is not there are not', async () => {
    await start('1/minute');
    for (const path of ['/', '/docs', '/favicon.ico', '/api/v1/openapi.json', '/api'])
      expect([await from(remote, 'GET', path), await from(remote, 'GET', path)][1], path).toBe(429);
    const uncounted: [string, string, number][] = [
      ['GET', '/static/page.css', 200],
      ['GET', '/api/v1/network/info', 307],
      ['GET', '/api/v1/auth/token', 405],
      ['GET', '/nothing', 404],
    ];
    for (const [method, path, status] of uncounted)
      for (let count = 0; count < 3; count++) expect(await from(remote, method, path), path).toBe(status);
  });
});

test('a body that is too large is refused', async () => {
  const strict = await startTestDevice({ NETLOOM_BODY_LIMIT: '1024' });
  const answer = await strict.call('POST', '/auth/token', { device_id: 'x'.repeat(2000) });
  await strict.stop();
  expect(answer.status).toBe(413);
});

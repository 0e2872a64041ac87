import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sign, startTestDevice, type TestDevice } from '../src/testing/index.ts';

const remote = '192.0.2.9';
let device: TestDevice;
let secret: Uint8Array;
let token: string;
beforeAll(async () => {
  device = await startTestDevice();
  secret = await readFile(join(device.context.paths.secrets, 'shared_secret.bin'));
  token = await device.token();
});
afterAll(() => device.stop());

/** Sends bytes as they are, which no HTTP client would send, and gives the status and the body of the answer. */
const sendBytes = (request: string | Buffer, url = device.url): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const chunks: Buffer[] = [];
    connect(Number(port), hostname)
      .on('data', (chunk) => chunks.push(chunk))
      .on('error', reject)
      .on('close', () => {
        const [head = '', body = ''] = Buffer.concat(chunks).toString('utf8').split('\r\n\r\n');
        resolve({ status: Number(head.split(' ')[1]), body });
      })
      .end(request);
  });

const get = (target: string, headers: Record<string, string> = {}, url?: string) => {
  const lines = Object.entries({ host: 'box', connection: 'close', ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return sendBytes([`GET ${target} HTTP/1.1`, ...lines, '', ''].join('\r\n'), url);
};

const signedGet = (target: string, path: string, query = '') =>
  get(target, { 'x-request-signature': sign(secret, { method: 'GET', path, query }) });

const postToken = async (body: string | Uint8Array<ArrayBuffer>, contentType?: string) => {
  const headers = { 'x-real-ip': remote, authorization: `Bearer ${token}` };
  const response = await fetch(`${device.url}/api/v1/auth/token`, {
    method: 'POST',
    // A view of bytes gets no media type of its own.
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
    headers: contentType === undefined ? headers : { ...headers, 'content-type': contentType },
  });
  return { status: response.status, body: (await response.json()) as { detail?: unknown } };
};

describe('bodies', () => {
  const good = '{"device_id":"x"}';

  test.each([
    undefined,
    '',
    'application/json',
    'Application/JSON; charset=utf-8',
    'application/vnd.netloom+json',
  ])('with the media type %j are JSON', async (type) => {
    expect((await postToken(good, type)).status).toBe(200);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', 'nonsense', 'a/b/c'])(
    'with the media type %j are a text, which is no object',
    async (type) => {
      expect(await postToken(good, type)).toMatchObject({
        status: 422,
        body: { detail: [{ type: 'model_attributes_type', loc: ['body'], input: good }] },
      });
    },
  );

  test('that are no text or too deep are refused', async () => {
    const unreadable = { status: 400, body: { detail: 'There was an error parsing the body' } };
    expect(await postToken(Uint8Array.from([0x22, 0xff, 0x22]))).toEqual(unreadable);
    expect(await postToken('['.repeat(50_000) + ']'.repeat(50_000))).toEqual(unreadable);
    expect((await postToken('['.repeat(50) + ']'.repeat(50))).status).toBe(422);
  });

  test('with a name twice count the last one, and names of prototypes are names', async () => {
    expect((await postToken('{"device_id":1,"device_id":"x","__proto__":{"device_id":2}}')).status).toBe(200);
    expect((await postToken('{"__proto__":{"device_id":"x"}}')).status).toBe(422);
  });
});

describe('targets', () => {
  const config = '/api/v1/network/config';

  test.each([
    ['my%20cfg', 'my cfg'],
    ['%ff', '\u{fffd}'],
    ['a%zz', 'a%zz'],
    ['%', '%'],
    ['%252e', '%2e'],
    ['x'.repeat(5000), 'x'.repeat(5000)],
  ])('the id %.20s is signed decoded, and is no fault of the request', async (part, id) => {
    const answer = await signedGet(`${config}/${part}`, `${config}/${id}`);
    expect(answer).toEqual({
      status: 404,
      body: JSON.stringify({ detail: `Configuration ${id} not found.` }),
    });
  });

  test('an encoded slash is a slash', async () => {
    expect(await signedGet(`${config}/a%2Fb`, `${config}/a/b`)).toEqual({
      status: 404,
      body: '{"detail":"Not Found"}',
    });
  });

  test('a target may be a whole URL', async () => {
    const path = '/api/v1/auth/signing_keys';
    expect((await signedGet(`http://box${path}`, path)).status).toBe(200);
  });

  test('a question mark at the beginning of a query belongs to the first name', async () => {
    const path = '/api/v1/auth/signing_keys';
    expect((await signedGet(`${path}??a=1`, path, '%3Fa=1')).status).toBe(200);
  });

  test('what is no HTTP is a 400', async () => {
    const broken = { status: 400, body: '{"detail":"Bad Request"}' };
    expect(await sendBytes('nonsense\r\n\r\n')).toEqual(broken);
    expect(
      await sendBytes(Buffer.from(`GET ${config}/\u00e9 HTTP/1.1\r\nhost: box\r\n\r\n`, 'latin1')),
    ).toEqual(broken);
  });

  test('parameters that are missing have no value that could be shown', async () => {
    expect(await device.call('GET', '/network/wlan/scan?type=active')).toMatchObject({
      status: 422,
      body: {
        detail: [{ type: 'missing', loc: ['query', 'interface'], msg: 'Field required', input: null }],
      },
    });
  });

  test('one path in several spellings has one limit', async () => {
    const limited = await startTestDevice({ NETLOOM_RATE_LIMIT: '2/minute' });
    const ask = (path: string) => get(`/api/v1${path}`, { 'x-real-ip': remote }, limited.url);
    const answers = [
      await ask('/network/config/a@b'),
      await ask('/network/config/%61%40b'),
      await ask('/network/config/%61@b?x'),
      await ask('/network/config/other'),
    ];
    await limited.stop();
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 429, 401]);
  });
});

describe('the address of a client', () => {
  /** Only a caller on the box is asked for its signature; others may not look at keys at all. */
  const isBox = async (headers: Record<string, string>): Promise<boolean> => {
    const { status } = await get('/api/v1/auth/signing_keys', headers);
    expect([401, 403]).toContain(status);
    return status === 401;
  };

  test.each<[Record<string, string>, boolean]>([
    [{}, true],
    [{ 'x-real-ip': '127.5.6.7' }, true],
    [{ 'x-real-ip': '::1' }, true],
    [{ 'x-real-ip': '::ffff:127.0.0.1' }, true],
    [{ 'x-real-ip': '192.0.2.9' }, false],
    [{ 'x-real-ip': 'localhost' }, false],
    [{ 'x-real-ip': '' }, true],
    [{ 'x-forwarded-for': '127.0.0.1, 192.0.2.9' }, true],
    [{ 'x-forwarded-for': '192.0.2.9, 127.0.0.1' }, false],
    [{ 'x-forwarded-for': ', 127.0.0.1' }, false],
    [{ 'x-real-ip': '192.0.2.9', 'x-forwarded-for': '127.0.0.1' }, false],
    [{ 'x-real-ip': '127.0.0.1', 'x-forwarded-for': '192.0.2.9' }, true],
  ])('%j: on this box %s', async (headers, expected) => {
    expect(await isBox(headers)).toBe(expected);
  });
});

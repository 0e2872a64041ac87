import { request as httpRequest } from 'node:http';
import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { waitFor } from '@netloom/server-kit/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { sign, startTestDevice, type TestDevice } from '../../testing/index.ts';

const started: TestDevice[] = [];
const start: typeof startTestDevice = async (env, options) => {
  const device = await startTestDevice(env, options);
  started.push(device);
  return device;
};
afterEach(async () => {
  for (const device of started.splice(0)) await device.stop();
});

const remote = '192.0.2.9';
const info = '/nothing/here';

/** Something that needs a token or a signature and changes nothing. */
const probe = (device: TestDevice, token?: string) =>
  device.callFrom(remote, 'DELETE', '/auth/token', { ...(token ? { token } : {}), body: { device_id: '' } });

/** 412 is the answer to who got in: the name is empty. */
const isIn = async (device: TestDevice, token: string): Promise<boolean> =>
  (await probe(device, token)).status === 412;

const tokenFile = (device: TestDevice): string => join(device.context.paths.secrets, 'tokens.db');

describe('tokens', () => {
  test('are issued to a signed call, work from elsewhere, and are revoked at once', async () => {
    const device = await start();
    const issued = await device.call('POST', '/auth/token', { device_id: 'lab-1' });
    expect(issued).toMatchObject({ status: 200, body: { token_type: 'bearer' } });
    const token = (issued.body as { access_token: string }).access_token;
    expect(await isIn(device, token)).toBe(true);

    const more = await device.callFrom(remote, 'POST', '/auth/token', {
      token,
      body: { device_id: 'lab-2' },
    });
    expect(more.status).toBe(200);

    const revoked = await device.callFrom(remote, 'DELETE', '/auth/token', {
      token,
      body: { device_id: 'any' },
    });
    expect(revoked).toMatchObject({
      status: 200,
      body: { status: 'success', message: 'Token revoked', device_id: 'lab-1' },
    });
    const again = await device.callFrom(remote, 'DELETE', '/auth/token', {
      token,
      body: { device_id: 'any' },
    });
    expect(again).toMatchObject({ status: 401, body: { detail: 'Unauthorized' } });
  });

  test('are revoked also on loopback, with a token and without a signature', async () => {
    const device = await start();
    const token = await device.token();
    const gone = await device.callFrom('127.0.0.1', 'DELETE', '/auth/token', {
      token,
      body: { device_id: 'x' },
    });
    expect(gone.status).toBe(200);
  });

  test('a lower-case scheme lets in, but does not revoke', async () => {
    const device = await start();
    const token = await device.token();
    const response = await fetch(`${device.url}/api/v1/auth/token`, {
      method: 'DELETE',
      headers: { 'x-real-ip': remote, authorization: `bearer ${token}`, 'content-type': 'application/json' },
      body: '{"device_id":"x"}',
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ detail: 'Invalid authorization header' });
  });

  test('need a name', async () => {
    const device = await start();
    expect(await device.call('POST', '/auth/token', { device_id: '' })).toMatchObject({
      status: 412,
      body: { detail: 'Device ID (did) is required' },
    });
    expect(await device.call('POST', '/auth/token', {})).toMatchObject({
      status: 422,
      body: { detail: [{ type: 'missing', loc: ['body', 'device_id'], msg: 'Field required', input: {} }] },
    });
    expect(await device.call('POST', '/auth/token', { device_id: 7 })).toMatchObject({
      status: 422,
      body: { detail: [{ type: 'string_type', loc: ['body', 'device_id'] }] },
    });
    expect(await device.call('POST', '/auth/token', [])).toMatchObject({
      status: 422,
      body: { detail: [{ type: 'model_attributes_type', loc: ['body'] }] },
    });
    expect(await device.call('POST', '/auth/token')).toMatchObject({
      status: 422,
      body: { detail: [{ type: 'missing', loc: ['body'], msg: 'Field required', input: null }] },
    });
  });

  test('expire, unless that is switched off', async () => {
    let now = Date.parse('2026-01-02T03:04:05Z');
    const clock = () => new Date(now);
    const strict = await start({}, { clock });
    const lenient = await start({ NETLOOM_ENFORCE_EXPIRY: 'false' }, { clock });
    const [first, second] = [await strict.token(), await lenient.token()];
    now += 7 * 86_400_000 - 1000;
    expect(await isIn(strict, first)).toBe(true);
    now += 1000;
    expect(await isIn(strict, first)).toBe(false);
    expect(await isIn(lenient, second)).toBe(true);
  });

  test('outlive a rotation of the key, unless that is switched off', async () => {
    const keeps = await start();
    const drops = await start({ NETLOOM_KEEP_OLD_KEYS: 'false' });
    for (const [device, stays] of [
      [keeps, true],
      [drops, false],
    ] as const) {
      const old = await device.token();
      const rotated = await device.call('POST', '/auth/signing_key');
      expect(rotated).toMatchObject({ status: 200, body: { message: 'New signing key created', key_id: 2 } });
      expect(await isIn(device, old)).toBe(stays);
      expect(await isIn(device, await device.token())).toBe(true);
      const keys = await device.call('GET', '/auth/signing_keys');
      expect(keys.body).toMatchObject([
        { id: 2, active: true, token_count: 1 },
        { id: 1, active: false, token_count: stays ? 1 : 0 },
      ]);
      expect((keys.body as { created_at: string }[])[0]?.created_at).toMatch(
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/,
      );
    }
  });

  test('of a client that was deleted, or of a foreign key, let nobody in', async () => {
    const device = await start();
    const other = await start();
    const token = await device.token();
    expect(await isIn(device, await other.token())).toBe(false);
    expect(await isIn(device, token)).toBe(true);
    const database = new DatabaseSync(tokenFile(device), { enableForeignKeyConstraints: true });
    database.exec('delete from devices');
    database.close();
    expect(await isIn(device, token)).toBe(false);
  });

  test('that nobody signed, or that were changed, let nobody in', async () => {
    const device = await start();
    const token = await device.token();
    const [head = '', claims = '', signature = ''] = token.split('.');
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const decoded = JSON.parse(Buffer.from(claims, 'base64url').toString()) as object;
    for (const forged of [
      `${encode({ alg: 'none', typ: 'JWT' })}.${claims}.`,
      `${encode({ alg: 'none', typ: 'JWT' })}.${claims}.${signature}`,
      `${encode({ alg: 'HS512', kid: '1', typ: 'JWT' })}.${claims}.${signature}`,
      `${head}.${claims}.`,
      `${head}.${encode({ ...decoded, did: 'root' })}.${signature}`,
    ])
      expect(await probe(device, forged)).toMatchObject({ status: 401, body: { detail: 'Unauthorized' } });
    expect(await isIn(device, token)).toBe(true);
  });

  test('lie in the database as digests, and the keys sealed', async () => {
    const device = await start();
    const token = await device.token();
    const { body } = await device.call('POST', '/auth/signing_key');
    const database = new DatabaseSync(tokenFile(device), { readOnly: true });
    const dump = JSON.stringify([
      database.prepare('select * from tokens').all(),
      database.prepare('select * from signing_keys').all(),
    ]);
    const [mode] = database.prepare('pragma journal_mode').all();
    database.close();
    expect(dump).not.toContain(token);
    expect(dump).not.toContain((body as { key: string }).key);
    expect(mode).toEqual({ journal_mode: 'wal' });
  });

  test('the state of keys and tokens can be looked at from the box alone', async () => {
    const device = await start();
    const token = await device.token('lab-1');
    await isIn(device, token);
    const state = await device.call('GET', `/auth/debug/cache/verify?token=${token}`);
    expect(state.body).toMatchObject({
      active_key_id: 1,
      cached_keys: [1],
      errors: [],
      token_state: {
        in_cache: false,
        cache_payload: { did: 'lab-1', iss: 'wlanpi-core' },
        in_database: true,
        key_in_cache: true,
        key_id: 1,
        revoked: false,
      },
    });
    expect((await device.call('GET', '/auth/debug/cache/verify?token=a.b.c')).body).toMatchObject({
      token_state: { in_database: false },
    });
    expect((await device.call('GET', '/auth/debug/db-state')).body).toMatchObject({
      statistics: { total_tokens: 1, revoked_tokens: 0, expired_tokens: 0 },
      active_tokens: [{ device_id: 'lab-1', revoked: false }],
    });
    for (const path of ['/auth/signing_keys', '/auth/debug/db-state', '/auth/debug/cache/verify'])
      expect(await device.callFrom(remote, 'GET', path, { token })).toMatchObject({
        status: 403,
        body: { detail: 'Access forbidden: endpoint available only on localhost' },
      });
  });
});

describe('who calls', () => {
  test('is asked for in the order of the contract', async () => {
    const device = await start();
    const post = (headers: Record<string, string>, body: string) =>
      fetch(`${device.url}/api/v1/auth/token`, { method: 'POST', headers, body });
    const type = { 'content-type': 'application/json' };

    const broken = await post(type, '{"device_id": }');
    expect(broken.status).toBe(422);
    expect(await broken.json()).toEqual({
      detail: [
        {
          type: 'json_invalid',
          loc: ['body', 14],
          msg: 'JSON decode error',
          input: {},
          ctx: { error: 'Expecting value' },
        },
      ],
    });
    const unsigned = await post(type, '{}');
    expect(unsigned.status).toBe(401);
    expect(unsigned.headers.get('x-requires-signature')).toBe('true');
    expect(await unsigned.json()).toEqual({ detail: 'Missing signature header' });
    const wrong = await post({ ...type, 'x-request-signature': 'a'.repeat(64) }, '{}');
    expect(await wrong.json()).toEqual({ detail: 'Invalid signature' });
    const token = await device.token();
    const local = await post({ ...type, authorization: `Bearer ${token}` }, '{"device_id":"x"}');
    expect(local.status).toBe(401);
    expect(await device.callFrom(remote, 'POST', '/auth/token', { body: { device_id: 'x' } })).toMatchObject({
      status: 401,
      body: { detail: 'Bearer token required' },
    });
    expect(await probe(device)).toMatchObject({ status: 401, body: { detail: 'Unauthorized' } });
    expect(await probe(device, 'a.b.c')).toMatchObject({ status: 401, body: { detail: 'Unauthorized' } });
  });

  test('a signature is good for the request that it was made for, however often it comes', async () => {
    const device = await start();
    const secret = await readFile(join(device.context.paths.secrets, 'shared_secret.bin'));
    const signature = sign(secret, { method: 'GET', path: '/api/v1/auth/signing_keys' });
    const replay = async (method: string, path: string) =>
      (
        await fetch(`${device.url}/api/v1${path}`, {
          method,
          headers: { 'x-request-signature': signature },
        })
      ).status;
    expect(await replay('GET', '/auth/signing_keys')).toBe(200);
    expect(await replay('GET', '/auth/signing_keys')).toBe(200);
    expect(await replay('GET', '/auth/signing_keys?a=b')).toBe(401);
    expect(await replay('GET', '/auth/debug/db-state')).toBe(401);
    expect(await replay('POST', '/auth/signing_key')).toBe(401);
  });

  test('bytes that are no text are not signed by anybody', async () => {
    const device = await start();
    const secret = await readFile(join(device.context.paths.secrets, 'shared_secret.bin'));
    const response = await fetch(`${device.url}/api/v1/auth/signing_key`, {
      method: 'POST',
      headers: { 'x-request-signature': sign(secret, { method: 'POST', path: '/api/v1/auth/signing_key' }) },
      body: Uint8Array.of(0xff),
    });
    expect(response.status).toBe(401);
  });

  test('a body that is sent with GET is signed, too', async () => {
    const device = await start();
    const secret = await readFile(join(device.context.paths.secrets, 'shared_secret.bin'));
    const path = '/api/v1/auth/signing_keys';
    const signature = sign(secret, { method: 'GET', path, body: '{}' });
    const status = await new Promise<number | undefined>((resolve, reject) => {
      httpRequest(`${device.url}${path}`, {
        method: 'GET',
        headers: { 'x-request-signature': signature, 'content-length': '2' },
      })
        .on('response', (response) => {
          response.resume();
          resolve(response.statusCode);
        })
        .on('error', reject)
        .end('{}');
    });
    expect(status).toBe(200);
  });

  test('phone apps without tokens are served where that is switched on', async () => {
    const device = await start({ NETLOOM_LEGACY_PAN: '169.254.43.0/24' });
    const path = '/system/device/model';
    const within = await device.callFrom('169.254.43.7', 'GET', path);
    expect(within.status).not.toBe(401);
    expect((await device.callFrom('192.0.2.1', 'GET', path)).status).toBe(401);
    expect((await device.callFrom('169.254.43.7', 'GET', '/network/info/')).status).toBe(401);
  });
});

describe('paths and limits', () => {
  test('slashes, methods and unknown paths are answered as by the peer', async () => {
    const device = await start();
    const ask = (method: string, path: string) => fetch(device.url + path, { method, redirect: 'manual' });
    const slip = await ask('POST', '/api/v1/auth/token/?a=b');
    expect(slip.status).toBe(307);
    expect(slip.headers.get('location')).toBe(`${device.url}/api/v1/auth/token?a=b`);
    const wrong = await ask('GET', '/api/v1/auth/token');
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get('allow')).toBe('POST');
    expect(await wrong.json()).toEqual({ detail: 'Method Not Allowed' });
    for (const method of ['HEAD', 'OPTIONS'])
      expect((await ask(method, '/api/v1/auth/token')).status).toBe(405);
    const nothing = await ask('GET', `/api/v1${info}`);
    expect(nothing.status).toBe(404);
    expect(await nothing.json()).toEqual({ detail: 'Not Found' });
    expect((await ask('HEAD', '/api/v1/openapi.json')).status).toBe(200);
  });

  test('a client has 90 requests a minute for a path', async () => {
    let now = Date.parse('2026-01-02T03:04:05Z');
    const device = await start({ NETLOOM_RATE_LIMIT: '90/minute' }, { clock: () => new Date(now) });
    const call = (address: string) => device.callFrom(address, 'POST', '/auth/token', { body: {} });
    for (let count = 0; count < 90; count++) expect((await call(remote)).status).toBe(401);
    const over = await call(remote);
    expect(over).toMatchObject({ status: 429, body: { error: 'Rate limit exceeded: 90 per 1 minute' } });
    expect(over.headers.get('retry-after')).toBeNull();
    expect((await call('192.0.2.10')).status).toBe(401);
    expect((await device.callFrom(remote, 'GET', '/auth/signing_keys')).status).toBe(403);
    expect((await device.callFrom(remote, 'GET', '/auth/token')).status).toBe(405);
    now += 60_000;
    expect((await call(remote)).status).toBe(401);
  });

  test('a body that is too large is refused', async () => {
    const device = await start({ NETLOOM_BODY_LIMIT: '1024' });
    const answer = await device.call('POST', '/auth/token', { device_id: 'x'.repeat(2000) });
    expect(answer.status).toBe(413);
  });
});

describe('the store', () => {
  test('tables that are dropped come back with the next check, and meanwhile 503', async () => {
    const device = await start({ NETLOOM_HEALTH_SECONDS: '1' });
    const token = await device.token();
    const database = new DatabaseSync(tokenFile(device));
    database.exec('drop table device_activity; drop table device_activity_recent; drop table tokens');
    database.close();
    const down = await probe(device, token);
    expect(down).toMatchObject({ status: 503, body: { detail: 'Service temporarily unavailable' } });
    await waitFor(
      'tokens again',
      async () => (await device.call('POST', '/auth/token', { device_id: 'x' })).status === 200,
    );
  });

  test('a secret and a database that are deleted come back', async () => {
    const device = await start({ NETLOOM_HEALTH_SECONDS: '1' });
    const secrets = device.context.paths.secrets;
    const before = await readFile(join(secrets, 'shared_secret.bin'));
    await rm(join(secrets, 'shared_secret.bin'));
    await waitFor('the secret', () => stat(join(secrets, 'shared_secret.bin')));
    expect(await readFile(join(secrets, 'shared_secret.bin'))).toEqual(before);
    await rm(tokenFile(device));
    await waitFor('the database', () => stat(tokenFile(device)));
    await waitFor(
      'tokens again',
      async () => (await device.call('POST', '/auth/token', { device_id: 'x' })).status === 200,
    );
  });

  test('a database that is damaged is put aside', async () => {
    const folder = (await start()).folder;
    await mkdir(join(folder, 'damaged', 'secrets'), { recursive: true });
    await writeFile(
      join(folder, 'damaged', 'secrets', 'tokens.db'),
      'no database at all, but some bytes'.repeat(100),
    );
    const device = await start({ NETLOOM_DATA_DIR: join(folder, 'damaged') });
    expect(await isIn(device, await device.token())).toBe(true);
  });

  test.each([
    ['is lost', undefined],
    ['was cut off by a power cut', ''],
    ['is no key', 'nonsense'],
  ])('a key for secrets at rest that %s is made again, and tokens are issued again', async (_what, text) => {
    const before = await start();
    const old = await before.token();
    const folder = join(before.folder, 'copy', 'secrets');
    await cp(before.context.paths.secrets, folder, { recursive: true });
    const keyFile = join(folder, 'secret.key');
    if (text === undefined) await rm(keyFile);
    else await writeFile(keyFile, text);
    const device = await start({ NETLOOM_DATA_DIR: join(before.folder, 'copy') });
    expect(await isIn(device, old)).toBe(false);
    expect(await isIn(device, await device.token())).toBe(true);
    expect((await device.call('GET', '/auth/signing_keys')).body).toMatchObject([
      { id: 2, active: true },
      { id: 1, active: false },
    ]);
  });

  test('secrets that cannot be used are a 503, and tried again', async () => {
    const device = await start({ NETLOOM_SECRETS_GROUP: 'no-such-group-here' });
    expect(await device.callFrom(remote, 'POST', '/auth/token', { body: { device_id: 'x' } })).toMatchObject({
      status: 503,
      body: { detail: 'Security system unavailable' },
    });
    expect((await fetch(`${device.url}/api/v1/openapi.json`)).status).toBe(200);
  });

  test('secrets are for the owner alone', async () => {
    const device = await start();
    const mode = async (name: string) =>
      ((await stat(join(device.context.paths.secrets, name))).mode & 0o777).toString(8);
    const files = ['shared_secret.bin', 'secret.key', 'tokens.db', 'tokens.db-wal', 'tokens.db-shm'];
    expect(await mode('.')).toBe('700');
    for (const file of files) expect(await mode(file), file).toBe('600');
  });

  test('a database of wlanpi-core is taken over with its keys and tokens', async () => {
    const old = await start();
    const token = await old.token('lab-1');
    const keyRow = (await old.call('POST', '/auth/signing_key')).body as { key: string };
    // The peer's layout: keys and tokens in clear, no record of migrations.
    const signed = (await import('./json-web-token.ts')).writeToken(
      { sub: 'a.local', iss: 'wlanpi-core', did: 'phone', exp: 4_000_000_000, iat: 1, kid: '1', jti: 'ab' },
      keyRow.key,
    );
    const folder = join(old.folder, 'peer', 'secrets');
    await mkdir(folder, { recursive: true });
    const database = new DatabaseSync(join(folder, 'tokens.db'));
    database.exec(`
      create table signing_keys (id integer primary key autoincrement, key text not null, active boolean not null,
        created_at datetime default current_timestamp not null, updated_at datetime, constraint uq_signing_keys_key unique (key));
      create table devices (device_id varchar primary key, first_seen datetime not null default current_timestamp,
        last_seen datetime, created_at datetime default current_timestamp not null, updated_at datetime);
      create table tokens (id integer primary key, token text not null, expires_at datetime not null,
        revoked boolean not null, key_id integer not null, device_id varchar not null,
        created_at datetime default current_timestamp not null, updated_at datetime,
        constraint uq_tokens_token unique (token));`);
    database.prepare('insert into signing_keys (key, active) values (?, 1)').run(keyRow.key);
    database.prepare("insert into devices (device_id) values ('phone')").run();
    database
      .prepare(
        "insert into tokens (token, expires_at, revoked, key_id, device_id) values (?, '2096-10-02 07:06:40.000000', 0, 1, 'phone')",
      )
      .run(signed);
    database.close();
    const device = await start({ NETLOOM_DATA_DIR: join(old.folder, 'peer') });
    expect(await isIn(device, signed)).toBe(true);
    expect(await isIn(device, token)).toBe(false);
    expect(await isIn(device, await device.token())).toBe(true);
  });

  test('calls of token holders are recorded', async () => {
    const device = await start();
    const token = await device.token('lab-1');
    await isIn(device, token);
    await probe(device, token);
    await device.callFrom(remote, 'DELETE', '/auth/token', { token, body: { device_id: 'x' } });
    const path = tokenFile(device);
    const row = await waitFor(
      'statistics',
      () => {
        const database = new DatabaseSync(path, { readOnly: true });
        const found = database.prepare('select * from device_stats').get();
        database.close();
        return found;
      },
      { withinMs: 15_000, everyMs: 200 },
    );
    expect(row).toMatchObject({ device_id: 'lab-1', request_count: 3, error_count: 2, endpoint_count: 1 });
  });
});

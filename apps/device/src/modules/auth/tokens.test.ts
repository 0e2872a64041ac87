import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { isIn, probe, remote, start, tokenFile } from './try-token.fixture.ts';

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

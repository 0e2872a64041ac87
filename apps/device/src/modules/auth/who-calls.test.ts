import { request as httpRequest } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sign } from '../../testing/index.ts';
import { probe, remote, start } from './try-token.fixture.ts';

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

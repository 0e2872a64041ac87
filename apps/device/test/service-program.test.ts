import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sign } from '../src/testing/index.ts';
import { writeProgram } from '../src/testing/write-program.ts';
import { sourceOf } from './support/run-program.ts';

const secretKey = 'a2V5IGZvciBzZWNyZXRzIGF0IHJlc3Qgb2YgYSB0ZXN0';

/** The service as it is installed: a program of its own, with its log in the console and in files. */
describe('the program of the service', () => {
  let folder: string;
  let service: ChildProcess;
  let url = '';
  let said = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'netloom-service-'));
    service = spawn(process.execPath, [sourceOf('main.ts'), '--debug', '--port', '0'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        NETLOOM_DATA_DIR: folder,
        NETLOOM_ROOT: join(folder, 'root'),
        NETLOOM_SYSTEM_BUS_ADDRESS: `unix:path=${folder}/no-bus`,
        NETLOOM_SECRET_KEY: secretKey,
        NETLOOM_PROGRAM_IW: writeProgram(folder, 'iw', `env >${folder}/environment`),
      },
    });
    for (const stream of [service.stdout, service.stderr])
      stream?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    url = await waitFor('the service', () => /ready: (\S+)/.exec(said)?.[1], { withinMs: 20_000 });
  });
  afterAll(async () => {
    const ended = once(service, 'exit');
    service.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    rmSync(folder, { recursive: true, force: true });
  });

  const call = async (method: string, path: string, body?: unknown, query = '') => {
    const text = body === undefined ? '' : JSON.stringify(body);
    const secret = readFileSync(join(folder, 'secrets', 'shared_secret.bin'));
    const signature = sign(secret, { method, path: `/api/v1${path}`, query, body: text });
    const response = await fetch(`${url}/api/v1${path}${query && `?${query}`}`, {
      method,
      headers: { 'x-request-signature': signature, 'content-type': 'application/json' },
      ...(text === '' ? {} : { body: text }),
    });
    return { status: response.status, body: JSON.parse(await response.text()) as unknown, signature };
  };

  it('tells no secret to its logs', async () => {
    const issued = await call('POST', '/auth/token', { device_id: 'lab-1' });
    const { access_token: token } = issued.body as { access_token: string };
    const { key } = (await call('POST', '/auth/signing_key')).body as { key: string };
    const psk = 'passphrase-of-a-test';
    const security = { ssid: 'Lab', security: 'WPA2-PSK', psk };
    const entry = { iface_display_name: 'w0', phy: 'phy0', interface: 'w0', security };
    expect((await call('POST', '/network/config/', { id: 'lab', roots: [entry] })).status).toBe(200);
    expect((await call('POST', '/network/config/', { id: 'no', roots: [{ security }] })).status).toBe(422);
    expect((await call('POST', '/network/config/activate/lab')).status).toBe(200);
    const netConfig = { ssid: 'Lab', key_mgmt: 'WPA-PSK', psk: psk.repeat(9) };
    const setup = { interface: 'w0', removeAllFirst: true, netConfig };
    expect((await call('POST', '/network/wlan/set', setup)).status).toBe(422);
    const verify = await call('GET', '/auth/debug/cache/verify', undefined, `token=${token}`);
    expect(verify.status).toBe(200);
    const remote = { 'x-real-ip': '192.0.2.9' };
    const info = `${url}/api/v1/system/device/info`;
    await fetch(info, { headers: { ...remote, authorization: `Bearer ${token}` } });
    await fetch(`${info}?token=${token}`, { headers: { ...remote, authorization: `Bearer x${token}` } });

    const debug = () => readFileSync(join(folder, 'log', 'debug', 'debug.log'), 'utf8');
    const line = '"level":"DEBUG","message":"request {';
    await waitFor('the last request', () => /device\/info\?token=[^"]*\\",.{0,80}401/.test(debug()));
    expect(debug()).toContain(line);
    const app = readFileSync(join(folder, 'log', 'app.log'), 'utf8');
    expect(app).not.toContain('"level":"DEBUG"');
    expect(app).toContain('"message":"ready: ');
    expect(said).toContain(' - DEBUG - request {');
    const secrets = [
      token,
      token.split('.')[2] ?? '',
      key,
      psk,
      issued.signature,
      verify.signature,
      secretKey,
    ];
    for (const text of [debug(), app, said]) for (const secret of secrets) expect(text).not.toContain(secret);
  });

  it('keeps the key for secrets from the programs that it starts', async () => {
    await call('GET', '/network/config/status');
    await waitFor('the program', () => existsSync(join(folder, 'environment')));
    const environment = readFileSync(join(folder, 'environment'), 'utf8');
    expect(environment).toContain('NETLOOM_DATA_DIR=');
    expect(environment).not.toContain(secretKey);
  });
});

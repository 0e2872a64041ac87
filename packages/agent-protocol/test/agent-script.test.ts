import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  buildTar,
  type Interception,
  type ProtocolServer,
  startProtocolServer,
} from '../src/testing/index.ts';

const script = new URL('../../../apps/controller/test/agent.sh', import.meta.url).pathname;
const secret = 's3cr+et & "more"';
const mac = '00:11:22:AA:BB:CC';

let server: ProtocolServer;
let folder: string;

beforeEach(async () => {
  server = await startProtocolServer({ sharedSecret: secret });
  folder = mkdtempSync(join(tmpdir(), 'netloom-agent-'));
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

interface Ending {
  readonly code: number | string | null | undefined;
  readonly output: string;
  readonly log: string;
}

function agent(
  environment: Record<string, string> = {},
  [url, sharedSecret] = [server.url, secret],
): Promise<Ending> {
  const quick = { INTERVAL: '0', PAUSE: '0', CHECKSUM_RETRY_DELAY: '0', CYCLES: '3', no_proxy: '*' };
  return new Promise((resolve) => {
    execFile(
      'sh',
      [script, url, sharedSecret, mac, 'roof-1', folder],
      { env: { PATH: process.env['PATH'], ...quick, ...environment }, timeout: 15_000 },
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : error.code, output: stdout, log: stderr }),
    );
  });
}

const operations = (): string[] => server.calls.map(({ operation }) => operation);
const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');
const always =
  (status: number, body: string, headers: Record<string, string>): Interception =>
  (_, response) => {
    response.writeHead(status, headers).end(body);
    return true;
  };
const header = { 'X-Openwisp-Controller': 'true' };

describe('agent.sh', () => {
  it('is plain POSIX shell', () => {
    execFileSync('sh', ['-n', script]);
  });

  it('lives a whole life, and a second one in which nothing is new', async () => {
    const archive = gzipSync(
      buildTar([
        { path: 'etc/config/system', contents: "config system 'system'\n" },
        { path: 'etc/run.sh', contents: '#!/bin/sh\n', mode: 0o755 },
      ]),
    );
    server.serveBytes(archive);
    const ending = await agent({ TAGS: 'mesh vpn', MODEL: 'M & N' });
    expect(ending).toMatchObject({ code: 0, output: `applied ${md5(archive)}\n` });
    expect(operations()).toEqual([
      'register',
      'checksum',
      'download-config',
      'checksum',
      'report-status',
      'checksum',
      'update-info',
      'checksum',
    ]);
    const form = server.calls[0]?.fields;
    expect(form?.get('key')).toBe(createHash('md5').update(`${mac}+${secret}`).digest('hex'));
    expect(form?.get('tags')).toBe('mesh vpn');
    const [device] = server.devices.values();
    expect(device).toMatchObject({ name: 'roof-1', macAddress: mac, model: 'M & N', status: 'applied' });
    expect(readFileSync(join(folder, 'remote/etc/config/system'), 'utf8')).toBe("config system 'system'\n");
  });

  it('applies a change in its next life with the credentials it has', async () => {
    await agent({ STARTS: '1' });
    const before = server.calls.length;
    server.serve([{ path: 'etc/motd', contents: 'hello' }]);
    expect((await agent({ STARTS: '1' })).code).toBe(0);
    expect(operations().slice(before)).toEqual([
      'update-info',
      'checksum',
      'download-config',
      'checksum',
      'report-status',
      'checksum',
    ]);
    expect(existsSync(join(folder, 'remote/etc/config/system'))).toBe(false);
    expect(readFileSync(join(folder, 'remote/etc/motd'), 'utf8')).toBe('hello');
  });

  it('reports an error with the log', async () => {
    const ending = await agent({ FAIL_APPLY: '1', STARTS: '1' });
    expect(ending).toMatchObject({ code: 0, output: 'nothing applied\n' });
    const [device] = server.devices.values();
    expect(device?.status).toBe('error');
    expect(device?.errorReason).toBe(
      'configuration downloaded, now applying it\napplying failed as requested',
    );
  });

  it('leaves unsafe paths alone and refuses links', async () => {
    server.serve([{ path: '../evil', contents: 'x' }, { path: 'a;b', contents: 'x' }, { path: 'good' }]);
    expect((await agent({ STARTS: '1' })).code).toBe(0);
    expect(existsSync(join(folder, 'remote/good'))).toBe(true);
    expect(existsSync(join(folder, 'tmp/evil'))).toBe(false);
    server.serve([{ path: 'link', type: '2' }]);
    expect((await agent({ STARTS: '1' })).code).toBe(0);
    expect([...server.devices.values()][0]?.errorReason).toContain('something else than regular files');
  });

  it.each([
    ['no URL', 2, ['', secret]],
    ['no secret and no credentials', 3, ['http://127.0.0.1:9', '']],
    ['a wrong secret', 5, undefined],
  ] as [string, number, [string, string] | undefined][])('ends on %s', async (_, code, place) => {
    expect((await agent({}, place ?? [server.url, 'wrong'])).code).toBe(code);
  });

  it('ends when the controller no longer knows the device', async () => {
    await agent({ STARTS: '1' });
    for (const id of server.devices.keys()) server.remove(id);
    const before = server.calls.length;
    expect(await agent()).toMatchObject({ code: 0, output: 'deleted\n' });
    expect(operations().slice(before)).toEqual([
      'update-info',
      ...Array.from({ length: 5 }, () => 'checksum'),
    ]);
  });

  it.each([
    ['a page without the header', 200, '<html>', {}, 4],
    ['a gateway error without the header', 502, '', {}, 4],
    ['a redirect with the header', 301, '', header, 1],
    ['an error with the header', 400, 'error: missing required parameter "name"\n', header, 1],
  ])('meets %s at registration', async (_, status, body, headers, code) => {
    server.intercept(always(status, body, headers as Record<string, string>));
    const ending = await agent();
    expect(ending.code).toBe(code);
    if (body.startsWith('error')) expect(ending.log).toContain(`registration failed: ${body.trim()}`);
  });

  it.each([
    [
      'carriage returns in the registration reply',
      'register',
      (body: string) => body.replaceAll('\n', '\r\n'),
    ],
    ['a checksum that ends with CR LF', 'checksum', (body: string) => `${body}\r\n`],
    ['a checksum of something else', 'checksum', () => md5(Buffer.from('else'))],
  ])('stumbles over %s', async (_, operation, spoil) => {
    server.intercept((call, response) => {
      if (call.operation !== operation) return false;
      const end = response.end.bind(response);
      response.end = ((body: string) => end(spoil(body))) as typeof response.end;
      return false;
    });
    expect((await agent({ ATTEMPTS: '2' })).code).toBe(1);
    expect([...server.devices.values()].map(({ status }) => status)).toEqual(['modified']);
  });
});

import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ControllerClient,
  type ControllerClientOptions,
  closeControllerClient,
  createControllerClient,
  type DeviceCredentials,
  downloadConfig,
  type ExchangeRecord,
  fetchChecksum,
  generateIdentity,
  type ProtocolError,
  parseControllerUrl,
  type Result,
  register,
  reportStatus,
  sendMonitoringData,
  updateInfo,
} from './index.ts';
import { buildTar, type Interception, type ProtocolServer, startProtocolServer } from './testing/index.ts';

const sharedSecret = 's3cr+et & more';
const identity = generateIdentity({ seed: 1, index: 1, prefix: 'test' });

let server: ProtocolServer;
let client: ControllerClient;
const clients: ControllerClient[] = [];

function open(options: Partial<ControllerClientOptions> = {}): ControllerClient {
  const opened = createControllerClient({ url: server.url, ...options });
  clients.push(opened);
  return opened;
}

beforeEach(async () => {
  server = await startProtocolServer({ sharedSecret });
  client = open();
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map(closeControllerClient));
  await server.close();
});

async function registered(): Promise<DeviceCredentials> {
  return valueOf(await register(client, { identity, sharedSecret })).credentials;
}

function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function errorOf(result: Result<unknown>): ProtocolError {
  if (result.ok) throw new Error('unexpected success');
  return result.error;
}

/** Answers every call in one way. */
function always(
  status: number,
  body: string | Buffer,
  headers: Record<string, string> = { 'X-Openwisp-Controller': 'true' },
): Interception {
  return (_, response) => {
    response.writeHead(status, headers);
    response.end(body);
    return true;
  };
}

describe('register', () => {
  it('gives credentials, and the same ones to the same device', async () => {
    const first = valueOf(await register(client, { identity, sharedSecret }));
    expect(first).toMatchObject({ hostname: identity.hostname, isNew: true });
    expect(first.credentials.key).toMatch(/^[0-9a-f]{32}$/);
    expect(valueOf(await register(client, { identity, sharedSecret }))).toEqual({ ...first, isNew: false });
    expect(server.calls.map(({ path }) => path)).toEqual(['/controller/register/', '/controller/register/']);
  });

  it('can use the current paths and a controller below a path', async () => {
    const below = open({ url: `${server.url}/net/`, paths: 'current' });
    const error = errorOf(await register(below, { identity, sharedSecret }));
    expect(error).toMatchObject({ kind: 'status', status: 404 });
    expect(server.calls[0]?.path).toBe('/net/controller/device/register/');
  });

  it('is refused with a wrong secret', async () => {
    expect(errorOf(await register(client, { identity, sharedSecret: 'wrong' }))).toEqual({
      kind: 'refused',
      status: 403,
      body: 'error: unrecognized secret',
    });
  });

  it.each([201, 200, 403, 404, 502])('takes %i without the header for something else', async (status) => {
    server.intercept(always(status, 'uuid: x', {}));
    expect(errorOf(await register(client, { identity, sharedSecret }))).toEqual({
      kind: 'not-a-controller',
      status,
    });
  });

  it('does not follow a redirect', async () => {
    server.intercept(always(301, '', { Location: '/elsewhere/', 'X-Openwisp-Controller': 'true' }));
    expect(errorOf(await register(client, { identity, sharedSecret }))).toEqual({
      kind: 'status',
      status: 301,
      body: '',
    });
    expect(server.calls).toHaveLength(1);
  });

  it('notices an interim response, which hides the status from the agent', async () => {
    server.intercept((_, response) => {
      response.writeEarlyHints({ link: '</x>; rel=preload' });
      return false;
    });
    expect(errorOf(await register(client, { identity, sharedSecret }))).toMatchObject({
      kind: 'malformed-reply',
      reason: 'an interim response 103 precedes it',
    });
  });
});

describe('fetchChecksum', () => {
  it('gives the MD5 of what is served', async () => {
    const credentials = await registered();
    const archive = Buffer.from('any bytes');
    server.serveBytes(archive);
    expect(valueOf(await fetchChecksum(client, { credentials }))).toBe(md5(archive));
    const { path, fields } = server.calls.at(-1) ?? {};
    expect(path).toBe(`/controller/checksum/${credentials.id}/`);
    expect([...(fields ?? [])]).toEqual([['key', credentials.key]]);
  });

  it('tells the management address', async () => {
    const credentials = await registered();
    valueOf(await fetchChecksum(client, { credentials, managementIp: 'fd00::7' }));
    expect(server.devices.get(credentials.id)?.managementIp).toBe('fd00::7');
    valueOf(await fetchChecksum(client, { credentials }));
    expect(server.devices.get(credentials.id)?.managementIp).toBeNull();
    await expect(fetchChecksum(client, { credentials, managementIp: '1&x=2' })).rejects.toThrow(TypeError);
  });

  const sum = 'd41d8cd98f00b204e9800998ecf8427e';
  it.each([
    ['a bare checksum', sum, true],
    ['one line feed', `${sum}\n`, true],
    ['CR LF', `${sum}\r\n`, false],
    ['two line feeds', `${sum}\n\n`, false],
    ['a byte order mark', `\uFEFF${sum}`, false],
    ['surrounding text', `checksum: ${sum}`, false],
    ['upper case', sum.toUpperCase(), false],
    ['nothing', '', false],
    ['a page', '<html></html>', false],
  ])('judges %s', async (_, body, accepted) => {
    const credentials = await registered();
    server.intercept(always(200, body));
    const result = await fetchChecksum(client, { credentials });
    if (accepted) expect(valueOf(result)).toBe(sum);
    else expect(errorOf(result).kind).toBe('malformed-reply');
  });

  it.each([
    [200, {}, { kind: 'not-a-controller', status: 200 }],
    [502, {}, { kind: 'status', status: 502, body: 'text' }],
    [404, { 'X-Openwisp-Controller': 'true' }, { kind: 'status', status: 404, body: 'text' }],
    [403, { 'X-Openwisp-Controller': 'true' }, { kind: 'refused', status: 403, body: 'text' }],
    [302, { Location: '/' }, { kind: 'status', status: 302, body: 'text' }],
    [200, { 'X-Openwisp-Controller': 'false' }, { kind: 'not-a-controller', status: 200 }],
  ])('judges %i with %o', async (status, headers, expected) => {
    const credentials = await registered();
    server.intercept(always(status, 'text', headers as Record<string, string>));
    expect(errorOf(await fetchChecksum(client, { credentials }))).toEqual(expected);
  });

  it('refuses an id that would lead elsewhere', async () => {
    const credentials = { id: '../register', key: 'k' };
    await expect(fetchChecksum(client, { credentials })).rejects.toThrow(/not a UUID/);
    expect(server.calls).toEqual([]);
  });

  it('accepts the dashed spelling of an id', async () => {
    const { id, key } = await registered();
    const dashed = id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    expect((await fetchChecksum(client, { credentials: { id: dashed, key } })).ok).toBe(true);
  });
});

describe('downloadConfig', () => {
  const archive = gzipSync(buildTar([{ path: 'etc/config/system', contents: 'x' }]));

  it('gives the bytes when their MD5 is right, whatever the headers say', async () => {
    const credentials = await registered();
    server.serveBytes(archive);
    const result = await downloadConfig(client, { credentials, checksum: md5(archive) });
    expect(valueOf(result).equals(archive)).toBe(true);
    server.intercept(always(200, archive, { 'Content-Encoding': 'gzip' }));
    const encoded = await downloadConfig(client, { credentials, checksum: md5(archive) });
    expect(valueOf(encoded).equals(archive)).toBe(true);
  });

  it('refuses other bytes', async () => {
    const credentials = await registered();
    server.serveBytes(archive);
    const expected = md5(Buffer.from('other'));
    expect(errorOf(await downloadConfig(client, { credentials, checksum: expected }))).toEqual({
      kind: 'checksum-mismatch',
      expected,
      actual: md5(archive),
    });
  });

  it('stops reading at the limit', async () => {
    const credentials = await registered();
    const small = open({ maximumArchiveBytes: 1000 });
    server.serveBytes(Buffer.alloc(1000));
    expect((await downloadConfig(small, { credentials, checksum: md5(Buffer.alloc(1000)) })).ok).toBe(true);
    server.serveBytes(Buffer.alloc(1001));
    expect(errorOf(await downloadConfig(small, { credentials, checksum: 'x' }))).toEqual({
      kind: 'too-large',
      limit: 1000,
    });
  });

  it('reports a status', async () => {
    const credentials = await registered();
    server.remove(credentials.id);
    expect(errorOf(await downloadConfig(client, { credentials, checksum: 'x' }))).toMatchObject({
      status: 404,
    });
  });
});

describe('reportStatus', () => {
  it('sends the bytes that the agent sends, and reads what is kept', async () => {
    const credentials = await registered();
    const report = { status: 'applied' } as const;
    expect(valueOf(await reportStatus(client, { credentials, report }))).toEqual({
      currentStatus: 'applied',
    });
    expect(server.calls.at(-1)?.body).toBe(`key=${credentials.key}&status=applied&`);
    expect(server.calls.at(-1)?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  it('sends a limited reason', async () => {
    const credentials = await registered();
    const report = { status: 'error', reason: `déjà & vu\n${'x'.repeat(2000)}` } as const;
    valueOf(await reportStatus(client, { credentials, report }));
    const device = server.devices.get(credentials.id);
    expect(device?.status).toBe('error');
    expect(device?.errorReason.startsWith('déjà & vu\nx')).toBe(true);
    expect(device?.errorReason.endsWith('x\n[truncated]')).toBe(true);
  });

  it('insists on the header', async () => {
    const credentials = await registered();
    server.intercept(always(200, 'report-result: success\n', {}));
    const report = { status: 'applied' } as const;
    expect(errorOf(await reportStatus(client, { credentials, report })).kind).toBe('not-a-controller');
  });
});

describe('updateInfo', () => {
  it('refreshes the inventory', async () => {
    const credentials = await registered();
    valueOf(await updateInfo(client, { credentials, model: 'M & N', os: 'O', system: '' }));
    expect(server.devices.get(credentials.id)).toMatchObject({
      model: 'M & N',
      os: 'O',
      system: identity.system,
    });
  });

  it('tells a refusal', async () => {
    const { id } = await registered();
    const info = { credentials: { id, key: 'wrong' }, model: '', os: '', system: '' };
    expect(errorOf(await updateInfo(client, info)).kind).toBe('refused');
  });
});

describe('sendMonitoringData', () => {
  const snapshot = { time: Date.UTC(2026, 0, 1, 10, 20), document: '{"type":"DeviceMonitoring"}' };

  it('posts the document with its time', async () => {
    const credentials = await registered();
    valueOf(await sendMonitoringData(client, { credentials, snapshot, current: true }));
    const call = server.calls.at(-1);
    expect(call?.path).toBe(`/api/v1/monitoring/device/${credentials.id}/`);
    expect(call?.fields.toString()).toBe(
      `key=${credentials.key}&time=01-01-2026_10%3A20%3A00.000000&current=true`,
    );
    expect(call?.headers['content-type']).toBe('application/json');
    expect(call?.body).toBe(snapshot.document);
  });

  it('counts nothing but 200 as success', async () => {
    const credentials = await registered();
    const delivery = { credentials, snapshot, current: false };
    const bad = { ...delivery, snapshot: { ...snapshot, document: '{' } };
    expect(errorOf(await sendMonitoringData(client, bad))).toMatchObject({ status: 400 });
    server.intercept(always(202, ''));
    expect(errorOf(await sendMonitoringData(client, delivery))).toMatchObject({
      kind: 'status',
      status: 202,
    });
    server.intercept(always(200, '', {}));
    expect((await sendMonitoringData(client, delivery)).ok).toBe(true);
  });
});

describe('an exchange', () => {
  it('ends when the controller takes too long to answer', async () => {
    const impatient = open({ totalTimeoutMs: 50 });
    server.intercept(() => true);
    expect(errorOf(await register(impatient, { identity, sharedSecret }))).toEqual({
      kind: 'timeout',
      phase: 'total',
      milliseconds: 50,
    });
  });

  it('ends when the controller trickles', async () => {
    const impatient = open({ totalTimeoutMs: 100 });
    const timers: NodeJS.Timeout[] = [];
    server.intercept((_, response: ServerResponse) => {
      response.writeHead(201, { 'X-Openwisp-Controller': 'true' });
      timers.push(setInterval(() => response.write('x'), 5));
      return true;
    });
    expect(errorOf(await register(impatient, { identity, sharedSecret })).kind).toBe('timeout');
    for (const timer of timers) clearInterval(timer);
  });

  it('ends when the caller gives up', async () => {
    const abort = new AbortController();
    server.intercept(() => {
      abort.abort();
      return true;
    });
    expect(errorOf(await register(client, { identity, sharedSecret }, abort.signal))).toEqual({
      kind: 'aborted',
    });
    expect(errorOf(await register(client, { identity, sharedSecret }, abort.signal))).toEqual({
      kind: 'aborted',
    });
    expect(server.calls).toHaveLength(1);
  });

  it('ends when the connection breaks, in the middle too', async () => {
    server.intercept((_, response) => {
      response.writeHead(201, { 'X-Openwisp-Controller': 'true', 'Content-Length': '100' });
      response.write('uuid: ');
      response.socket?.destroy();
      return true;
    });
    expect(errorOf(await register(client, { identity, sharedSecret })).kind).toBe('network');
  });

  it('fails where nobody listens', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const lost = open({ url: `http://127.0.0.1:${port}` });
    expect(errorOf(await register(lost, { identity, sharedSecret }))).toMatchObject({
      kind: 'network',
      code: 'ECONNREFUSED',
    });
  });

  it('fails on what is not HTTP', async () => {
    const sockets: Socket[] = [];
    const raw = createServer((socket) => {
      sockets.push(socket);
      socket.end('SSH-2.0-OpenSSH_9.2\r\n');
    });
    await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve));
    const { port } = raw.address() as AddressInfo;
    const lost = open({ url: `http://127.0.0.1:${port}` });
    expect(errorOf(await register(lost, { identity, sharedSecret })).kind).toBe('network');
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => raw.close(resolve));
  });

  it('is recorded with its outcome', async () => {
    const records: ExchangeRecord[] = [];
    let time = 0;
    const observed = open({
      onExchange: (exchange) => records.push(exchange),
      now: () => {
        time += 5;
        return time;
      },
      totalTimeoutMs: 50,
    });
    await register(observed, { identity, sharedSecret });
    await register(observed, { identity, sharedSecret: 'wrong' });
    server.intercept(() => true);
    await register(observed, { identity, sharedSecret });
    expect(records).toEqual([
      { operation: 'register', milliseconds: 5, outcome: 201 },
      { operation: 'register', milliseconds: 5, outcome: 403 },
      { operation: 'register', milliseconds: 5, outcome: 'timeout' },
    ]);
  });

  it('uses no more connections than allowed', async () => {
    const credentials = await registered();
    const narrow = open({ connections: 2 });
    const ports = new Set<number | undefined>();
    server.intercept((_, response) => {
      ports.add(response.socket?.remotePort);
      return false;
    });
    await Promise.all(Array.from({ length: 20 }, () => fetchChecksum(narrow, { credentials })));
    expect(ports.size).toBeLessThanOrEqual(2);
  });
});

describe('parseControllerUrl', () => {
  it.each([
    ['http://c.example', 'http://c.example', ''],
    ['https://c.example:8443/', 'https://c.example:8443', ''],
    ['https://c.example/a/b/', 'https://c.example', '/a/b'],
  ])('splits %s', (url, origin, basePath) => {
    expect(parseControllerUrl(url)).toEqual({ origin, basePath });
  });

  it.each([
    'c.example',
    'ftp://c.example',
    'http://u:p@c.example',
    'http://c.example/?a',
    'http://c.example/#a',
    '',
  ])('refuses "%s"', (url) => {
    expect(() => parseControllerUrl(url)).toThrow(TypeError);
  });
});

function md5(bytes: Buffer): string {
  return createHash('md5').update(bytes).digest('hex');
}

import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { findProgram, waitFor } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { sign, startTestDevice, type TestDevice } from '../../testing/index.ts';
import { isRequired } from '../../testing/is-required.ts';
import { writeProgram } from '../../testing/write-program.ts';
import type { CaptureEvent } from './capture-event.ts';
import { hopChannels } from './channel-hopper.ts';

const path = '/api/v1/streaming/capture';

interface Client {
  socket: WebSocket;
  events: CaptureEvent[];
  bytes: () => Buffer;
  say(command: unknown): void;
  heard(code: string): Promise<CaptureEvent>;
}

const connect = async (url: string, headers: Record<string, string>): Promise<Client> => {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), { headers });
  const events: CaptureEvent[] = [];
  const frames: Buffer[] = [];
  socket.on('message', (data, isBinary) => {
    if (isBinary) frames.push(data as Buffer);
    else events.push(JSON.parse((data as Buffer).toString()) as CaptureEvent);
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('unexpected-response', (_request, response) => reject(new Error(String(response.statusCode))));
    socket.on('error', reject);
  });
  return {
    socket,
    events,
    bytes: () => Buffer.concat(frames),
    say: (command) => socket.send(typeof command === 'string' ? command : JSON.stringify(command)),
    heard: (code) => waitFor(`the event ${code}`, () => events.findLast((event) => event.code === code)),
  };
};

/** How an upgrade is refused: as a plain answer. */
const refusal = (url: string, headers: Record<string, string>) =>
  new Promise<{ status: number | undefined; body: unknown; wantsSignature: boolean }>((resolve, reject) => {
    const socket = new WebSocket(url.replace(/^http/, 'ws'), { headers });
    socket.on('open', () => {
      socket.close();
      reject(new Error('the upgrade was not refused'));
    });
    socket.on('error', reject);
    socket.on('unexpected-response', (_request, response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          body: JSON.parse(Buffer.concat(chunks).toString()) as unknown,
          wantsSignature: response.headers['x-requires-signature'] === 'true',
        }),
      );
    });
  });

/** A stand-in for iw: two monitor interfaces and the channels of one radio; notes what it is asked to tune. */
const iwShim = (folder: string): string => `
case "$*" in
  dev) printf 'phy#0\\n\\tInterface wlanpi0\\n\\t\\ttype monitor\\nphy#1\\n\\tInterface wlanpi1\\n\\t\\ttype monitor\\n\\tInterface wlan1\\n' ;;
  'phy phy0 channels') printf 'Band 1:\\n\\t* 2484 MHz [14] (disabled)\\n\\t* 2412 MHz [1] \\n\\t  Maximum TX power: 20.0 dBm\\nBand 2:\\n\\t* 5180 MHz [36] \\n' ;;
  'phy phy1 channels') exit 1 ;;
  *) echo "$*" >> ${folder}/tuned ;;
esac
`;

let device: TestDevice;
let token: string;
beforeAll(async () => {
  device = await startTestDevice();
  Object.assign(device.context.settings, { iw: writeProgram(device.folder, 'iw', iwShim(device.folder)) });
  token = await device.token();
});
afterAll(() => device.stop());

const elsewhere = { 'x-real-ip': '192.0.2.9' };
const remote = (): Record<string, string> => ({ ...elsewhere, authorization: `Bearer ${token}` });
const signed = async (query = ''): Promise<Record<string, string>> => {
  const secret = await readFile(join(device.context.paths.secrets, 'shared_secret.bin'));
  return { 'x-request-signature': sign(secret, { method: 'GET', path, query }) };
};
const fromPage = (origin: string, value = token) => ({ cookie: `netloom_device=${value}`, origin });
const ownOrigin = (): string => `http://${new URL(device.url).host}`;

/** An upgrade: its query and its headers. */
type Upgrade = readonly [query: string, headers: Record<string, string>];

describe('the upgrade', () => {
  test.each<[string, () => Promise<Upgrade> | Upgrade]>([
    ['a signature on the box', async () => ['', await signed()]],
    ['a signature over the query', async () => ['?a=b', await signed('a=b')]],
    ['a token elsewhere', () => ['', remote()]],
    ['a token in the query elsewhere', () => [`?token=${token}`, elsewhere]],
    ['a token in the query on the box', () => [`?token=${token}`, {}]],
    ['the cookie of the page elsewhere', () => ['', { ...elsewhere, ...fromPage(ownOrigin()) }]],
    ['the cookie of the page on the box', () => ['', fromPage(ownOrigin())]],
  ])('is open to who comes with %s', async (_title, upgrade) => {
    const [query, headers] = await upgrade();
    const client = await connect(device.url + path + query, headers);
    client.say({ command: 'stop' });
    await client.heard('CAPTURE_STOPPED');
    client.socket.close();
  });

  test.each<[string, string, () => Promise<Upgrade> | Upgrade]>([
    ['nothing on the box', 'Missing signature header', () => ['', {}]],
    ['a token on the box', 'Missing signature header', () => ['', { authorization: `Bearer ${token}` }]],
    [
      'the cookie on a page of another site',
      'Missing signature header',
      () => ['', fromPage('http://evil.example')],
    ],
    ['a wrong signature', 'Invalid signature', () => ['', { 'x-request-signature': '0'.repeat(64) }]],
    ['a signature over another query', 'Invalid signature', async () => ['?a=c', await signed('a=b')]],
    ['nothing elsewhere', 'Bearer token required', () => ['', elsewhere]],
    [
      'a signature elsewhere',
      'Bearer token required',
      async () => ['', { ...elsewhere, ...(await signed()) }],
    ],
    ['another scheme', 'Bearer token required', () => ['', { ...elsewhere, authorization: 'Basic YTpi' }]],
    [
      'the cookie elsewhere, on a page of another site',
      'Bearer token required',
      () => ['', { ...elsewhere, ...fromPage('http://evil.example') }],
    ],
    ['a wrong token', 'Unauthorized', () => ['', { ...elsewhere, authorization: 'Bearer a.b.c' }]],
    ['a wrong token in the query elsewhere', 'Unauthorized', () => ['?token=a.b.c', elsewhere]],
    ['a wrong token in the query on the box', 'Unauthorized', () => ['?token=a.b.c', {}]],
    ['an empty token in the query', 'Unauthorized', () => ['?token=', elsewhere]],
    ['a wrong cookie of the page', 'Unauthorized', () => ['', fromPage(ownOrigin(), 'a.b.c')]],
    [
      'a token that was revoked',
      'Unauthorized',
      async () => {
        const revoked = await device.token('revoked');
        const body = { device_id: 'revoked' };
        await device.callFrom('192.0.2.9', 'DELETE', '/auth/token', { token: revoked, body });
        return [`?token=${revoked}`, elsewhere];
      },
    ],
  ])('is refused to who comes with %s: %s', async (_title, detail, upgrade) => {
    const [query, headers] = await upgrade();
    expect(await refusal(device.url + path + query, headers)).toEqual({
      status: 401,
      body: { detail },
      wantsSignature: detail.endsWith('signature') || detail.endsWith('signature header'),
    });
  });

  test('is refused while too many captures are open', async () => {
    const clients = await Promise.all(Array.from({ length: 8 }, () => connect(device.url + path, remote())));
    expect(await refusal(device.url + path, remote())).toEqual({
      status: 503,
      body: { detail: 'Too many captures are running' },
      wantsSignature: false,
    });
    for (const { socket } of clients) socket.close();
    const next = await waitFor('room for another one', () =>
      connect(device.url + path, remote()).catch(() => undefined),
    );
    next.socket.close();
  });

  test('a plain GET finds nothing', async () => {
    const answer = await fetch(device.url + path);
    expect(answer.status).toBe(404);
  });

  test('is open to everybody where that is switched on', async () => {
    const open = await startTestDevice({ NETLOOM_OPEN_CAPTURE: 'true' });
    (await connect(open.url + path, elsewhere)).socket.close();
    await open.stop();
  });
});

describe('commands', () => {
  test('that are wrong are told so', async () => {
    const client = await connect(device.url + path, remote());
    client.say('{');
    expect(await client.heard('INVALID_JSON')).toMatchObject({ type: 'event', event: 'error' });
    client.say({ command: 'dance' });
    expect(await client.heard('UNKNOWN_COMMAND')).toMatchObject({
      data: { message: 'Unsupported command: dance' },
    });
    client.say({});
    await waitFor('None', () =>
      client.events.some(({ data }) => data['message'] === 'Unsupported command: None'),
    );
    for (const interfaces of [
      undefined,
      [],
      { 'a b': {} },
      { a: { channels: 5 } },
      { a: { dwell_time: 0 } },
    ]) {
      client.events.length = 0;
      client.say({ command: 'configure', interfaces });
      await client.heard('CONFIG_INVALID');
    }
    for (const interfaces of [undefined, [], ['-w'], ['$(id)'], [7]]) {
      client.events.length = 0;
      client.say({ command: 'start', interfaces });
      await client.heard('CAPTURE_START_FAILED');
    }
    client.socket.close();
  });

  test('stop is answered also when nothing runs; what is no command ends the connection', async () => {
    for (const message of ['[1]', Buffer.of(1, 2)]) {
      const client = await connect(device.url + path, remote());
      client.say({ command: 'stop' });
      await client.heard('CAPTURE_STOPPED');
      client.events.length = 0;
      const closed = new Promise((resolve) => client.socket.on('close', resolve));
      client.socket.send(message);
      await closed;
      expect(client.events).toMatchObject([{ event: 'status', code: 'CAPTURE_STOPPED' }]);
    }
  });

  test('frequencies are those that are not disabled', async () => {
    const client = await connect(device.url + path, remote());
    client.say({ command: 'get_supported_frequencies' });
    expect(await client.heard('SUPPORTED_FREQUENCIES')).toEqual({
      type: 'event',
      event: 'frequencies',
      code: 'SUPPORTED_FREQUENCIES',
      data: { wlanpi0: [2412, 5180], wlanpi1: [] },
    });
    client.socket.close();
  });
});

describe('programs that fail', () => {
  /** Others take their place until the test is over. */
  const replace = (name: 'iw' | 'dumpcap', program: string): void => {
    const { settings } = device.context;
    const usual = settings[name];
    Object.assign(settings, { [name]: program });
    onTestFinished(() => void Object.assign(settings, { [name]: usual }));
  };
  const script = (name: string, text: string) => writeProgram(device.folder, name, text);
  const start = { command: 'start', interfaces: ['wlanpi0'] };

  test('frequencies that cannot be had are told', async () => {
    replace('iw', script('iw-none', 'echo "nl80211 not found." >&2; exit 1'));
    const client = await connect(device.url + path, remote());
    client.say({ command: 'get_supported_frequencies' });
    expect(await client.heard('FREQ_FETCH_FAILED')).toEqual({
      type: 'event',
      event: 'error',
      code: 'FREQ_FETCH_FAILED',
      data: { message: expect.stringContaining('nl80211 not found.') as unknown },
    });
    client.socket.close();
  });

  test('a channel that cannot be set is told, and the capture goes on', async () => {
    replace('iw', script('iw-busy', 'echo "Device or resource busy (-16)" >&2; exit 240'));
    replace('dumpcap', script('dumpcap-idle', 'exec sleep 60'));
    const client = await connect(device.url + path, remote());
    client.say({ command: 'configure', interfaces: { wlanpi0: { channels: [{ freq: 2412, width: 20 }] } } });
    client.say(start);
    await client.heard('CAPTURE_STARTED');
    expect(await client.heard('CHANNEL_SET_FAILED')).toMatchObject({
      event: 'error',
      data: { message: expect.stringMatching(/^wlanpi0: .*Device or resource busy/) as unknown },
    });
    client.say({ command: 'stop' });
    await client.heard('CAPTURE_STOPPED');
    client.socket.close();
  });

  test('hopping that breaks off is told', async () => {
    const events: CaptureEvent[] = [];
    const plan = { channels: [1, 6].map(() => ({ frequency: 2412, width: 20 })), dwellMs: 1 };
    const tell = (event: CaptureEvent): void => {
      events.push(event);
      if (event.code === 'CHANNEL_SET_FAILED') throw new Error('nobody listens');
    };
    const tune = () => Promise.reject(new Error('busy'));
    await hopChannels('wlanpi0', plan, tune, tell, new AbortController().signal);
    expect(events.map(({ event, code, data }) => [event, code, data['message']])).toEqual([
      ['info', 'CHANNEL_LIST_STARTED', 'Hopping on wlanpi0'],
      ['error', 'CHANNEL_SET_FAILED', 'wlanpi0: busy'],
      ['error', 'CHANNEL_HOP_ERROR', 'wlanpi0: nobody listens'],
    ]);
  });

  test('a capture without its program is told', async () => {
    replace('dumpcap', join(device.folder, 'no-dumpcap'));
    const client = await connect(device.url + path, remote());
    client.say(start);
    expect(await client.heard('CAPTURE_START_FAILED')).toMatchObject({
      event: 'error',
      data: { message: 'dumpcap is not installed' },
    });
    client.socket.close();
  });

  test('a capture that ends by itself is told, with what went wrong if it did', async () => {
    for (const [text, codes] of [
      ['exit 0', ['CAPTURE_ENDED']],
      ['echo "no such device" >&2; exit 2', ['CAPTURE_STREAM_ERROR', 'CAPTURE_ENDED']],
    ] as const) {
      replace('dumpcap', script('dumpcap-brief', text));
      const client = await connect(device.url + path, remote());
      client.say(start);
      await client.heard('CAPTURE_ENDED');
      expect(client.events.map(({ code }) => code)).toEqual(['CONFIG_MISSING', 'CAPTURE_STARTED', ...codes]);
      expect(client.events.map(({ data }) => data['message'])).toContain('Capture ended');
      if (codes.length > 1)
        expect(await client.heard('CAPTURE_STREAM_ERROR')).toMatchObject({
          event: 'error',
          data: { message: 'no such device' },
        });
      client.socket.close();
    }
  });

  test.each(['', '{}'])(
    'a file whose connection is closed ends its capture, with the body %j',
    async (body) => {
      const number = join(device.folder, 'dumpcap-number');
      replace('dumpcap', script('dumpcap-endless', `echo $$ > ${number}\nprintf x\nexec sleep 60`));
      const url = `${device.url}/api/v1/streaming/capture-file?interface=wlanpi0`;
      const call = request(url, { headers: { ...remote(), 'content-length': body.length }, agent: false });
      await new Promise((resolve, reject) => {
        call.on('response', (answer) => resolve(answer.resume()));
        call.on('error', reject);
        call.end(body);
      });
      const process = `/proc/${(await readFile(number, 'utf8')).trim()}`;
      expect(existsSync(process)).toBe(true);
      call.destroy();
      await waitFor('the end of dumpcap', () => !existsSync(process));
    },
  );
});

const canCapture = findProgram('dumpcap') !== undefined && process.getuid?.() === 0;

describe.skipIf(!canCapture && !isRequired('dumpcap'))('a capture', () => {
  const [one, other, namespace] = [`nc${process.pid}a`, `nc${process.pid}b`, `nlcap-${process.pid}`];
  let traffic: ChildProcess;
  const ip = (...args: string[]) => execFileSync('ip', args, { stdio: 'ignore' });
  beforeAll(() => {
    ip('netns', 'add', namespace);
    ip('link', 'add', one, 'type', 'veth', 'peer', 'name', other, 'netns', namespace);
    ip('addr', 'add', '198.51.100.1/30', 'dev', one);
    ip('link', 'set', one, 'up');
    ip('-n', namespace, 'addr', 'add', '198.51.100.2/30', 'dev', other);
    ip('-n', namespace, 'link', 'set', other, 'up');
    // By this link: another run may have the same addresses on this machine.
    traffic = spawn('ping', ['-I', one, '-i', '0.1', '-c', '300', '198.51.100.2'], { stdio: 'ignore' });
  });
  afterAll(() => {
    traffic?.kill();
    ip('netns', 'del', namespace);
  });

  const pcapngMagic = Buffer.from('0a0d0d0a', 'hex');

  test('streams pcapng, hops over the channels, and stops', async () => {
    const client = await connect(device.url + path, remote());
    client.say({
      command: 'configure',
      interfaces: {
        [one]: {
          channels: [{ freq: 5180, width: 80 }, { freq: 2437, width: 40 }, { width: 20 }],
          dwell_time: 20,
        },
      },
    });
    expect(await client.heard('CONFIG_APPLIED')).toMatchObject({ data: { message: `Configured: ${one}` } });
    client.say({ command: 'start', interfaces: [one], pcap_filter: 'icmp' });
    expect(await client.heard('CAPTURE_STARTED')).toMatchObject({
      data: { message: `Started capture on ${one}` },
    });
    await waitFor('packets', () => client.bytes().length > 2000);
    expect(client.bytes().subarray(0, 4)).toEqual(pcapngMagic);
    expect(await client.heard('CHANNEL_LIST_STARTED')).toMatchObject({
      data: { message: `Hopping on ${one}` },
    });
    expect(await client.heard('CHANNEL_SET')).toMatchObject({
      data: { message: `${one}: 5180 MHz / 80 MHz` },
    });
    await client.heard('CHANNEL_SET_FAILED');
    client.say({ command: 'stop' });
    await client.heard('CAPTURE_STOPPED');
    expect(client.events.some(({ code }) => code === 'CAPTURE_ENDED')).toBe(false);
    expect(await readFile(join(device.folder, 'tuned'), 'utf8')).toContain(
      `dev ${one} set freq 5180 80 5210\n`,
    );
    client.socket.close();
  });

  test('starts anew on a second start, tells what is not configured, and ends with the connection', async () => {
    const client = await connect(device.url + path, remote());
    for (let time = 1; time <= 2; time++) {
      client.events.length = 0;
      client.say({ command: 'start', interfaces: [one] });
      await client.heard('CAPTURE_STARTED');
      expect(await client.heard('CONFIG_MISSING')).toMatchObject({
        data: { message: `No config for: ${one}` },
      });
    }
    const captures = () =>
      execFileSync('sh', ['-c', `ps -eo args | grep -c "^[^ ]*dumpcap -i ${one} -q" || true`])
        .toString()
        .trim();
    expect(captures()).toBe('1');
    client.socket.close();
    await waitFor('the end of dumpcap', () => captures() === '0');
  });

  test('of some seconds is a file', async () => {
    const get = (query: string) =>
      fetch(`${device.url}/api/v1/streaming/capture-file?${query}`, { headers: remote() });
    const answer = await get(`interface=${one}&seconds=1&filter=icmp`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toMatch(/filename="nc\d+a-[\dT-]+\.pcapng"/);
    expect(Buffer.from(await answer.arrayBuffer()).subarray(0, 4)).toEqual(pcapngMagic);
    expect((await get('interface=nosuch0')).status).toBe(400);
    expect((await get(`interface=${one}&filter=no%20such%20filter`)).status).toBe(400);
    expect((await get('interface=-w')).status).toBe(422);
    expect((await get(`interface=${one}&seconds=301`)).status).toBe(422);
  });

  test('that cannot be made says why', async () => {
    const client = await connect(device.url + path, remote());
    client.say({ command: 'start', interfaces: ['nosuch0'] });
    await client.heard('CAPTURE_ENDED');
    expect(await client.heard('CAPTURE_STREAM_ERROR')).toMatchObject({ event: 'error' });
    client.say({ command: 'start', interfaces: [one], pcap_filter: 'no such filter' });
    await waitFor(
      'two ends',
      () => client.events.filter(({ code }) => code === 'CAPTURE_ENDED').length === 2,
    );
    client.socket.close();
  });
});

import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram, waitFor } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { sign, startTestDevice, type TestDevice } from '../../testing/index.ts';
import type { CaptureEvent } from './capture-event.ts';

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

/** A stand-in for iw: two monitor interfaces and the channels of one radio; notes what it is asked to tune. */
const iwShim = (folder: string): string => `#!/bin/sh
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
  const iw = join(device.folder, 'iw');
  await writeFile(iw, iwShim(device.folder));
  await chmod(iw, 0o755);
  Object.assign(device.context.settings, { iw });
  token = await device.token();
});
afterAll(() => device.stop());

const remote = (): Record<string, string> => ({ 'x-real-ip': '192.0.2.9', authorization: `Bearer ${token}` });

describe('the upgrade', () => {
  test('needs a token or a signature', async () => {
    await expect(connect(device.url + path, {})).rejects.toThrow('401');
    await expect(connect(device.url + path, { 'x-real-ip': '192.0.2.9' })).rejects.toThrow('401');
    await expect(connect(`${device.url}${path}?token=a.b.c`, {})).rejects.toThrow('401');
    const secret = await readFile(join(device.context.paths.secrets, 'shared_secret.bin'));
    const signature = sign(secret, { method: 'GET', path });
    for (const [url, headers] of [
      [path, remote()],
      [`${path}?token=${token}`, { 'x-real-ip': '192.0.2.9' }],
      [`${path}?token=${token}`, {}],
      [path, { 'x-request-signature': signature }],
    ] as const)
      (await connect(device.url + url, headers)).socket.close();
  });

  test('a page of another site cannot use the cookie', async () => {
    const host = new URL(device.url).host;
    const cookie = `netloom_device=${token}`;
    const own = await connect(device.url + path, { cookie, origin: `http://${host}` });
    own.socket.close();
    await expect(connect(device.url + path, { cookie, origin: 'http://evil.example' })).rejects.toThrow(
      '401',
    );
  });

  test('a plain GET finds nothing', async () => {
    const answer = await fetch(device.url + path);
    expect(answer.status).toBe(404);
  });

  test('is open to everybody where that is switched on', async () => {
    const open = await startTestDevice({ NETLOOM_OPEN_CAPTURE: 'true' });
    (await connect(open.url + path, { 'x-real-ip': '192.0.2.9' })).socket.close();
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

const canCapture = findProgram('dumpcap') !== undefined && process.getuid?.() === 0;
const isRequired = (process.env['NETLOOM_TEST_REQUIRE'] ?? '').split(',').includes('dumpcap');

describe.skipIf(!canCapture && !isRequired)('a capture', () => {
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
    traffic = spawn('ping', ['-i', '0.1', '-c', '300', '198.51.100.2'], { stdio: 'ignore' });
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

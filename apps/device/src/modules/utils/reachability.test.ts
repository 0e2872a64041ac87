import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { findProgram } from '@netloom/server-kit/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestDevice, type TestDevice } from '../../testing/index.ts';
import { canMakeNamespaces, makeNamespace, type TestNamespace } from '../../testing/network-namespace.ts';
import { writeProgram } from '../../testing/write-program.ts';

const ends: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const serve = async (answer: RequestListener): Promise<string> => {
  const server: Server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** A DNS server on an address of the loopback; `answers` is the count of name servers that it tells, or silence. */
const serveDns = async (address: string, answers: number | 'silence'): Promise<void> => {
  const socket: Socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    if (answers === 'silence') return;
    const header = Buffer.from(query.subarray(0, 12));
    header.writeUInt16BE(0x8180, 2);
    header.writeUInt16BE(answers, 6);
    header.writeUInt32BE(0, 8);
    const question = query.subarray(12, query.indexOf(0, 12) + 5);
    // Name of the question, type NS, class IN, 60 s, "ns" below the name of the question.
    const record = Buffer.from('c00c000200010000003c0005026e73c00c', 'hex');
    socket.send(
      Buffer.concat([header, question, ...Array<Buffer>(answers).fill(record)]),
      from.port,
      from.address,
    );
  });
  socket.bind(53, address);
  await once(socket, 'listening');
  ends.push(() => socket.close());
};

describe.skipIf(!canMakeNamespaces())('the way to the Internet', () => {
  let inside: TestNamespace;
  let beyond: TestNamespace;
  beforeAll(async () => {
    inside = await makeNamespace();
    beyond = await makeNamespace();
    await inside.exec(`ip link add up0 type veth peer name down0 netns ${beyond.name}`);
    await inside.exec('ip addr add 198.18.7.2/24 dev up0');
    await inside.exec('ip link set up0 up');
    await beyond.exec('ip addr add 198.18.7.1/24 dev down0');
    await beyond.exec('ip link set down0 up');
  });
  afterAll(async () => {
    await inside?.remove();
    await beyond?.remove();
  });

  const start = async (env: Readonly<Record<string, string>>, resolver = ''): Promise<TestDevice> => {
    const device = await startTestDevice(
      { NETLOOM_REACHABILITY_HOST: 'localhost', ...env },
      { run: inside.run },
    );
    mkdirSync(join(device.folder, 'root/etc'), { recursive: true });
    writeFileSync(join(device.folder, 'root/etc/resolv.conf'), resolver);
    ends.push(() => device.stop());
    return device;
  };

  it('is not there without a default gateway', async () => {
    const { call } = await start({});
    const answer = await call('GET', '/utils/reachability');
    expect(answer).toMatchObject({ status: 503, body: { error: 'No default gateway found' } });
    await inside.exec('ip route add default dev up0');
    expect(await call('GET', '/utils/reachability')).toMatchObject({ status: 503 });
    await inside.exec('ip route del default');
  });

  it('is tested step by step', async () => {
    await inside.exec('ip route add default via 198.18.7.1 dev up0 proto dhcp metric 100');
    const url = await serve((request, response) => {
      if (request.url === '/') response.writeHead(302, { location: '/there' }).end();
      else response.end('<a href="http://localhost/">');
    });
    await serveDns('127.9.8.1', 2);
    await serveDns('127.9.8.2', 0);
    await serveDns('127.9.8.3', 1);
    const { call } = await start(
      { NETLOOM_REACHABILITY_URL: url },
      '# nameserver 127.9.8.9\nsearch lab\nnameserver 127.9.8.1\nnameserver\t127.9.8.2\nnameserver 127.9.8.3\nnameserver 127.9.8.4\n',
    );
    const { status, body } = await call('GET', '/utils/reachability');
    expect(status).toBe(200);
    expect(body).toEqual({
      'Ping Google': expect.stringMatching(/^\d+\.\d+ms$/),
      'Browse Google': 'OK',
      'Ping Gateway': expect.stringMatching(/^\d+\.\d+ms$/),
      'DNS Server 1 Resolution': 'OK',
      'DNS Server 2 Resolution': 'FAIL',
      'DNS Server 3 Resolution': 'OK',
      'Arping Gateway': findProgram('arping') ? expect.stringMatching(/^[1-9]\d*ms$/) : 'FAIL',
    });
    expect(Object.keys(body as object)).toEqual([
      'Ping Google',
      'Browse Google',
      'Ping Gateway',
      'DNS Server 1 Resolution',
      'DNS Server 2 Resolution',
      'DNS Server 3 Resolution',
      'Arping Gateway',
    ]);
  });

  it('fails at each step, all at the same time', async () => {
    await beyond.exec('ip link set down0 down');
    const url = await serve(() => {
      // Nobody ever gets an answer.
    });
    await serveDns('127.9.8.5', 'silence');
    await serveDns('127.9.8.6', 'silence');
    const { call } = await start(
      { NETLOOM_REACHABILITY_URL: url, NETLOOM_REACHABILITY_HOST: 'nowhere.invalid' },
      'nameserver 127.9.8.5\nnameserver 127.9.8.6\nnameserver fe80::1%none\n',
    );
    const began = performance.now();
    const { status, body } = await call('GET', '/utils/reachability');
    expect(status).toBe(200);
    expect(body).toEqual({
      'Ping Google': 'FAIL',
      'Browse Google': 'FAIL',
      'Ping Gateway': 'FAIL',
      'DNS Server 1 Resolution': 'FAIL',
      'DNS Server 2 Resolution': 'FAIL',
      'DNS Server 3 Resolution': 'FAIL',
      'Arping Gateway': 'FAIL',
    });
    expect(performance.now() - began).toBeLessThan(7000);
    await beyond.exec('ip link set down0 up');
  });

  it.each<[string, RequestListener]>([
    ['another page', (_request, response) => response.end('Please log in to the hotel')],
    ['a page without end', (_request, response) => Readable.from(endless()).pipe(response)],
    ['redirects without end', (_request, response) => response.writeHead(302, { location: '/again' }).end()],
    ['a connection that breaks', (request) => request.socket.destroy()],
  ])('is not there behind %s', async (_what, answer) => {
    const { call } = await start({ NETLOOM_REACHABILITY_URL: await serve(answer) });
    expect((await call('GET', '/utils/reachability')).body).toMatchObject({ 'Browse Google': 'FAIL' });
  });

  it('is tested once for all who ask at the same time', async () => {
    let hits = 0;
    const url = await serve((_request, response) => {
      hits++;
      response.end('localhost');
    });
    const { call } = await start({ NETLOOM_REACHABILITY_URL: url });
    const answers = await Promise.all(Array.from({ length: 10 }, () => call('GET', '/utils/reachability')));
    expect(hits).toBe(1);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });
});

describe('routes that cannot be read', () => {
  it('are a 503 that says why', async () => {
    const device = await startTestDevice();
    ends.push(() => device.stop());
    const broken = await startTestDevice({
      NETLOOM_PROGRAM_IP: writeProgram(device.folder, 'ip', 'echo no netlink >&2; exit 2'),
    });
    ends.push(() => broken.stop());
    expect(await broken.call('GET', '/utils/reachability')).toMatchObject({
      status: 503,
      body: { error: 'Failed to determine network configuration: no netlink (exit code 2)' },
    });
  });
});

function* endless(): Generator<string> {
  for (;;) yield 'x'.repeat(50_000);
}

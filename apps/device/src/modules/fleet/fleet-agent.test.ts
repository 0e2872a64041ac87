import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request, type ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProtocolServer, type ProtocolServer } from '@netloom/agent-protocol/testing';
import { findProgram, waitFor } from '@netloom/server-kit/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isRequired } from '../../testing/is-required.ts';
import { canMakeNamespaces } from '../../testing/network-namespace.ts';
import { linuxArchive, startFleetBox, type FleetBox } from '../../testing/start-fleet-box.ts';
import type { FleetState } from './fleet-state.ts';

const secret = 'a-test-secret';
const motd = (contents: string) => linuxArchive({ files: [{ path: '/etc/motd', mode: '0644', contents }] });
const quick = {
  NETLOOM_FLEET_INTERVAL_SECONDS: '1',
  NETLOOM_FLEET_MONITORING_SECONDS: '0',
  NETLOOM_FLEET_SETTLE_SECONDS: '0',
  NETLOOM_FLEET_TEST_ATTEMPTS: '2',
  NETLOOM_FLEET_TEST_PAUSE_SECONDS: '0',
};
const patient = { withinMs: 15_000, everyMs: 30 };

describe.skipIf(!canMakeNamespaces())('the agent of the fleet', () => {
  let box: FleetBox;
  let controller: ProtocolServer;
  let data: string;
  beforeEach(async () => {
    data = mkdtempSync(join(tmpdir(), 'netloom-member-'));
    [controller, box] = await Promise.all([startProtocolServer({ sharedSecret: secret }), start()]);
    controller.serveBytes(motd('first\n'));
  }, 30_000);
  afterEach(async () => {
    await box?.stop();
    await controller?.close();
    rmSync(data, { recursive: true, force: true });
  });

  const start = (env: Record<string, string> = {}): Promise<FleetBox> =>
    startFleetBox({ ...quick, NETLOOM_DATA_DIR: data, ...env });
  const state = async (): Promise<FleetState> => (await box.device.call('GET', '/fleet')).body as FleetState;
  const joinFleet = async (more: object = {}): Promise<void> => {
    const body = { url: controller.url, shared_secret: secret, ...more };
    const answer = await box.device.call('POST', '/fleet/join', body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  };
  const becomes = (wanted: Partial<FleetState>): Promise<unknown> =>
    waitFor(
      JSON.stringify(wanted),
      async () => {
        const now = await state();
        expect(now).toMatchObject(wanted);
        return true;
      },
      patient,
    );
  const device = () => [...controller.devices.values()][0];
  const reported = (status: string) =>
    waitFor(`the report ${status}`, () => device()?.status === status, patient);
  const calls = (operation: string): number =>
    controller.calls.filter((call) => call.operation === operation).length;
  const applied = (): string => readFileSync(join(box.root, 'etc/motd'), 'utf8');
  /** Once a configuration is there, whether the controller can be reached with it is answered by `answer`, or not at all. */
  const whenTested = (answer: (response: ServerResponse) => unknown): void => {
    let hasDownloaded = false;
    controller.intercept((call, response) => {
      if (call.operation === 'download-config') hasDownloaded = true;
      if (!hasDownloaded || call.operation !== 'checksum') return false;
      answer(response);
      return true;
    });
  };
  /** A change begins, and is in the middle of its test, which waits for an answer. */
  const changes = async (contents: string): Promise<void> => {
    let isTesting = false;
    whenTested(() => (isTesting = true));
    controller.serveBytes(motd(contents));
    await waitFor('the test', () => isTesting, patient);
  };

  test('joins, applies and reports', async () => {
    await joinFleet({ tags: ['lab', 'roof'] });
    await reported('applied');
    await becomes({ phase: 'in-step', failure: null, problem: null, applier: 'iproute2' });
    expect(applied()).toBe('first\n');
    const [first] = controller.calls;
    expect(first?.operation).toBe('register');
    expect(Object.fromEntries(first?.fields ?? [])).toMatchObject({
      backend: 'netloom.Linux',
      tags: 'lab roof',
    });
    expect(
      (await box.device.call('POST', '/fleet/join', { url: controller.url, shared_secret: secret })).status,
    ).toBe(409);
  });

  test('a wrong secret is refused, and asked again less and less often', async () => {
    const attempts: number[] = [];
    controller.intercept(({ operation }) => {
      if (operation === 'register') attempts.push(performance.now());
      return false;
    });
    await joinFleet({ shared_secret: 'wrong' });
    await becomes({ phase: 'refused' });
    expect((await state()).problem).toContain('unrecognized secret');
    await waitFor('the fifth attempt', () => attempts.length >= 5, patient);
    // Pauses of a quarter, a half, one and two intervals, less some jitter.
    const pauses = attempts.slice(1, 5).map((time, index) => time - (attempts[index] ?? 0));
    expect(pauses.at(-2)).toBeGreaterThan(750);
    expect(pauses.at(-1)).toBeGreaterThan(1500);
  });

  test('something else than a controller is told, and an outage outlived', async () => {
    controller.intercept((_call, response) => {
      response.writeHead(200).end('<h1>Welcome to the hotel</h1>');
      return true;
    });
    await joinFleet();
    await becomes({ phase: 'unreachable' });
    expect((await state()).problem).toContain('not a controller');
    controller.intercept((_call, response) => {
      response.destroy();
      return true;
    });
    await waitFor('the outage', async () => (await state()).problem?.includes('no answer'), patient);
    controller.intercept(() => false);
    await reported('applied');
  });

  test('a broken download changes nothing and is tried again', async () => {
    let broken = true;
    controller.intercept((call, response) => {
      if (call.operation !== 'download-config' || !broken) return false;
      response.writeHead(200, { 'X-Openwisp-Controller': 'true' }).end('half');
      return true;
    });
    await joinFleet();
    await becomes({ phase: 'unreachable' });
    expect((await state()).problem).toContain('checksum mismatch');
    broken = false;
    await reported('applied');
  });

  test('what fails is reported with the reason, and not tried again until it changes', async () => {
    await joinFleet();
    await reported('applied');
    const good = device()?.archive ?? Buffer.alloc(0);
    controller.serve([{ path: 'etc/config/system', contents: 'router' }]);
    await reported('error');
    expect(device()?.errorReason).toContain('must have the backend netloom.Linux');
    const downloads = calls('download-config');
    const rounds = calls('checksum');
    await waitFor('two more rounds', () => calls('checksum') >= rounds + 3, patient);
    expect(calls('download-config')).toBe(downloads);
    expect(applied()).toBe('first\n');
    // The controller takes it back: the box says that it runs what is wanted, without applying it once more.
    controller.serveBytes(good);
    await reported('applied');
    expect(calls('download-config')).toBe(downloads);
    controller.serveBytes(motd('second\n'));
    await waitFor('the second', () => applied() === 'second\n', patient);
  });

  test('a configuration that cuts the way is rolled back; any answer of the controller will do', async () => {
    await joinFleet();
    await reported('applied');
    whenTested((response) => response.destroy());
    controller.serveBytes(motd('cut\n'));
    await waitFor('the failure', async () => (await state()).failure, patient);
    expect((await state()).failure).toContain(
      'The controller cannot be reached with this configuration: no answer',
    );
    expect(applied()).toBe('first\n');
    whenTested((response) => response.writeHead(503).end());
    controller.serveBytes(motd('busy\n'));
    await reported('applied');
    expect(applied()).toBe('busy\n');
  });

  test('a report that does not arrive is kept over a restart', async () => {
    controller.intercept((call, response) => {
      if (call.operation !== 'report-status') return false;
      response.writeHead(500).end();
      return true;
    });
    await joinFleet();
    await waitFor('the attempt', () => calls('report-status') > 0, patient);
    const { root } = box;
    expect(readFileSync(join(root, 'etc/motd'), 'utf8')).toBe('first\n');
    await box.stop();
    controller.intercept(() => false);
    box = await start();
    await reported('applied');
    expect(calls('download-config')).toBe(1);
  });

  test('who leaves in the middle of a change has the former configuration, and can join again at once', async () => {
    await joinFleet();
    await reported('applied');
    await changes('second\n');
    expect(applied()).toBe('second\n');
    const leaving = box.device.call('POST', '/fleet/leave');
    controller.intercept(() => false);
    const again = box.device.call('POST', '/fleet/join', { url: controller.url, shared_secret: secret });
    expect((await leaving).status).toBe(200);
    // Whichever call came first: the box is a member or it is none, and its file says the same.
    expect([200, 409]).toContain((await again).status);
    if ((await again).status === 409) await joinFleet();
    await reported('applied');
    await waitFor('the second', () => applied() === 'second\n', patient);
    expect((await box.device.call('POST', '/fleet/leave')).body).toMatchObject({
      phase: 'not-joined',
      problem: null,
    });
    expect((await box.device.call('POST', '/fleet/leave')).status).toBe(409);
    expect((await box.device.call('POST', '/fleet/poll')).status).toBe(409);
  });

  test('a service that is stopped in the middle of a change tries it again at its next start', async () => {
    await joinFleet();
    await reported('applied');
    await changes('second\n');
    await box.stop();
    controller.intercept(() => false);
    const reports = controller.calls.filter(({ operation }) => operation === 'report-status');
    expect(reports.map(({ fields }) => fields.get('status'))).not.toContain('error');
    box = await start();
    await reported('applied');
    expect(applied()).toBe('second\n');
  });

  test.each([
    ['a damaged state', () => writeFileSync(join(data, 'fleet/membership.sealed'), 'rubbish')],
    ['the key of another box', () => rmSync(join(data, 'secrets'), { recursive: true })],
  ])('%s is told, and joining again helps', async (_what, damage) => {
    await joinFleet();
    await reported('applied');
    await box.stop();
    damage();
    box = await start();
    await becomes({ phase: 'not-joined', problem: 'the membership in the fleet cannot be read: join again' });
    await joinFleet();
    await becomes({ phase: 'in-step', problem: null });
  });

  test('with a full disk nothing is applied by half', async () => {
    const folder = join(data, 'fleet');
    mkdirSync(folder, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
    try {
      writeFileSync(join(folder, 'full'), Buffer.alloc(65_536));
      const answer = await box.device.call('POST', '/fleet/join', {
        url: controller.url,
        shared_secret: secret,
      });
      expect(answer.status).toBe(503);
      expect(await state()).toMatchObject({ phase: 'not-joined' });
      rmSync(join(folder, 'full'));
      await joinFleet();
      await becomes({ phase: 'in-step' });
      await reported('applied');
      // What cannot be kept for the next start does not stay.
      controller.serveBytes(motd(randomBytes(40_000).toString('hex')));
      await reported('error');
      expect((await state()).failure).toMatch(/could not be applied: .*ENOSPC/);
      expect(applied()).toBe('first\n');
      // The report is kept as told after the controller has it: what that needs for a moment must not be left free.
      const rounds = calls('checksum');
      await waitFor('the next round', () => calls('checksum') > rounds, patient);
      // Where not even the beginning can be kept, there is none.
      writeFileSync(join(folder, 'full'), Buffer.alloc(1));
      execFileSync('sh', ['-c', `cat /dev/zero > ${join(folder, 'full')} 2> /dev/null || true`]);
      controller.serveBytes(motd('third\n'));
      await waitFor(
        'the failure',
        async () => (await state()).failure?.includes('Nothing was changed'),
        patient,
      );
      expect(applied()).toBe('first\n');
    } finally {
      execFileSync('umount', ['-l', folder]);
    }
  });

  test('the address of the management interface is told', async () => {
    await box.stop();
    box = await start({ NETLOOM_FLEET_MANAGEMENT_INTERFACE: 'eth1' });
    await box.namespace.exec('ip link set eth1 up');
    await box.namespace.exec('ip addr add 10.9.0.7/24 dev eth1');
    await joinFleet();
    await waitFor('the address', () => device()?.managementIp === '10.9.0.7', patient);
    await box.namespace.exec('ip addr del 10.9.0.7/24 dev eth1');
    await waitFor('its end', () => device()?.managementIp === null, patient);
  });

  test.skipIf(findProgram('openssl') === undefined && !isRequired('netns'))(
    'a controller behind a proxy: a prefix in its address, and a certificate of its own',
    async () => {
      const proxy = await startProxy(data, controller.url);
      const { port } = proxy.address() as { port: number };
      const url = `https://127.0.0.1:${port}/lab/`;
      try {
        await joinFleet({ url });
        await becomes({ phase: 'unreachable' });
        expect((await state()).problem).toMatch(/certificate|SELF_SIGNED/i);
        await box.device.call('POST', '/fleet/leave');
        await joinFleet({ url, verify_tls: false });
        await reported('applied');
      } finally {
        proxy.closeAllConnections();
        proxy.close();
      }
    },
  );

  test.each([
    [{ url: 'ftp://x', shared_secret: 's' }, 'url'],
    [{ url: 'http://user:pass@x', shared_secret: 's' }, 'url'],
    [{ url: 'http://x', shared_secret: 'two words' }, 'shared_secret'],
    [{ url: 'http://x', shared_secret: '' }, 'shared_secret'],
    [{ url: 'http://x', shared_secret: 's', tags: ['a b'] }, 'tags'],
    [{ shared_secret: 's' }, 'url'],
  ])('%j is not understood: %s', async (body, field) => {
    const answer = await box.device.call('POST', '/fleet/join', body);
    expect(answer.status).toBe(422);
    expect(JSON.stringify(answer.body)).toContain(`"${field}"`);
    expect(await state()).toMatchObject({ phase: 'not-joined' });
  });
});

/** Passes on what comes below /lab/. */
const startProxy = async (folder: string, target: string): Promise<Server> => {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert];
  execFileSync('openssl', [...made, ...subject], { stdio: 'ignore' });
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (incoming, outgoing) => {
    if (!incoming.url?.startsWith('/lab/')) return void outgoing.writeHead(404).end();
    const { method, headers } = incoming;
    const onward = request(`${target}${incoming.url.slice(4)}`, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
};

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProtocolServer, type ProtocolServer } from '@netloom/agent-protocol/testing';
import { waitFor } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestDevice, type TestDevice } from '../src/testing/index.ts';
import { recordCommands } from '../src/testing/record-commands.ts';
import { runProgram, type ProgramRun } from './support/run-program.ts';

const link = {
  ifindex: 2,
  ifname: 'eth0',
  flags: ['UP'],
  mtu: 1500,
  operstate: 'UP',
  link_type: 'ether',
  address: '02:00:00:00:00:01',
  addr_info: [],
};

describe('netloom-device join, leave, fleet', () => {
  let device: TestDevice;
  let controller: ProtocolServer;
  let env: Record<string, string>;
  beforeAll(async () => {
    // The controller's first configuration is for a router: nothing is ever applied here.
    controller = await startProtocolServer({ sharedSecret: 'a-test-secret' });
    const { run } = recordCommands((line) => (line.includes('addr show') ? JSON.stringify([link]) : ''));
    device = await startTestDevice(
      {
        NETLOOM_FLEET_INTERVAL_SECONDS: '1',
        NETLOOM_FLEET_MONITORING_SECONDS: '0',
        NETLOOM_FLEET_APPLIER: 'iproute2',
      },
      { run },
    );
    env = { NETLOOM_DATA_DIR: device.folder, NETLOOM_PORT: new URL(device.url).port };
  });
  afterAll(async () => {
    await device?.stop();
    await controller?.close();
  });
  const command = (...args: string[]): Promise<ProgramRun> => runProgram('main.ts', args, { env });

  test('tell what they do', async () => {
    const { status, stdout } = await command('join', '--help');
    expect(status).toBe(0);
    for (const word of ['join [options] <url>', '--secret', '--insecure', '--tag', '--wait', '--json'])
      expect(stdout).toContain(word);
    expect((await command('fleet', '--help')).stdout).toContain('--now');
    expect((await command('leave', '--help')).stdout).toContain('what is configured stays');
    expect((await command('--help')).stdout).toMatch(/join .*\n[^]*leave .*\n[^]*fleet /);
  });

  test.each([
    [['join', '--secret', 's'], "missing required argument 'url'"],
    [['join', 'http://x'], "required option '-s, --secret <secret>'"],
    [['join', 'http://x', '--secret', 's', '--wait', 'long'], 'whole number of seconds'],
    [['join', 'ftp://x', '--secret', 's'], '422 url: '],
    [['join', 'http://x', '--secret', 'two words'], '422 shared_secret: '],
    [['leave'], '409 The box has joined no fleet.'],
    [['fleet', '--now'], '409 The box has joined no fleet.'],
    [['fleet', '--port', '1'], 'nothing listens on port 1: is the service running?'],
  ])('%j fails with one line', async (args, why) => {
    const { status, stdout, stderr } = await command(...args);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(why);
    expect(stderr).not.toContain('    at ');
  });

  test('a box of another user, or that was never started', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'netloom-nobody-'));
    const { status, stderr } = await runProgram('main.ts', ['fleet'], {
      env: { ...env, NETLOOM_DATA_DIR: folder },
    });
    expect(status).toBe(1);
    expect(stderr).toContain('has the service been started?');
    rmSync(folder, { recursive: true });
  });

  test('a box that is not taken in ends with 1, one that is with 0, and leaves', async () => {
    expect((await command('fleet')).stdout).toBe('state          not-joined\n');
    const refused = await command('join', controller.url, '--secret', 'wrong');
    expect(refused.status).toBe(1);
    expect(refused.stdout).toMatch(/state +refused\n/);
    expect(refused.stdout).toMatch(/problem +HTTP 403: error: unrecognized secret/);
    expect((await command('leave')).status).toBe(0);

    const joined = await command(
      'join',
      controller.url,
      '--secret',
      'a-test-secret',
      '--tag',
      'roof',
      'lab',
      '--json',
    );
    expect(joined.status).toBe(0);
    const state = JSON.parse(joined.stdout) as Record<string, unknown>;
    expect(state).toMatchObject({ url: controller.url, device_id: [...controller.devices.keys()][0] });
    expect(joined.stdout + joined.stderr).not.toContain('a-test-secret');
    const last = controller.calls.findLast(({ operation }) => operation === 'register');
    expect(last?.fields.get('tags')).toBe('roof lab');

    const again = await command('join', controller.url, '--secret', 'a-test-secret');
    expect(again).toMatchObject({ status: 1, stdout: '' });
    expect(again.stderr).toContain('409 The box has joined a fleet already');
    await waitFor(
      'the failure',
      async () => (await command('fleet', '--now')).stdout.includes('netloom.Linux'),
      {
        withinMs: 15_000,
      },
    );
    const said = (await command('fleet')).stdout;
    expect(said).toMatch(/because +the configuration is not for a Linux box/);
    expect((await command('leave', '--json')).stdout).toContain('"phase": "not-joined"');
  }, 60_000);
});

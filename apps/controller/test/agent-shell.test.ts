import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestController, type TestController } from '../src/testing/index.ts';

const script = fileURLToPath(new URL('agent.sh', import.meta.url));

let controller: TestController;
let folder: string;

beforeAll(async () => {
  controller = await startTestController();
  folder = mkdtempSync(join(tmpdir(), 'agent-'));
  const template = await controller.api('POST', 'controller/template/', {
    name: 'lan',
    organization: null,
    backend: 'netjsonconfig.OpenWrt',
    default: true,
    config: {
      interfaces: [
        {
          name: 'lan0',
          type: 'ethernet',
          addresses: [{ proto: 'static', family: 'ipv4', address: '{{ lan_ip }}', mask: 24 }],
        },
      ],
      files: [{ path: '/etc/motd', mode: '0644', contents: 'Grüße von {{ name }}\n' }],
    },
    default_values: { lan_ip: '10.7.0.1' },
  });
  expect(template.status).toBe(201);
});
afterAll(async () => {
  await controller.stop();
  rmSync(folder, { recursive: true, force: true });
});

const runAgent = async (options: {
  mac: string;
  name: string;
  secret?: string;
  env?: Record<string, string>;
}) => {
  const workdir = join(folder, options.name);
  const child = spawn(
    'sh',
    [script, controller.url, options.secret ?? controller.sharedSecret, options.mac, options.name, workdir],
    {
      env: { ...process.env, INTERVAL: '0', PAUSE: '0', CHECKSUM_RETRY_DELAY: '0', ...options.env },
    },
  );
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
  const [code] = (await once(child, 'close')) as [number];
  return { code, lastLine: output.trim().split('\n').at(-1) ?? '', errors, workdir };
};

const deviceNamed = async (name: string) => {
  const { body } = await controller.api('GET', `controller/device/?name=${name}`);
  const [device] = (body as { results: { id: string }[] }).results;
  return (await controller.api('GET', `controller/device/${device?.id}/`)).body as Record<string, unknown> & {
    config: Record<string, unknown>;
  };
};

describe('an agent made of curl and text tools', () => {
  it('registers, polls, downloads, verifies, unpacks, reports, and finds nothing new after a restart', async () => {
    const run = await runAgent({
      mac: '02:00:5E:00:53:01',
      name: 'shell-one',
      env: { MODEL: 'Shell agent 1', TAGS: 'mesh' },
    });
    expect(run.errors).not.toMatch(/failed|mismatch/i);
    expect([run.code, run.lastLine]).toEqual([
      0,
      expect.stringMatching(/^(applied [0-9a-f]{32}|nothing applied)$/),
    ]);
    expect(readFileSync(join(run.workdir, 'remote/etc/config/network'), 'utf8')).toContain(
      "option ipaddr '10.7.0.1'",
    );
    expect(readFileSync(join(run.workdir, 'remote/etc/motd'), 'utf8')).toBe('Grüße von shell-one\n');
    const device = await deviceNamed('shell-one');
    expect(device).toMatchObject({
      model: 'Shell agent 1',
      last_ip: '127.0.0.1',
      config: { status: 'applied', error_reason: '' },
    });
  });

  it('reports what could not be applied', async () => {
    const run = await runAgent({
      mac: '02:00:5E:00:53:02',
      name: 'shell-two',
      env: { FAIL_APPLY: '1', STARTS: '1' },
    });
    expect(run.code).toBe(0);
    const device = await deviceNamed('shell-two');
    expect(device.config['status']).toBe('error');
    expect(device.config['error_reason']).not.toBe('');
  });

  it('ends with 5 when the secret is wrong', async () => {
    const run = await runAgent({ mac: '02:00:5E:00:53:03', name: 'shell-three', secret: 'wrong' });
    expect(run.code).toBe(5);
  });

  it('notices that it was deleted', async () => {
    await runAgent({ mac: '02:00:5E:00:53:04', name: 'shell-four', env: { STARTS: '1' } });
    const device = await deviceNamed('shell-four');
    expect(
      (await controller.api('DELETE', `controller/device/${String(device['id'])}/?force=true`)).status,
    ).toBe(204);
    const run = await runAgent({ mac: '02:00:5E:00:53:04', name: 'shell-four', env: { STARTS: '1' } });
    expect([run.code, run.lastLine]).toEqual([0, 'deleted']);
  });
});

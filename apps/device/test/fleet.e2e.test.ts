import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram, waitFor } from '@netloom/server-kit/testing';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FleetState } from '../src/modules/fleet/fleet-state.ts';
import { isRequired } from '../src/testing/is-required.ts';
import { canMakeNamespaces } from '../src/testing/network-namespace.ts';
import { writeProgram } from '../src/testing/write-program.ts';
import {
  boxAddress,
  password,
  sharedSecret,
  startTwoHosts,
  type Running,
  type TwoHosts,
} from './two-hosts.ts';

interface Device {
  id: string;
  name: string;
  config: { status: string; backend: string; error_reason?: string };
}

describe.skipIf(!canMakeNamespaces())('a box and its controller on two hosts', () => {
  let hosts: TwoHosts;
  let service: Running;
  beforeAll(async () => {
    hosts = await startTwoHosts();
    service = await hosts.startBox();
  }, 90_000);
  afterAll(() => hosts?.close());

  const device = async (): Promise<Device> => {
    const { body } = await hosts.api('GET', 'controller/device/');
    const [found] = (body as { results: Device[] }).results;
    if (!found) throw new Error('the controller has no device');
    const one = await hosts.api('GET', `controller/device/${found.id}/`);
    return one.body as Device;
  };
  const state = async (): Promise<FleetState> =>
    JSON.parse(await hosts.command('fleet', '--json')) as FleetState;
  const configure = async (config: unknown): Promise<void> => {
    const { id } = await device();
    const answer = await hosts.api('PATCH', `controller/device/${id}/`, {
      config: { backend: 'netloom.Linux', config },
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  };
  const settles = (status: string): Promise<Device> =>
    waitFor(
      `the status ${status}`,
      async () => {
        const now = await device();
        if (now.config.status === status) return now;
        throw new Error(JSON.stringify([now.config, await state()]));
      },
      { withinMs: 30_000, everyMs: 300 },
    );

  const ethernet = (name: string, address: string, more: object = {}) => ({
    name,
    type: 'ethernet',
    addresses: [{ proto: 'static', family: 'ipv4', address, mask: 24, ...more }],
  });
  const good = {
    general: { hostname: 'lab-box' },
    interfaces: [ethernet('eth0', boxAddress, { gateway: '10.99.0.1' }), ethernet('eth1', '10.98.0.2')],
    routes: [{ device: 'eth1', destination: '203.0.113.0/24', next: '10.98.0.1', cost: 5 }],
    files: [{ path: '/etc/motd', mode: '0600', contents: 'welcome\n' }],
  };

  test('a wrong shared secret is told', async () => {
    await expect(hosts.command('join', hosts.url, '--secret', 'wrong', '--wait', '10')).rejects.toMatchObject(
      {
        result: { exitCode: 1, stdout: expect.stringContaining('refused') as string },
      },
    );
    await hosts.command('leave');
  });

  test('the box joins with one command', async () => {
    const said = await hosts.command('join', hosts.url, '--secret', sharedSecret);
    expect(said).toContain('controller     http://10.99.0.1:8000');
    expect((await device()).config.backend).toBe('netloom.Linux');
    await expect(hosts.command('join', hosts.url, '--secret', sharedSecret)).rejects.toThrow(
      'joined a fleet already',
    );
  }, 30_000);

  test('a configuration with a static address and a second interface is applied', async () => {
    const before = await hosts.box.exec('hostname');
    // The name of the machine is shared with its host here, and stays what it is.
    await configure({ ...good, general: { hostname: before.trim() } });
    await settles('applied');
    expect(await hosts.addresses('eth0')).toMatch(/UP .*10\.99\.0\.2\/24/);
    expect(await hosts.addresses('eth1')).toMatch(/UP .*10\.98\.0\.2\/24/);
    const routes = await hosts.box.exec('ip route show');
    expect(routes).toContain('default via 10.99.0.1 dev eth0');
    expect(routes).toContain('203.0.113.0/24 via 10.98.0.1 dev eth1');
    // A static route of somebody else through a described interface is not part of the configuration.
    expect(routes).not.toContain('198.51.100.0/24');
    expect(await readFile(join(hosts.root, 'etc/motd'), 'utf8')).toBe('welcome\n');
    // Files for systemd-networkd are none of its business.
    expect((await readdir(join(hosts.root, 'etc'))).toSorted()).toEqual(['hostname', 'motd']);
    expect(await state()).toMatchObject({ phase: 'in-step', failure: null, applier: 'iproute2' });
  }, 60_000);

  test.skipIf(findProgram('chromium') === undefined && !isRequired('chromium'))(
    'the console shows it as applied',
    async () => {
      const inside = `exec ip netns exec ${hosts.controller.name} chromium "$@"`;
      const wrapper = writeProgram(hosts.folder, 'chromium', inside);
      const browser = await chromium.launch({
        executablePath: wrapper,
        args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
      });
      try {
        const page = await browser.newPage();
        const { id } = await device();
        await page.goto(`${hosts.url}/devices/${id}`);
        await page.getByRole('textbox', { name: /user/i }).fill('admin');
        await page
          .getByLabel(/password/i)
          .first()
          .fill(password);
        const logIn = page.getByRole('button', { name: /log in/i });
        await logIn.click();
        await logIn.waitFor({ state: 'detached' });
        await page.goto(`${hosts.url}/devices/${id}`);
        await page.getByText('Applied', { exact: true }).first().waitFor({ timeout: 20_000 });
      } finally {
        await browser.close();
      }
    },
    60_000,
  );

  test('a configuration that cuts the link is rolled back and reported with the reason', async () => {
    const links = await hosts.box.exec('ip -br addr show');
    const routes = await hosts.box.exec('ip route show');
    await configure({
      interfaces: [ethernet('eth0', '10.97.0.2'), ethernet('eth1', '10.98.0.77')],
      files: [{ path: '/etc/motd', mode: '0644', contents: 'cut off\n' }],
    });
    const failed = await settles('error');
    expect(await hosts.box.exec('ip -br addr show')).toBe(links);
    expect(await hosts.box.exec('ip route show')).toBe(routes);
    expect(await readFile(join(hosts.root, 'etc/motd'), 'utf8')).toBe('welcome\n');
    const told = await state();
    expect(told.failure).toContain('The controller cannot be reached with this configuration');
    expect(told.failure).toContain('The former configuration is restored');
    expect(JSON.stringify(failed)).toContain('cannot be reached with this configuration');
  }, 60_000);

  test('one that cannot be applied is reported, too, and leaves nothing behind', async () => {
    const links = await hosts.box.exec('ip -br addr show');
    await configure({ ...good, interfaces: [...good.interfaces, ethernet('eth7', '10.96.0.2')] });
    await waitFor(
      'the failure',
      async () => (await state()).failure?.includes('there is no interface eth7'),
      {
        withinMs: 30_000,
        everyMs: 300,
      },
    );
    expect(await hosts.box.exec('ip -br addr show')).toBe(links);
    await settles('error');
  }, 60_000);

  test('a bridge comes and goes with the configuration', async () => {
    const bridged = {
      interfaces: [
        ethernet('eth0', boxAddress, { gateway: '10.99.0.1' }),
        { name: 'eth1', type: 'ethernet' },
        {
          name: 'br0',
          type: 'bridge',
          bridge_members: ['eth1'],
          addresses: [{ proto: 'static', family: 'ipv4', address: '10.98.0.9', mask: 24 }],
        },
      ],
    };
    await configure(bridged);
    await settles('applied');
    expect(await hosts.addresses('br0')).toContain('10.98.0.9/24');
    expect(await hosts.box.exec('ip -br link show master br0')).toContain('eth1');
    await configure({
      interfaces: [ethernet('eth0', boxAddress, { gateway: '10.99.0.1' }), ethernet('eth1', '10.98.0.2')],
    });
    await waitFor('the bridge is gone', async () => !(await hosts.box.exec('ip -br link')).includes('br0'), {
      withinMs: 30_000,
    });
    await settles('applied');
    expect(await hosts.addresses('eth1')).toContain('10.98.0.2/24');
  }, 90_000);

  const hasDhcp = ['dnsmasq', 'dhclient'].every((name) => findProgram(name) !== undefined);
  test.skipIf(!hasDhcp && !isRequired('netns'))(
    'an address by DHCP comes, stays while it may, is back after a change that failed, and goes',
    async () => {
      // Neither routers nor name servers: the client's script would tell them to the machine.
      const dnsmasq = spawn(
        'ip',
        `netns exec ${hosts.controller.name} dnsmasq --keep-in-foreground --conf-file=/dev/null --port=0 --user=root
          --interface=to-eth1 --bind-interfaces --dhcp-range=10.98.0.50,10.98.0.60,2m --dhcp-authoritative
          --no-ping --dhcp-option=3 --dhcp-option=6 --dhcp-leasefile=${hosts.folder}/leases`.split(/\s+/),
        { stdio: 'ignore' },
      );
      const ended = once(dnsmasq, 'close');
      await mkdir(join(hosts.root, 'run'), { recursive: true });
      await mkdir(join(hosts.root, 'var/lib/dhcp'), { recursive: true });
      try {
        await hosts.controller.exec('ip addr add 10.98.0.1/24 dev to-eth1');
        const eth0 = ethernet('eth0', boxAddress, { gateway: '10.99.0.1' });
        const leased = { name: 'eth1', type: 'ethernet', addresses: [{ proto: 'dhcp', family: 'ipv4' }] };
        const motd = (contents: string) => [{ path: '/etc/motd', mode: '0644', contents }];
        const client = async (): Promise<string> =>
          (await readFile(join(hosts.root, 'run/dhclient.eth1.pid'), 'utf8').catch(() => '')).trim();
        const lease = (): Promise<unknown> =>
          waitFor('the lease', async () => /10\.98\.0\.[56]\d\//.test(await hosts.addresses('eth1')), {
            withinMs: 30_000,
            everyMs: 100,
          });
        await configure({ interfaces: [eth0, leased], files: motd('leased') });
        await settles('applied');
        await lease();
        expect(await hosts.addresses('eth1')).not.toContain('10.98.0.2/24');
        const pid = await client();
        expect(pid).toMatch(/^\d+$/);
        await configure({ interfaces: [eth0, leased], files: motd('still leased') });
        await waitFor(
          'the file',
          async () => (await readFile(join(hosts.root, 'etc/motd'), 'utf8')) === 'still leased',
          { withinMs: 30_000 },
        );
        await settles('applied');
        expect(await client()).toBe(pid);

        await configure({ interfaces: [ethernet('eth0', '10.97.0.2'), ethernet('eth1', '10.98.0.3')] });
        await settles('error');
        await lease();
        expect(await hosts.addresses('eth1')).not.toContain('10.98.0.3');
        const again = await client();
        expect(again).toMatch(/^\d+$/);
        expect(existsSync(`/proc/${again}/exe`)).toBe(true);

        await configure({ interfaces: [eth0, ethernet('eth1', '10.98.0.2')] });
        await waitFor('the address', async () => (await hosts.addresses('eth1')).includes('10.98.0.2/24'), {
          withinMs: 30_000,
        });
        await settles('applied');
        expect(await hosts.addresses('eth1')).not.toMatch(/10\.98\.0\.[56]\d\//);
        expect(existsSync(`/proc/${again}/exe`)).toBe(false);
      } finally {
        dnsmasq.kill();
        await ended;
      }
    },
    120_000,
  );

  test('a box that dies while it applies restores what it had', async () => {
    const links = await hosts.box.exec('ip -br addr show');
    await configure({ interfaces: [ethernet('eth0', '10.97.0.2')] });
    await waitFor('the change', async () => (await hosts.addresses('eth0')).includes('10.97.0.2'), {
      withinMs: 30_000,
      everyMs: 20,
    });
    await service.end('SIGKILL');
    service = await hosts.startBox();
    await waitFor('the former addresses', async () => (await hosts.box.exec('ip -br addr show')) === links, {
      withinMs: 20_000,
    });
    await settles('error');
    expect((await state()).failure).toContain('The box went down while the configuration was being applied');
  }, 90_000);

  test('after a reboot the box has its configuration before it asks anybody', async () => {
    await service.end();
    await hosts.box.exec('ip addr flush dev eth1');
    service = await hosts.startBox();
    await waitFor('the address', async () => (await hosts.addresses('eth1')).includes('10.98.0.2/24'));
  }, 60_000);

  test('what it keeps of the fleet is sealed', async () => {
    const kept = await readFile(join(hosts.folder, 'box/fleet/membership.sealed'), 'utf8');
    expect(kept).not.toContain(sharedSecret);
    expect(service.output()).not.toContain(sharedSecret);
  });

  test('a controller that deletes the box is noticed, and the box comes back by itself', async () => {
    const { id } = await device();
    await hosts.api('POST', `controller/device/${id}/deactivate/`);
    await waitFor(
      'the deletion',
      async () => (await hosts.api('DELETE', `controller/device/${id}/`)).status === 204,
      {
        withinMs: 20_000,
        everyMs: 500,
      },
    );
    await waitFor('the box again', async () => (await device()).id !== id, {
      withinMs: 30_000,
      everyMs: 500,
    });
    await hosts.command('leave');
    expect(await state()).toMatchObject({ phase: 'not-joined' });
  }, 90_000);
});

import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram, waitFor } from '@netloom/server-kit/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommandError, runCommand, type RunCommand } from '../../platform/commands/run-command.ts';
import { startTestDevice, type TestDevice } from '../../testing/index.ts';
import { isRequired } from '../../testing/is-required.ts';
import { canMakeNamespaces } from '../../testing/network-namespace.ts';
import { hasPrivateBus, startPrivateBus } from '../../testing/start-private-bus.ts';
import { startSupplicant } from '../../testing/start-supplicant.ts';
import { startRadios, type TestRadios } from '../../testing/start-radios.ts';

const exec = promisify(execFile);
const programs = ['wpa_supplicant', 'wpa_cli', 'dhclient', 'dnsmasq'];
const canRun =
  canMakeNamespaces() &&
  (isRequired('wpa_supplicant') || programs.every((name) => findProgram(name) !== undefined));

// Interfaces live in the machine's own namespace as well: their names are this run's own.
const mark = randomBytes(3).toString('hex');
const wlan = [`w0${mark}`, `w1${mark}`] as const;
const shown = `s0${mark}`;
const namespace = `nl-lab-${mark}`;

let radios: TestRadios;
let device: TestDevice;
/** A command that contains these words fails, each time. */
let broken: string | undefined;

/** How many commands are yet to come before one fails, once. */
let breakAt: number | undefined;
let brokenCommand = '';

const run: RunCommand = (argv, options) => {
  const line = argv.join(' ');
  // What goes on in the background is no step of the activation.
  const counts = breakAt !== undefined && !line.includes('wpa_cli');
  const isTurn = counts && (breakAt = (breakAt ?? 0) - 1) === -1;
  if (isTurn) brokenCommand = line;
  if (!isTurn && (broken === undefined || !line.includes(broken))) return runCommand(argv, options);
  const result = { stdout: '', stderr: 'broken', exitCode: 1 };
  return Promise.reject(new CommandError(argv, 'exit', 'broken by the test (exit code 1)', result));
};

const start = async (
  env: Record<string, string> = {},
  before?: (folder: string) => void,
): Promise<TestDevice> => {
  const started = await startTestDevice(
    {
      NETLOOM_PROGRAM_IW: radios.iw,
      NETLOOM_WPA_DRIVER: 'wired',
      NETLOOM_CONNECT_SECONDS: '3',
      NETLOOM_DHCP_SECONDS: '8',
      NETLOOM_WPA_LOG_SECONDS: '2',
      ...env,
    },
    { run },
  );
  const root = join(started.folder, 'root');
  for (const folder of ['run', 'tmp', 'var/lib/dhcp', 'etc'])
    mkdirSync(join(root, folder), { recursive: true });
  before?.(started.folder);
  return started;
};

const add = async (config: Record<string, unknown>): Promise<void> => {
  const { status, body } = await device.call('POST', '/network/config/', config);
  expect([status, body]).toMatchObject([200, {}]);
};
const activate = (id: string, query = '') => device.call('POST', `/network/config/activate/${id}${query}`);
const deactivate = (id: string, query = '') =>
  device.call('POST', `/network/config/deactivate/${id}${query}`);
const active = async (): Promise<string[]> => {
  const { body } = await device.call('GET', '/network/config/');
  return Object.entries(body as Record<string, boolean>)
    .filter(([, isActive]) => isActive)
    .map(([id]) => id);
};
const ip = async (...words: string[]): Promise<string> => (await exec('ip', words)).stdout;
const namespaces = async (): Promise<string[]> =>
  (await ip('netns', 'list')).split('\n').map((line) => line.split(' ')[0] ?? '');
const pidsIn = async (name: string): Promise<{ pid: number; command: string }[]> =>
  (await ip('netns', 'pids', name))
    .split('\n')
    .filter(Boolean)
    .map((pid) => ({ pid: Number(pid), command: commandOf(pid) }))
    .filter(({ command }) => command !== '');
/** Empty when it has ended meanwhile. */
const commandOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
};
const rootFile = (path: string): string => join(device.folder, 'root', path);
const isRunning = (pid: number): boolean => existsSync(`/proc/${pid}/exe`);

const entry = (fields: Record<string, unknown> = {}) => ({
  mode: 'managed',
  iface_display_name: shown,
  phy: 'phy0',
  interface: wlan[0],
  ...fields,
});
const open = { ssid: 'Lab', security: 'OPEN' };
const untouched = async (): Promise<void> => {
  expect(radios.namespaceOf('phy0')).toBe('');
  expect(radios.interfacesOf('phy0')).toEqual({ [wlan[0]]: 'managed' });
  expect(await namespaces()).not.toContain(namespace);
  expect(existsSync(rootFile(`etc/wpa_supplicant/${shown}.conf`))).toBe(false);
  expect(existsSync(rootFile(`etc/network/interfaces.d/${shown}.cfg`))).toBe(false);
  expect(await active()).toEqual(['default']);
};

describe.skipIf(!canRun)('an active network configuration', () => {
  beforeEach(async () => {
    broken = undefined;
    breakAt = undefined;
    radios = await startRadios({ phy0: wlan[0], phy1: wlan[1] });
    device = await start();
  });
  afterEach(async () => {
    broken = undefined;
    if ((await active().catch(() => ['default']))[0] !== 'default')
      await deactivate((await active())[0] ?? '', '?override_active=true');
    await device.stop();
    await radios.remove();
    await exec('ip', ['netns', 'delete', namespace]).catch(() => {});
  });

  it('has its radio in its namespace, its Wi-Fi connected, its address, route and app', async () => {
    const dnsmasq = await serveAddresses();
    try {
      await writeFile(join(device.folder, 'netcfg', 'apps.json'), JSON.stringify({ probe: 'sleep 98765' }));
      await add({
        id: 'lab',
        namespaces: [entry({ namespace, security: open, default_route: true, autostart_app: 'probe' })],
      });
      expect(await activate('lab')).toMatchObject({
        status: 200,
        body: { id: 'lab', message: 'Configuration activated successfully' },
      });
      expect(await active()).toEqual(['lab']);
      expect(radios.namespaceOf('phy0')).toBe(namespace);
      expect(radios.interfacesOf('phy0')).toEqual({ [shown]: 'managed' });

      const conf = rootFile(`etc/wpa_supplicant/${shown}.conf`);
      expect(statSync(conf).mode & 0o777).toBe(0o600);
      expect(readFileSync(conf, 'utf8')).toBe(
        `ctrl_interface=${rootFile('run/wpa_supplicant')}\nupdate_config=1\nsae_pwe=2\n\nnetwork={\n    ssid="Lab"\n    priority=1\n    key_mgmt=NONE\n}`,
      );
      expect(readFileSync(rootFile(`etc/network/interfaces.d/${shown}.cfg`), 'utf8')).toBe(
        `allow-hotplug ${shown}\niface ${shown} inet dhcp\n`,
      );

      const app = await waitFor(
        'the app',
        async () => (await pidsIn(namespace)).find(({ command }) => command === 'sleep 98765'),
        { withinMs: 20_000 },
      );
      expect(await ip('netns', 'identify', String(app.pid))).toBe(`${namespace}\n`);
      expect(await ip('-n', namespace, 'addr', 'show', shown)).toContain('inet 192.0.2.');
      expect(await ip('-n', namespace, 'route', 'show', 'default')).toContain(`dev ${shown}`);
      const pidFile = await waitFor('the pid file', () =>
        readFile(join(device.folder, 'netcfg', 'pids', `${namespace}.pid`), 'utf8'),
      );
      expect(JSON.parse(pidFile)).toMatchObject({
        pid: app.pid,
        app_id: 'probe',
        app_command: 'sleep 98765',
      });
      expect((await pidsIn(namespace)).map(({ command }) => command.split(' ')[0]).sort()).toEqual([
        'dhclient',
        'sleep',
        'wpa_supplicant',
      ]);
      expect((await device.call('GET', '/network/config/status')).body).toMatchObject({
        root: { [wlan[1]]: { type: 'managed' } },
        [namespace]: { [shown]: { type: 'managed', txpower: '20.00 dBm' } },
      });

      expect(await deactivate('lab')).toMatchObject({
        status: 200,
        body: { id: 'lab', message: 'Configuration deactivated successfully' },
      });
      await untouched();
      await waitFor('the end of the app', () => !isRunning(app.pid));
      expect(existsSync(join(device.folder, 'netcfg', 'pids', `${namespace}.pid`))).toBe(false);
      expect(existsSync(rootFile(`run/wpa_supplicant/${shown}`))).toBe(false);
    } finally {
      dnsmasq.kill();
    }
  }, 60_000);

  it('lets others of the same name go on', async () => {
    // A process like the app and a supplicant's namesake, both outside of the namespace.
    const others = [
      spawn('sleep', ['98766'], { stdio: 'ignore' }),
      spawn('sh', ['-c', 'sleep 60; true', 'wpa_supplicant', '-i', shown], { stdio: 'ignore' }),
    ];
    try {
      await writeFile(
        join(device.folder, 'netcfg', 'apps.json'),
        JSON.stringify({ probe: '  sleep   98766 ', script: join(device.folder, 'script') }),
      );
      await writeFile(join(device.folder, 'script'), '#!/bin/sh\nexec sleep 98767\n', { mode: 0o755 });
      await add({
        id: 'lab',
        namespaces: [
          entry({ namespace, mode: 'monitor', autostart_app: 'probe' }),
          entry({
            namespace,
            mode: 'monitor',
            phy: 'phy1',
            interface: wlan[1],
            iface_display_name: `s1${mark}`,
            autostart_app: 'script',
          }),
        ],
      });
      expect((await activate('lab')).status).toBe(200);
      const commands = async (): Promise<string[]> =>
        (await pidsIn(namespace)).map(({ command }) => command).sort();
      await waitFor('both apps', async () => (await commands()).join() === 'sleep 98766,sleep 98767');
      // One that a person has started inside is not ours either.
      const guest = spawn('ip', ['netns', 'exec', namespace, 'sleep', '98766'], { stdio: 'ignore' });
      others.push(guest);
      await waitFor('the guest', async () => (await commands()).length === 3);
      expect((await deactivate('lab')).status).toBe(200);
      expect(others.map(({ pid }) => isRunning(pid ?? 0))).toEqual([true, true, true]);
      expect(await namespaces()).not.toContain(namespace);
      expect(radios.interfacesOf('phy1')).toEqual({ [wlan[1]]: 'managed' });
    } finally {
      for (const other of others) await end(other);
    }
  }, 60_000);

  it('sets up interfaces of the root namespace', async () => {
    await add({
      id: 'root-lab',
      roots: [
        entry({ mode: 'monitor' }),
        entry({
          phy: 'phy1',
          interface: wlan[1],
          iface_display_name: wlan[1],
          security: { ssid: 'Lab', security: 'WPA2-PSK', psk: 'abcdefgh' },
        }),
        entry({
          phy: 'phy9',
          interface: `no${mark}`,
          iface_display_name: `no${mark}`,
          security: { ssid: 'x', security: 'WPA2-PSK', psk: 'short' },
        }),
      ],
    });
    const conf = rootFile(`etc/wpa_supplicant/${wlan[1]}.conf`);
    await mkdir(rootFile('etc/wpa_supplicant'), { recursive: true });
    await writeFile(conf, 'network={\n  ssid="Home"\n  priority=4\n}\n');
    expect((await activate('root-lab')).status).toBe(200);
    expect(radios.interfacesOf('phy0')).toEqual({ [shown]: 'monitor' });
    expect(radios.interfacesOf('phy1')).toEqual({ [wlan[1]]: 'managed' });
    // It was there already as it should be: not every radio could make it again.
    expect(radios.calls().filter((call) => call.includes(`dev ${wlan[1]} del`))).toEqual([]);
    expect(readFileSync(conf, 'utf8')).toContain('priority=5\n    psk="abcdefgh"\n');
    expect(readFileSync(conf, 'utf8')).toContain('\n\nnetwork={\nssid="Home"\npriority=4\n}');
    expect(existsSync(rootFile(`etc/wpa_supplicant/no${mark}.conf`))).toBe(false);
    const askSupplicant = () =>
      runCommand(['wpa_cli', '-p', rootFile('run/wpa_supplicant'), '-i', wlan[1], 'status']);
    // The answer does not wait for the connection.
    await waitFor('the supplicant to be associated', async () =>
      (await askSupplicant()).stdout.includes('wpa_state=ASSOCIATED'),
    );

    expect((await deactivate('root-lab')).status).toBe(200);
    expect(existsSync(conf)).toBe(false);
    expect(radios.interfacesOf('phy0')).toEqual({ [shown]: 'monitor' });
    await expect(askSupplicant()).rejects.toThrow();
  }, 60_000);

  it.skipIf(!hasPrivateBus())(
    'takes its interface from the supplicant on the bus, which goes on',
    async () => {
      const bus = await startPrivateBus();
      const supplicant = await startSupplicant(bus);
      const service = 'fi.w1.wpa_supplicant1';
      const target = { service, path: '/fi/w1/wpa_supplicant1', interface: service };
      const held = async (): Promise<string[]> => {
        const paths = (await bus.client.get(target, 'Interfaces')) as string[];
        const names = paths.map((path) =>
          bus.client.get({ service, path, interface: `${service}.Interface` }, 'Ifname'),
        );
        return (await Promise.all(names)).map(String).sort();
      };
      const onBus = await start({ NETLOOM_SYSTEM_BUS_ADDRESS: bus.address });
      try {
        for (const name of wlan)
          await bus.client.call(target, 'CreateInterface', 'a{sv}', [
            { Ifname: { signature: 's', value: name }, Driver: { signature: 's', value: 'wired' } },
          ]);
        expect(await held()).toEqual([...wlan]);
        await onBus.call('POST', '/network/config/', {
          id: 'lab',
          roots: [entry({ iface_display_name: wlan[0], security: open })],
        });
        expect((await onBus.call('POST', '/network/config/activate/lab')).status).toBe(200);
        expect(await held()).toEqual([wlan[1]]);
        expect((await onBus.call('POST', '/network/config/deactivate/lab')).status).toBe(200);
        expect(await held()).toEqual([wlan[1]]);
      } finally {
        await onBus.stop();
        await supplicant.stop();
        await bus.stop();
      }
    },
    60_000,
  );

  it('may have several interfaces on one radio', async () => {
    const monitor = entry({ namespace, mode: 'monitor', iface_display_name: `m0${mark}` });
    await add({ id: 'lab', namespaces: [entry({ namespace, iface_display_name: wlan[0] }), monitor] });
    await add({ id: 'root-lab', roots: [entry({ iface_display_name: wlan[0] }), { ...monitor }] });
    expect((await activate('lab')).status).toBe(200);
    expect(radios.namespaceOf('phy0')).toBe(namespace);
    expect(radios.interfacesOf('phy0')).toEqual({ [`m0${mark}`]: 'monitor', [wlan[0]]: 'managed' });
    expect((await deactivate('lab')).status).toBe(200);
    await untouched();
    expect((await activate('root-lab')).status).toBe(200);
    expect(radios.interfacesOf('phy0')).toEqual({ [`m0${mark}`]: 'monitor', [wlan[0]]: 'managed' });
  }, 60_000);

  it('that nothing answers stays active, and ends its waiting', async () => {
    await add({
      id: 'lab',
      namespaces: [
        entry({
          namespace,
          default_route: true,
          security: { ssid: 'Lab', security: 'WPA2-PSK', psk: 'abcdefgh' },
        }),
      ],
    });
    expect((await activate('lab')).status).toBe(200);
    await waitFor('a look at the supplicant', () => existsSync(rootFile(`run/wpa_supplicant/${shown}`)));
    await new Promise((resolve) => setTimeout(resolve, 4500));
    expect(await active()).toEqual(['lab']);
    expect(await ip('-n', namespace, 'route', 'show', 'default')).toBe('');
    expect((await pidsIn(namespace)).map(({ command }) => command.split(' ')[0])).toEqual(['wpa_supplicant']);
    expect((await deactivate('lab')).status).toBe(200);
    await untouched();
  }, 60_000);

  it('is deactivated at once while it waits for an address', async () => {
    await add({ id: 'lab', namespaces: [entry({ namespace, security: open })] });
    expect((await activate('lab')).status).toBe(200);
    await waitFor('the DHCP client', async () =>
      (await pidsIn(namespace)).some(({ command }) => command.includes('dhclient -v -1')),
    );
    const began = performance.now();
    expect((await deactivate('lab')).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(5000);
    await untouched();
  }, 60_000);

  it('is activated again in place, from its own namespace', async () => {
    await add({ id: 'lab', namespaces: [entry({ namespace, security: open })] });
    expect((await activate('lab')).status).toBe(200);
    const before = (await pidsIn(namespace)).find(({ command }) => command.startsWith('wpa_supplicant'));
    expect((await activate('lab')).status).toBe(409);
    expect((await activate('lab', '?override_active=true')).status).toBe(200);
    const after = (await pidsIn(namespace)).filter(({ command }) => command.startsWith('wpa_supplicant'));
    expect(after).toHaveLength(1);
    expect(after[0]?.pid).not.toBe(before?.pid);
    expect(radios.namespaceOf('phy0')).toBe(namespace);
    expect(readFileSync(rootFile(`etc/wpa_supplicant/${shown}.conf`), 'utf8')).toContain('priority=2');
  }, 60_000);

  it('gives way to another one, and comes back when that fails', async () => {
    await add({ id: 'lab', namespaces: [entry({ namespace, security: open })] });
    await add({ id: 'next', roots: [entry({ mode: 'monitor', iface_display_name: `m0${mark}` })] });
    expect((await activate('lab')).status).toBe(200);
    broken = `interface add m0${mark}`;
    expect(await activate('next', '?override_active=true')).toMatchObject({
      status: 500,
      body: { detail: 'Internal Server Error' },
    });
    expect(await active()).toEqual(['lab']);
    expect(radios.namespaceOf('phy0')).toBe(namespace);
    expect(radios.interfacesOf('phy0')).toEqual({ [shown]: 'managed' });
    expect((await pidsIn(namespace)).some(({ command }) => command.startsWith('wpa_supplicant'))).toBe(true);

    broken = 'set netns 1';
    expect((await activate('next', '?override_active=true')).status).toBe(500);
    expect(await active()).toEqual(['lab']);
    expect(radios.interfacesOf('phy0')).toEqual({ [shown]: 'managed' });
    expect((await pidsIn(namespace)).some(({ command }) => command.startsWith('wpa_supplicant'))).toBe(true);

    broken = undefined;
    expect((await activate('next')).status).toBe(409);
    expect((await activate('next', '?override_active=true')).status).toBe(200);
    expect(await active()).toEqual(['next']);
    expect(radios.namespaceOf('phy0')).toBe('');
    expect(radios.interfacesOf('phy0')).toEqual({ [`m0${mark}`]: 'monitor' });
    expect(await namespaces()).not.toContain(namespace);
    expect(existsSync(rootFile(`etc/wpa_supplicant/${shown}.conf`))).toBe(false);
  }, 60_000);

  it('is undone as a whole at whatever command it fails', async () => {
    await add({
      id: 'lab',
      namespaces: [entry({ namespace, security: open })],
      roots: [
        entry({
          phy: 'phy1',
          interface: wlan[1],
          iface_display_name: `s1${mark}`,
          security: { ssid: 'Lab', security: 'OWE' },
        }),
      ],
    });
    const failed: string[] = [];
    for (let position = 0; ; position += 1) {
      breakAt = position;
      const answer = await activate('lab');
      if (breakAt >= 0) break;
      breakAt = undefined;
      failed.push(brokenCommand);
      // Some failures do not matter, as that of adding an interface which is there already.
      if (answer.status === 200) {
        await deactivate('lab');
        // What was set up in the root namespace stays as it is.
        await exec(radios.iw, ['dev', `s1${mark}`, 'del']);
        await exec(radios.iw, ['phy', 'phy1', 'interface', 'add', wlan[1], 'type', 'managed']);
      } else expect(answer).toMatchObject({ status: 500, body: { detail: 'Internal Server Error' } });
      await untouched();
      expect(radios.interfacesOf('phy1')).toEqual({ [wlan[1]]: 'managed' });
      expect(existsSync(rootFile(`etc/wpa_supplicant/s1${mark}.conf`))).toBe(false);
      expect(existsSync(join(device.folder, 'netcfg', 'pids', `${namespace}.pid`))).toBe(false);
    }
    breakAt = undefined;
    expect(await active()).toEqual(['lab']);
    for (const step of [
      'netns add',
      'set netns name',
      `dev ${wlan[0]} del`,
      `dev ${wlan[1]} del`,
      `interface add ${shown}`,
      `link set ${shown} up`,
      `-B -i ${shown}`,
      `-B -i s1${mark}`,
    ])
      expect(failed.some((command) => command.includes(step))).toBe(true);
  }, 180_000);

  it('stays active when its radio cannot return, until it can', async () => {
    await add({ id: 'lab', namespaces: [entry({ namespace, security: open })] });
    await add({ id: 'other' });
    expect((await activate('lab')).status).toBe(200);
    broken = 'set netns 1';
    expect(await deactivate('lab')).toMatchObject({ status: 500, body: { detail: 'Internal Server Error' } });
    expect(await active()).toEqual(['lab']);
    expect(radios.namespaceOf('phy0')).toBe(namespace);
    broken = undefined;
    expect((await deactivate('other')).status).toBe(409);
    expect(await deactivate('other', '?override_active=true')).toMatchObject({
      status: 200,
      body: { id: 'other', message: 'Configuration deactivated successfully' },
    });
    await untouched();
  }, 60_000);

  it('gets its interface back at the next attempt', async () => {
    await add({ id: 'lab', namespaces: [entry({ namespace })] });
    expect((await activate('lab')).status).toBe(200);
    broken = `interface add ${wlan[0]}`;
    expect((await deactivate('lab')).status).toBe(500);
    expect(await active()).toEqual(['lab']);
    broken = undefined;
    expect((await deactivate('lab')).status).toBe(200);
    await untouched();
  }, 60_000);

  it('leaves no passphrase behind when another one takes its interface', async () => {
    await add({ id: 'lab', namespaces: [entry({ namespace, security: open })] });
    await add({ id: 'next', namespaces: [entry({ namespace, mode: 'monitor' })] });
    expect((await activate('lab')).status).toBe(200);
    expect((await activate('next', '?override_active=true')).status).toBe(200);
    expect(radios.interfacesOf('phy0')).toEqual({ [shown]: 'monitor' });
    expect(existsSync(rootFile(`etc/wpa_supplicant/${shown}.conf`))).toBe(false);
    expect((await deactivate('next')).status).toBe(200);
    await untouched();
  }, 60_000);

  it('stops the process of an older pid file only when it is the app', async () => {
    const apps = { probe: 'sleep 98764' };
    await writeFile(join(device.folder, 'netcfg', 'apps.json'), JSON.stringify(apps));
    await add({ id: 'lab', roots: [entry({ mode: 'monitor', autostart_app: 'probe' })] });
    const pidFile = join(device.folder, 'netcfg', 'pids', 'root.pid');
    const app = spawn('sleep', ['98764'], { stdio: 'ignore' });
    const other = spawn('sleep', ['98763'], { stdio: 'ignore' });
    try {
      for (const child of [other, app]) {
        expect((await activate('lab')).status).toBe(200);
        const { pid } = JSON.parse(readFileSync(pidFile, 'utf8')) as { pid: number };
        expect(isRunning(pid)).toBe(true);
        await writeFile(pidFile, String(child.pid));
        expect((await deactivate('lab')).status).toBe(200);
        expect(existsSync(pidFile)).toBe(false);
        process.kill(pid);
      }
      expect(isRunning(other.pid ?? 0)).toBe(true);
      await waitFor('the end of the app', () => app.signalCode !== null);
    } finally {
      await end(app);
      await end(other);
    }
  }, 60_000);

  it('is undone when its app is no program', async () => {
    await writeFile(
      join(device.folder, 'netcfg', 'apps.json'),
      JSON.stringify({ gone: '/no/such/program -a' }),
    );
    await add({ id: 'lab', namespaces: [entry({ namespace, autostart_app: 'gone' })] });
    expect((await activate('lab')).status).toBe(500);
    await untouched();
    // An app that the list does not know is only told to the log.
    await add({ id: 'other', namespaces: [entry({ namespace, autostart_app: 'unknown' })] });
    expect((await activate('other')).status).toBe(200);
    expect(await pidsIn(namespace)).toEqual([]);
  }, 60_000);

  it('is refused with what wpa_supplicant would not take, when its interface is there', async () => {
    await add({
      id: 'lab',
      namespaces: [
        entry({ namespace, security: { ssid: 'x'.repeat(33), security: 'WPA2-PSK', psk: 'short' } }),
      ],
      roots: [
        entry({
          phy: 'phy1',
          interface: wlan[1],
          security: { ssid: 'x', security: 'WPA3-PSK', psk: '"'.repeat(64) },
        }),
      ],
    });
    expect(await activate('lab')).toMatchObject({
      status: 422,
      body: {
        detail:
          'Config validation failed: security.ssid must not be longer than 32 bytes; security.psk must have 8 to 63 characters, or be a key of 64 hexadecimal digits; security.psk must have 8 to 63 characters; security.psk must not contain quotation marks with WPA3-PSK',
      },
    });
    await untouched();
  });

  it('leaves namespaces of others and broken ones alone', async () => {
    const foreign = `nl-foreign-${mark}`;
    const bad = `nl-bad-${mark}`;
    await ip('netns', 'add', foreign);
    writeFileSync(`/run/netns/${bad}`, '');
    try {
      const status = await device.call('GET', '/network/config/status');
      expect(status.status).toBe(200);
      expect(status.body).toMatchObject({
        [foreign]: {},
        [bad]: { error: expect.stringContaining(bad) as string },
      });
      await add({ id: 'bad', namespaces: [entry({ namespace: bad, security: open })] });
      expect((await activate('bad')).status).toBe(500);
      await untouched();
      await add({ id: 'guest', namespaces: [entry({ namespace: foreign, security: open })] });
      expect((await activate('guest')).status).toBe(200);
      expect(radios.namespaceOf('phy0')).toBe(foreign);
      expect((await deactivate('guest')).status).toBe(200);
      await untouched();
      expect(await namespaces()).toContain(foreign);
      expect(existsSync(`/run/netns/${bad}`)).toBe(true);
      // A radio that sits in the entry's namespace already is found there.
      await exec(radios.iw, ['phy', 'phy0', 'set', 'netns', 'name', foreign]);
      expect((await activate('guest')).status).toBe(200);
      expect((await pidsIn(foreign)).map(({ command }) => command.split(' ')[0])).toContain('wpa_supplicant');
      expect((await deactivate('guest')).status).toBe(200);
    } finally {
      await rm(`/run/netns/${bad}`, { force: true });
      await ip('netns', 'delete', foreign);
    }
  }, 60_000);

  it('is forgotten by nobody: after a restart its namespace is still known', async () => {
    await add({ id: 'lab', namespaces: [entry({ namespace })] });
    expect((await activate('lab')).status).toBe(200);
    const netcfg = join(device.folder, 'netcfg');
    // The file goes, as `force` allows; the namespace is swept all the same.
    expect((await device.call('DELETE', '/network/config/lab?force=true')).status).toBe(200);
    const second = await start({ NETLOOM_NETWORK_CONFIG_DIR: netcfg });
    try {
      expect((await second.call('POST', '/network/config/deactivate/default')).status).toBe(200);
    } finally {
      await second.stop();
    }
    expect(radios.namespaceOf('phy0')).toBe('');
    expect(await namespaces()).not.toContain(namespace);
    // One that somebody else makes under that name later is not ours.
    await ip('netns', 'add', namespace);
    expect((await deactivate('default')).status).toBe(200);
    expect(await namespaces()).toContain(namespace);
  }, 60_000);

  it('is reported as a failure when iw fails', async () => {
    broken = radios.iw;
    expect(await device.call('GET', '/network/config/status')).toMatchObject({
      status: 500,
      body: { detail: 'Internal Server Error' },
    });
  });
});

/** DHCP for whoever comes over the air, without a name server: the machine's own must stay. */
const serveAddresses = async (): Promise<ChildProcess> => {
  await radios.air.exec('ip addr add 192.0.2.1/24 dev bridge');
  const server = spawn(
    'ip',
    [
      'netns',
      'exec',
      radios.air.name,
      'dnsmasq',
      '--no-daemon',
      '--port=0',
      '--conf-file=/dev/null',
      '--interface=bridge',
      '--dhcp-range=192.0.2.50,192.0.2.99',
      '--dhcp-option=3',
      '--dhcp-option=6',
      '--leasefile-ro',
      '--no-ping',
      '--user=root',
      '--dhcp-authoritative',
    ],
    { stdio: 'ignore' },
  );
  await once(server, 'spawn');
  return server;
};

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
};

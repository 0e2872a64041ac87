import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@netloom/server-kit/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestDevice, type TestDevice } from '../../testing/index.ts';
import { canMakeNamespaces } from '../../testing/network-namespace.ts';
import { startRadios, type TestRadios } from '../../testing/start-radios.ts';
import { writeProgram } from '../../testing/write-program.ts';

const mark = randomBytes(3).toString('hex');
const wlan = [`b0${mark}`, `b1${mark}`] as const;

describe.skipIf(!canMakeNamespaces())('at the start of the box', () => {
  let radios: TestRadios;
  let device: TestDevice | undefined;
  /** Outlives the service, as a disk does. */
  let disk: string;
  beforeEach(async () => {
    radios = await startRadios({ phy0: wlan[0], phy1: wlan[1] });
    disk = mkdtempSync(join(tmpdir(), 'netloom-disk-'));
    mkdirSync(join(disk, 'netcfg', 'configs'), { recursive: true });
    mkdirSync(join(disk, 'root', 'etc'), { recursive: true });
    put('lab', {
      roots: [{ iface_display_name: `l0${mark}`, phy: 'phy0', interface: wlan[0], mode: 'monitor' }],
    });
    put('default', {
      roots: [
        {
          iface_display_name: wlan[0],
          phy: 'phy0',
          interface: wlan[0],
          security: { ssid: 'wlan0', security: 'WPA2-PSK' },
        },
        { iface_display_name: wlan[1], phy: 'phy1', interface: wlan[1] },
      ],
    });
    writeFileSync(join(disk, 'netcfg', 'current.txt'), 'lab\n');
  });
  afterEach(async () => {
    await device?.stop();
    device = undefined;
    await radios.remove();
    rmSync(disk, { recursive: true, force: true });
  });

  const put = (id: string, config: Record<string, unknown>): void =>
    writeFileSync(join(disk, 'netcfg', 'configs', `${id}.json`), JSON.stringify({ id, ...config }));
  const current = (): string => readFileSync(join(disk, 'netcfg', 'current.txt'), 'utf8');
  const boot = async (options: {
    mode?: string;
    model?: string;
    env?: Record<string, string>;
  }): Promise<void> => {
    if (options.mode !== undefined) writeFileSync(join(disk, 'root', 'etc', 'wlanpi-state'), options.mode);
    const { model = 'M4+' } = options;
    device = await startTestDevice({
      NETLOOM_PROGRAM_IW: radios.iw,
      NETLOOM_PROGRAM_WLANPI_MODEL: writeProgram(disk, 'wlanpi-model', `[ "$1" = -b ] && echo '${model}'`),
      NETLOOM_PROGRAM_ETHTOOL: writeProgram(disk, 'ethtool', 'echo "driver: $(cat "$0.driver" 2>/dev/null)"'),
      NETLOOM_NETWORK_CONFIG_DIR: join(disk, 'netcfg'),
      NETLOOM_ROOT: join(disk, 'root'),
      NETLOOM_BOOT_ACTIVATION: 'true',
      ...options.env,
    });
  };
  /** After what has begun at the start is over: a service that stops waits for it. */
  const settled = async (): Promise<void> => device?.stop();
  const callsWithout = (): string[] =>
    radios.calls().filter((call) => !/: dev$|: phy phy\d interface add b\d/.test(call));

  it('nothing is touched unless the start is to set the network up', async () => {
    await boot({ mode: 'classic\n', env: { NETLOOM_BOOT_ACTIVATION: 'false' } });
    await settled();
    expect(callsWithout()).toEqual([]);
  });

  it('the active configuration comes back and monitors are paired, in the mode classic', async () => {
    await boot({ mode: 'classic\n' });
    await waitFor('the monitor', () => radios.interfacesOf('phy1')['wlanpi1'] === 'monitor');
    expect((await device?.call('GET', '/network/config/'))?.body).toMatchObject({ lab: true });
    await settled();
    expect(radios.interfacesOf('phy0')).toEqual({ [`l0${mark}`]: 'monitor' });
    expect(current()).toBe('lab');
    expect(radios.calls()).toContain(
      `root: ${wlan[1]} interface add wlanpi1 type monitor flags control otherbss`,
    );
  });

  it.each(['hotspot', 'Classic', 'classic server', undefined])(
    'nothing happens in the mode %s',
    async (mode) => {
      await boot(mode === undefined ? {} : { mode });
      await settled();
      expect(callsWithout()).toEqual([]);
      expect(current()).toBe('lab\n');
    },
  );

  it('another model falls back to default, whose first entry waits for its passphrase', async () => {
    await boot({ mode: 'classic', model: 'RPi?', env: { NETLOOM_MONITOR_PAIRS: 'false' } });
    await waitFor('default', () => current() === 'default');
    expect((await device?.call('GET', '/network/config/'))?.body).toMatchObject({ default: true });
    await settled();
    expect(callsWithout()).toEqual([]);
    expect(radios.interfacesOf('phy0')).toEqual({ [wlan[0]]: 'managed' });
  });

  it('a file cut in half falls back to default as well', async () => {
    writeFileSync(join(disk, 'netcfg', 'configs', 'lab.json'), '{"id":"lab","roots":[{"phy":');
    await boot({ mode: 'classic', env: { NETLOOM_MONITOR_PAIRS: 'false' } });
    await waitFor('default', () => current() === 'default');
  });

  it('a failure leaves the service running and the configuration active for the next time', async () => {
    put('lab', { roots: [{ iface_display_name: `l0${mark}`, phy: 'phy7', interface: wlan[0] }] });
    await boot({ mode: 'classic', env: { NETLOOM_MONITOR_PAIRS: 'false' } });
    await waitFor('the attempt', () =>
      radios.calls().some((call) => call.includes('phy phy7 interface add')),
    );
    expect((await device?.call('GET', '/network/config/'))?.body).toMatchObject({ lab: true });
    await settled();
    expect(radios.interfacesOf('phy0')).toEqual({ [wlan[0]]: 'managed' });
  });

  it('monitors of radios without a managed interface go, and radios of Intel scan once', async () => {
    put('lab', { roots: [] });
    writeFileSync(join(disk, 'ethtool.driver'), 'iwlwifi');
    await boot({ mode: 'classic' });
    await waitFor('the scan', () => radios.calls().includes(`root: ${wlan[0]} scan`), { withinMs: 15_000 });
    expect(radios.interfacesOf('phy0')).toEqual({ [wlan[0]]: 'managed', wlanpi0: 'monitor' });
    await device?.stop();
    put('lab', {
      roots: [{ iface_display_name: `l0${mark}`, phy: 'phy0', interface: wlan[0], mode: 'monitor' }],
    });
    await boot({});
    await waitFor('the end of the monitor', () => !('wlanpi0' in radios.interfacesOf('phy0')));
    expect(radios.interfacesOf('phy0')).toEqual({ [`l0${mark}`]: 'monitor' });
    expect(radios.interfacesOf('phy1')).toMatchObject({ wlanpi1: 'monitor' });
  });

  it('the end of the service waits for the activation that it began', async () => {
    await boot({ mode: 'classic' });
    await device?.stop();
    device = undefined;
    expect(radios.interfacesOf('phy0')).toEqual({ [`l0${mark}`]: 'monitor' });
  });
});

import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { raise, startMockSupplicant, type MockSupplicant } from '../../../testing/mock-supplicant.ts';
import { hasPrivateBus, startPrivateBus, type PrivateBus } from '../../../testing/start-private-bus.ts';
import { startTestDevice, type TestDevice } from '../../../testing/start-test-device.ts';

const path = '/fi/w1/wpa_supplicant1/Interfaces/0';
const lab = { interface: 'wlan0', removeAllFirst: false, netConfig: { ssid: 'Lab', key_mgmt: 'NONE' } };

/** Every question about an interface, and how it is put. */
const questions = [
  ['GET', (name: string) => `/network/wlan/getConnected?interface=${name}`],
  ['GET', (name: string) => `/network/wlan/scan?type=active&interface=${name}&timeout=1`],
  ['POST', () => '/network/wlan/set'],
  ['POST', () => '/network/wlan/set-dbus'],
] as const;

describe.skipIf(!hasPrivateBus())('interfaces of wpa_supplicant', () => {
  let bus: PrivateBus;
  let device: TestDevice;
  let supplicant: MockSupplicant;

  beforeAll(async () => {
    bus = await startPrivateBus();
    device = await startTestDevice({ NETLOOM_SYSTEM_BUS_ADDRESS: bus.address });
  });
  afterAll(async () => {
    await device.stop();
    await bus.stop();
  });
  beforeEach(async () => {
    supplicant = await startMockSupplicant(bus, 'wlan0');
  });
  afterEach(() => supplicant.stop());

  const ask = async (method: string, where: string, name = 'wlan0') => {
    const body = method === 'POST' ? { ...lab, interface: name } : undefined;
    const answer = await device.call(method, where, body);
    return { status: answer.status, body: answer.body };
  };

  it('are listed by name', async () => {
    expect(await ask('GET', '/network/wlan/getInterfaces')).toEqual({
      status: 200,
      body: { interfaces: [{ interface: 'wlan0' }] },
    });
  });

  it('are connected to nothing, to a network, or to one that cannot be read', async () => {
    const where = '/network/wlan/getConnected?interface=wlan0';
    expect((await ask('GET', where)).body).toEqual({ connectedStatus: false });
    const bss = await supplicant.addBss({
      bssid: new Uint8Array([2, 0, 0, 0, 0, 1]),
      ssid: new TextEncoder().encode('Lab'),
      keyManagement: ['wpa-eap'],
      rates: [11_000_000, 1_000_000],
    });
    await supplicant.setSilently('CurrentBSS', { signature: 'o', value: bss });
    expect((await ask('GET', where)).body).toEqual({
      connectedStatus: true,
      connectedNet: {
        ssid: 'Lab',
        bssid: '02:00:00:00:00:01',
        key_mgmt: 'wpa-eap',
        signal: -50,
        freq: 2412,
        minrate: 1_000_000,
      },
    });
    await supplicant.setSilently('CurrentBSS', { signature: 'o', value: `${bss}9` });
    expect((await ask('GET', where)).body).toEqual({ connectedStatus: true });
  });

  it('are taken over when they are unknown: by nl80211, then with the older driver', async () => {
    await supplicant.on(
      'CreateInterface',
      `if args[0]['Driver'] == 'nl80211': ${raise('fi.w1.wpa_supplicant1.UnknownError', 'no')}
ret = dbus.ObjectPath('${path}')`,
    );
    expect(await ask('GET', '/network/wlan/getConnected?interface=wlan7')).toEqual({
      status: 200,
      body: { connectedStatus: false },
    });
    expect(await supplicant.calls('CreateInterface')).toEqual([
      [{ Ifname: 'wlan7', Driver: 'nl80211' }],
      [{ Ifname: 'wlan7', Driver: 'nl80211,wext' }],
    ]);
  });

  it('are not handed to the older driver when they are wired', async () => {
    const folder = join(device.folder, 'root/sys/class/net/eth7');
    await mkdir(folder, { recursive: true });
    expect((await ask('GET', '/network/wlan/getConnected?interface=eth7')).status).toBe(400);
    expect(await supplicant.calls('CreateInterface')).toEqual([[{ Ifname: 'eth7', Driver: 'nl80211' }]]);
    await mkdir(join(folder, 'wireless'));
    expect((await ask('GET', '/network/wlan/getConnected?interface=eth7')).status).toBe(400);
    expect(await supplicant.calls('CreateInterface')).toHaveLength(3);
    await rm(join(device.folder, 'root'), { recursive: true });
  });

  it('are asked for again when somebody else was faster', async () => {
    await supplicant.on(
      'CreateInterface',
      raise('fi.w1.wpa_supplicant1.InterfaceExists', 'already controls it'),
    );
    const { status, body } = await ask('GET', '/network/wlan/getConnected?interface=wlan7');
    expect({ status, body }).toEqual({
      status: 400,
      body: 'Interface unknown : fi.w1.wpa_supplicant1.InterfaceUnknown: wpa_supplicant knows nothing about this interface.',
    });
    expect(await supplicant.calls('GetInterface')).toHaveLength(2);
  });

  it.each(questions)('cannot be created for %s: the reason is the answer', async (method, where) => {
    expect(await ask(method, where('wlan7'), 'wlan7')).toEqual({
      status: 400,
      body: 'Interface cannot be created : fi.w1.wpa_supplicant1.UnknownError: no such device',
    });
  });

  it.each(questions)('are unknown to %s for another reason', async (method, where) => {
    await supplicant.on('GetInterface', raise('org.freedesktop.DBus.Error.AccessDenied', 'not you'));
    expect(await ask(method, where('wlan0'))).toEqual({
      status: 400,
      body: 'Interface unknown : org.freedesktop.DBus.Error.AccessDenied: not you',
    });
  });

  it('cannot be listed while wpa_supplicant is away', async () => {
    await supplicant.stop();
    expect(await ask('GET', '/network/wlan/getInterfaces')).toEqual({
      status: 500,
      body: 'Internal Server Error',
    });
    supplicant = await startMockSupplicant(bus, 'wlan0');
    expect((await ask('GET', '/network/wlan/getInterfaces')).status).toBe(200);
  });

  it('cannot tell their network when that cannot be read', async () => {
    await supplicant.on('GetInterface', "ret = dbus.ObjectPath('/nowhere')");
    const answer = await device.call('GET', '/network/wlan/getConnected?interface=wlan0');
    expect({ status: answer.status, body: answer.body }).toEqual({
      status: 500,
      body: 'Internal Server Error',
    });
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  });

  it('do not keep anybody waiting for long', async () => {
    await supplicant.on('GetInterface', `import time\ntime.sleep(2)\nret = dbus.ObjectPath('${path}')`);
    const late = ask('GET', '/network/wlan/getConnected?interface=wlan0&timeout=5');
    // While the mock sleeps it cannot even tell that it was called.
    await sleep(300);
    expect(await ask('GET', '/network/wlan/getInterfaces?timeout=1')).toEqual({
      status: 500,
      body: 'Internal Server Error',
    });
    expect((await late).status).toBe(200);
  });

  it.each(['getInterfaces?timeout=121', 'getConnected?interface=wlan0&timeout=x', 'getConnected'])(
    'are not asked for %s',
    async (query) => {
      const { status, body } = await ask('GET', `/network/wlan/${query}`);
      expect(status).toBe(422);
      const field = query.includes('timeout') ? 'timeout' : 'interface';
      expect(body).toMatchObject({ detail: [{ loc: ['query', field] }] });
    },
  );
});

describe.skipIf(!hasPrivateBus())('wpa_supplicant without a bus', () => {
  it('is 503, until the bus is back', async () => {
    const bus = await startPrivateBus();
    let supplicant = await startMockSupplicant(bus, 'wlan0');
    const device = await startTestDevice({ NETLOOM_SYSTEM_BUS_ADDRESS: bus.address });
    const all = ['GET', () => '/network/wlan/getInterfaces'] as const;
    const askAll = async () => {
      const statuses: number[] = [];
      for (const [method, where] of [all, ...questions.slice(0, 2)])
        statuses.push((await device.call(method, where('wlan0'))).status);
      return statuses;
    };
    try {
      expect(await askAll()).toEqual([200, 200, 200]);
      const scan = device.call('GET', '/network/wlan/scan?type=passive&interface=wlan0&timeout=20');
      await supplicant.called('Scan', 2);
      await bus.breakDown();
      expect((await scan).status).toBe(503);
      expect(await askAll()).toEqual([503, 503, 503]);
      const { status, body } = await device.call('POST', '/network/wlan/set', lab);
      expect({ status, body }).toEqual({ status: 503, body: 'The system bus cannot be reached' });
      await bus.comeBack();
      supplicant = await startMockSupplicant(bus, 'wlan0');
      expect(await askAll()).toEqual([200, 200, 200]);
      // Nobody waits for the scan that was lost with the bus.
      expect(await supplicant.calls('Scan')).toHaveLength(1);
    } finally {
      await supplicant.stop();
      await device.stop();
      await bus.stop();
    }
  });
});

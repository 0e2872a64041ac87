import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BusTarget } from '../../platform/bus/system-bus.ts';
import { startTestDevice, type TestDevice } from '../../testing/index.ts';
import {
  hasPrivateBus,
  mockInterface,
  startPrivateBus,
  type PrivateBus,
} from '../../testing/start-private-bus.ts';

const bluez: BusTarget = { service: 'org.bluez', path: '/', interface: 'org.bluez.Mock' };
const adapter: BusTarget = { service: 'org.bluez', path: '/org/bluez/hci0', interface: 'org.bluez.Adapter1' };
const absent = { status: 503, body: 'Bluetooth hardware not found' };

describe.skipIf(!hasPrivateBus())('Bluetooth', () => {
  const root = makeTemporaryFolder('bluetooth');
  let bus: PrivateBus;
  let device: TestDevice;
  beforeAll(async () => {
    bus = await startPrivateBus();
    device = await startTestDevice({ NETLOOM_SYSTEM_BUS_ADDRESS: bus.address, NETLOOM_ROOT: root });
  });
  afterAll(async () => {
    await device?.stop();
    await bus?.stop();
    rmSync(root, { recursive: true, force: true });
  });
  const status = () => device.call('GET', '/bluetooth/status');
  const power = (action: string) => device.call('POST', `/bluetooth/power/${action}`);
  const stateFile = join(root, 'etc/wlanpi-bluetooth/state');

  it('is not found where nothing speaks for it', async () => {
    const answer = await status();
    expect(answer).toMatchObject(absent);
    expect(answer.headers.get('content-type')).toBeNull();
    expect(await power('on')).toMatchObject(absent);
  });

  it('is not found without an adapter, nor with another one', async () => {
    await bus.mockTemplate('bluez5');
    expect(await status()).toMatchObject(absent);
    await bus.client.call(bluez, 'AddAdapter', 'ss', ['hci1', 'other']);
    expect(await status()).toMatchObject(absent);
    expect(await power('off')).toMatchObject(absent);
  });

  it('tells its adapter and the devices paired with it', async () => {
    await bus.client.call(bluez, 'AddAdapter', 'ss', ['hci0', 'lab-pi']);
    await bus.client.set(adapter, 'Alias', 's', 'lab pi upstairs');
    const add = (at: string, address: string, alias: string) =>
      bus.client.call(bluez, 'AddDevice', 'sss', [at, address, alias]);
    await add('hci0', 'AA:BB:CC:00:11:22', 'My Phone Device');
    await add('hci0', 'AA:BB:CC:00:11:33', 'Stranger');
    await add('hci1', 'AA:BB:CC:00:11:44', 'Of the other adapter');
    for (const [at, address] of [
      ['hci0', 'AA:BB:CC:00:11:22'],
      ['hci1', 'AA:BB:CC:00:11:44'],
    ])
      await bus.client.call(bluez, 'PairDevice', 'ssi', [at, address, 5_898_764]);
    const { status: code, body } = await status();
    expect(code).toBe(200);
    expect(body).toEqual({
      name: 'lab-pi',
      alias: 'lab pi upstairs',
      addr: '00:01:02:03:04:05',
      power: 'On',
      paired_devices: [{ name: 'My Phone Device', addr: 'AA:BB:CC:00:11:22' }],
    });
    expect(Object.keys(body as object)).toEqual(['name', 'alias', 'addr', 'power', 'paired_devices']);
  });

  it('is switched, and remembers it, where the folder has to be made as well', async () => {
    expect(await power('off')).toMatchObject({ status: 200, body: { status: 'success', action: 'off' } });
    expect(await bus.client.get(adapter, 'Powered')).toBe(false);
    expect(readFileSync(stateFile, 'utf8')).toBe('0');
    expect((await status()).body).toMatchObject({ power: 'Off' });
    expect((await power('on')).body).toEqual({ status: 'success', action: 'on' });
    expect(await bus.client.get(adapter, 'Powered')).toBe(true);
    expect(readFileSync(stateFile, 'utf8')).toBe('1');
  });

  it('is not switched into the state that it is in', async () => {
    await bus.client.call({ ...adapter, interface: mockInterface }, 'ClearCalls');
    expect(await power('on')).toMatchObject({ status: 200 });
    const [calls] = await bus.client.call({ ...adapter, interface: mockInterface }, 'GetCalls');
    expect(calls).toEqual([]);
  });

  it('is switched where that cannot be remembered', async () => {
    rmSync(join(root, 'etc'), { recursive: true });
    mkdirSync(join(root, 'etc'));
    symlinkSync('/proc/sys/kernel', join(root, 'etc/wlanpi-bluetooth'));
    expect(await power('off')).toMatchObject({ status: 200, body: { action: 'off' } });
    expect(await bus.client.get(adapter, 'Powered')).toBe(false);
  });

  it.each(['ON', 'toggle', '1', 'on;reboot', '%20'])('knows no action %s', async (action) => {
    const answer = await power(action);
    expect(answer).toMatchObject({ status: 400, body: "Invalid action. Use 'on' or 'off'." });
    expect(answer.headers.get('content-type')).toBeNull();
  });

  it('tells a client elsewhere only with a token', async () => {
    expect((await device.callFrom('192.0.2.9', 'GET', '/bluetooth/status')).status).toBe(401);
    const token = await device.token();
    expect((await device.callFrom('192.0.2.9', 'GET', '/bluetooth/status', { token })).status).toBe(200);
  });
});

describe.skipIf(!hasPrivateBus())('a BlueZ that fails', () => {
  it('is 503 when it does not switch, and 500 when it does not answer', async () => {
    const bus = await startPrivateBus();
    const device = await startTestDevice({ NETLOOM_SYSTEM_BUS_ADDRESS: bus.address });
    await bus.mockObject({ ...bluez, interface: 'org.freedesktop.DBus.ObjectManager' });
    const root = { ...bluez, interface: mockInterface };
    const tell = (code: string) =>
      bus.client.call(root, 'AddMethod', 'sssss', ['', 'GetManagedObjects', '', 'a{oa{sa{sv}}}', code]);
    // An adapter that is told but is no object: writing its property fails.
    await tell(
      "ret = {dbus.ObjectPath('/org/bluez/hci0'): {'org.bluez.Adapter1': {'Powered': dbus.Boolean(False), 'Name': 'x'}}}",
    );
    expect((await device.call('GET', '/bluetooth/status')).body).toEqual({
      name: 'x',
      alias: '',
      addr: '',
      power: 'Off',
      paired_devices: [],
    });
    expect(await device.call('POST', '/bluetooth/power/on')).toMatchObject({
      status: 503,
      body: 'Bluetooth failed to turn on',
    });
    await tell("raise dbus.exceptions.DBusException('no', name='org.bluez.Error.Failed')");
    for (const [method, path] of [
      ['GET', '/bluetooth/status'],
      ['POST', '/bluetooth/power/on'],
    ] as const) {
      const answer = await device.call(method, path);
      expect(answer).toMatchObject({ status: 500, body: 'Internal Server Error' });
      expect(answer.headers.get('content-type')).toBeNull();
    }
    await device.stop();
    await bus.stop();
  });
});

describe('without a bus', () => {
  it('there is no Bluetooth, and the service runs', async () => {
    const device = await startTestDevice();
    expect(await device.call('GET', '/bluetooth/status')).toMatchObject(absent);
    expect(await device.call('POST', '/bluetooth/power/off')).toMatchObject(absent);
    await device.stop();
  });
});

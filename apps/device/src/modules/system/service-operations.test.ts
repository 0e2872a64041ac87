import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BusTarget } from '../../platform/bus/system-bus.ts';
import { startTestDevice, type TestDevice } from '../../testing/index.ts';
import {
  hasPrivateBus,
  mockInterface,
  startPrivateBus,
  type PrivateBus,
} from '../../testing/start-private-bus.ts';

const systemd: BusTarget = {
  service: 'org.freedesktop.systemd1',
  path: '/org/freedesktop/systemd1',
  interface: mockInterface,
};
const manager = 'org.freedesktop.systemd1.Manager';
const unitInterface = 'org.freedesktop.systemd1.Unit';

describe.skipIf(!hasPrivateBus())('services', () => {
  let bus: PrivateBus;
  let device: TestDevice;
  beforeAll(async () => {
    bus = await startPrivateBus();
    await bus.mockTemplate('systemd');
    device = await startTestDevice({ NETLOOM_SYSTEM_BUS_ADDRESS: bus.address });
  });
  afterAll(async () => {
    await device?.stop();
    await bus?.stop();
  });
  const add = (unit: string) => bus.client.call(systemd, 'AddMockUnit', 's', [unit]);
  const status = (name: string) =>
    device.call('GET', `/system/service/status?name=${encodeURIComponent(name)}`);
  const post = (word: string, name: string) =>
    device.call('POST', `/system/service/${word}?name=${encodeURIComponent(name)}`);

  it('are started, asked for and stopped', async () => {
    await add('kismet.service');
    expect(await status('kismet')).toMatchObject({ status: 200, body: { name: 'kismet', active: false } });
    expect(await post('start', 'kismet')).toMatchObject({
      status: 200,
      body: { name: 'kismet', active: true },
    });
    expect(await status('kismet')).toMatchObject({ status: 200, body: { name: 'kismet', active: true } });
    expect(await post('stop', 'kismet')).toMatchObject({
      status: 200,
      body: { name: 'kismet', active: false },
    });
    expect(await status('kismet')).toMatchObject({ body: { active: false } });
  });

  it('are listed as far as the box has them', async () => {
    const code =
      "ret = [(n, '', 'loaded' if n.startswith(('kismet', 'cockpit')) else 'not-found', 'active' if n.startswith('k') else 'inactive', '', '', '/', 0, '', '/') for n in args[0]]";
    const words = [manager, 'ListUnitsByNames', 'as', 'a(ssssssouso)', code];
    await bus.client.call(systemd, 'AddMethod', 'sssss', words);
    expect(await device.call('GET', '/system/services')).toMatchObject({
      status: 200,
      body: [
        { name: 'kismet', active: true },
        { name: 'cockpit', active: false },
      ],
    });
  });

  it('are told back trimmed, in lower case, with .service if it was given', async () => {
    await add('grafana-server.service');
    expect((await post('start', ' Grafana-SERVER.Service ')).body).toEqual({
      name: 'grafana-server.service',
      active: true,
    });
    expect((await status('grafana-server')).body).toEqual({ name: 'grafana-server', active: true });
    // An instance of a template is signed and found by its name as well; the mock has no such unit.
    expect((await status('wpa_supplicant@wlan0')).body).toEqual({
      name: 'wpa_supplicant@wlan0',
      active: false,
    });
  });

  it.each([
    'ssh',
    'kismet; reboot',
    '../kismet',
    'kismet.service.service',
    'kismet.socket',
    '',
    '$(id)',
    'kismet\0',
  ])('that are not on the list are refused: %j', async (name) => {
    const told = name.trim().toLowerCase();
    expect(await status(name)).toMatchObject({
      status: 400,
      body: `${told} access is restricted or does not exist`,
    });
    const started = await post('start', name);
    expect(started).toMatchObject({ status: 400, body: `starting ${told} is restricted or does not exist` });
    expect(started.headers.get('content-type')).toBeNull();
    expect(await post('stop', name)).toMatchObject({
      status: 400,
      body: `stopping ${told} is restricted or does not exist`,
    });
  });

  it.each([
    ['GET', '/system/service/status'],
    ['POST', '/system/service/start'],
    ['POST', '/system/service/stop'],
  ])('%s %s needs a name', async (method, path) => {
    const answer = await device.call(method, path);
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual({
      detail: [{ type: 'missing', loc: ['query', 'name'], msg: 'Field required', input: null }],
    });
  });

  it('on a list of one’s own may have capitals', async () => {
    await add('ModemManager.service');
    const own = await startTestDevice({
      NETLOOM_SYSTEM_BUS_ADDRESS: bus.address,
      NETLOOM_ALLOWED_SERVICES: 'ModemManager',
    });
    expect((await own.call('POST', '/system/service/start?name=ModemManager')).body).toEqual({
      name: 'modemmanager',
      active: true,
    });
    expect((await own.call('GET', '/system/service/status?name=kismet')).status).toBe(400);
    await own.stop();
  });

  it('work again when the bus was away', async () => {
    await bus.breakDown();
    expect(await status('kismet')).toMatchObject({ status: 503, body: 'The system bus cannot be reached' });
    expect(await post('start', 'kismet')).toMatchObject({ status: 503 });
    expect((await device.call('GET', '/system/device/info')).status).toBe(200);
    await bus.comeBack();
    await bus.mockTemplate('systemd');
    await add('kismet.service');
    expect(await post('start', 'kismet')).toMatchObject({ status: 200, body: { active: true } });
  });
});

describe.skipIf(!hasPrivateBus())('errors of systemd', () => {
  let bus: PrivateBus;
  let device: TestDevice;
  beforeEach(async () => {
    bus = await startPrivateBus();
    device = await startTestDevice({ NETLOOM_SYSTEM_BUS_ADDRESS: bus.address });
  });
  afterEach(async () => {
    await device?.stop();
    await bus?.stop();
  });
  /** A systemd whose methods all fail. */
  const failing = async (error: string, message: string): Promise<void> => {
    await bus.mockObject({ ...systemd, interface: manager });
    const raise = `raise dbus.exceptions.DBusException(${JSON.stringify(message)}, name=${JSON.stringify(error)})`;
    await bus.client.call(systemd, 'AddMethod', 'sssss', ['', 'GetUnit', 's', 'o', raise]);
    for (const method of ['StartUnit', 'StopUnit'])
      await bus.client.call(systemd, 'AddMethod', 'sssss', ['', method, 'ss', 'o', raise]);
  };

  it.each([
    [
      'org.freedesktop.systemd1.NoSuchUnit',
      'Unit kismet.service not loaded.',
      200,
      { name: 'kismet', active: false },
    ],
    [
      'org.freedesktop.systemd1.NoSuchUnit',
      'Unit kismet.service not found.',
      503,
      'no such unit for kismet.service on host',
    ],
    ['org.freedesktop.DBus.Error.AccessDenied', 'no', 200, { name: 'kismet', active: false }],
  ])('%s (%s) as the status', async (error, message, status, body) => {
    await failing(error, message);
    expect(await device.call('GET', '/system/service/status?name=kismet')).toMatchObject({ status, body });
  });

  it.each([
    ['org.freedesktop.systemd1.NoSuchUnit', 400, 'no such unit for kismet.service on host'],
    ['org.freedesktop.DBus.Error.InvalidArgs', 400, 'Problem with the args'],
    [
      'org.freedesktop.DBus.Error.InteractiveAuthorizationRequired',
      401,
      'Interactive authentication required.',
    ],
    ['org.freedesktop.DBus.Error.AccessDenied', 500, 'Internal Server Error'],
    ['org.freedesktop.systemd1.UnitMasked', 500, 'Internal Server Error'],
  ])('%s for a change', async (error, status, body) => {
    await failing(error, 'whatever');
    for (const word of ['start', 'stop']) {
      const answer = await device.call('POST', `/system/service/${word}?name=kismet`);
      expect(answer).toMatchObject({ status, body });
      expect(answer.headers.get('content-type')).toBeNull();
    }
  });

  it.each([
    ['masked', 'active', false],
    ['loaded', 'activating', false],
    ['loaded', 'active', true],
  ])('a unit that is %s and %s', async (load, state, active) => {
    await bus.mockTemplate('systemd');
    const [path] = await bus.client
      .call(systemd, 'AddMockUnit', 's', ['kismet.service'])
      .then(() => bus.client.call({ ...systemd, interface: manager }, 'GetUnit', 's', ['kismet.service']));
    await bus.client.call({ ...systemd, path: String(path) }, 'UpdateProperties', 'sa{sv}', [
      unitInterface,
      { LoadState: { signature: 's', value: load }, ActiveState: { signature: 's', value: state } },
    ]);
    expect((await device.call('GET', '/system/service/status?name=kismet')).body).toEqual({
      name: 'kismet',
      active,
    });
  });

  it('a bus without systemd', async () => {
    expect((await device.call('GET', '/system/service/status?name=kismet')).body).toEqual({
      name: 'kismet',
      active: false,
    });
    expect(await device.call('POST', '/system/service/start?name=kismet')).toMatchObject({
      status: 500,
      body: 'Internal Server Error',
    });
  });
});

describe('without a bus', () => {
  it('the service runs, and its operations of services are 503', async () => {
    const device = await startTestDevice();
    for (const [method, path] of [
      ['GET', 'status'],
      ['POST', 'start'],
      ['POST', 'stop'],
    ] as const)
      expect(await device.call(method, `/system/service/${path}?name=kismet`)).toMatchObject({
        status: 503,
        body: 'The system bus cannot be reached',
      });
    expect((await device.call('GET', '/system/device/stats')).status).toBe(200);
    await device.stop();
  });
});

import { hasPrivateBus, mockInterface } from '../../src/testing/start-private-bus.ts';
import type { Contract } from './contract.ts';
import { startOnBus, type BusStage } from './start-on-bus.ts';

const bluez = { service: 'org.bluez', path: '/', interface: 'org.bluez.Mock' };
const manager = 'org.freedesktop.DBus.ObjectManager';

/** Section 3.3: BlueZ with an adapter. */
export const bluetoothContract: Contract<BusStage> = {
  title: 'Bluetooth',
  canStart: hasPrivateBus,
  start: () =>
    startOnBus(async (bus) => {
      await bus.mockTemplate('bluez5');
      await bus.client.call(bluez, 'AddAdapter', 'ss', ['hci0', 'lab-pi']);
    }),
  operations: [
    {
      operation: 'GET /bluetooth/status',
      success: {
        answer: {
          name: 'lab-pi',
          alias: 'lab-pi',
          addr: '00:01:02:03:04:05',
          power: 'On',
          paired_devices: [],
        },
      },
      errors: [],
    },
    {
      operation: 'POST /bluetooth/power/:action',
      success: { path: '/bluetooth/power/on', answer: { status: 'success', action: 'on' } },
      errors: [
        {
          status: 400,
          when: 'for another word than on and off',
          path: '/bluetooth/power/toggle',
          answer: "Invalid action. Use 'on' or 'off'.",
        },
      ],
    },
  ],
};

/** Makes BlueZ answer with objects that the Python tells, or with an error. */
const tell =
  (code: string) =>
  ({ bus }: BusStage) =>
    bus.client.call({ ...bluez, interface: mockInterface }, 'AddMethod', 'sssss', [
      manager,
      'GetManagedObjects',
      '',
      'a{oa{sa{sv}}}',
      code,
    ]);
const nothing = tell('ret = dbus.Dictionary({}, signature="oa{sa{sv}}")');
const failure = tell("raise dbus.exceptions.DBusException('no', name='org.bluez.Error.Failed')");
// An adapter that is told but is no object: it cannot be switched.
const stuckAdapter = tell(
  "ret = {dbus.ObjectPath('/org/bluez/hci0'): {'org.bluez.Adapter1': {'Powered': dbus.Boolean(False), 'Name': 'x'}}}",
);

const absent = {
  status: 503,
  when: 'without an adapter',
  arrange: nothing,
  answer: 'Bluetooth hardware not found',
};
const silent = {
  status: 500,
  when: 'when BlueZ fails',
  arrange: failure,
  answer: 'Internal Server Error',
};

/** Section 3.3: BlueZ that has no adapter, or fails. */
export const brokenBluezContract: Contract<BusStage> = {
  title: 'Bluetooth that fails',
  canStart: hasPrivateBus,
  start: () => startOnBus((bus) => bus.mockObject({ ...bluez, interface: manager })),
  operations: [
    {
      operation: 'GET /bluetooth/status',
      success: {
        arrange: stuckAdapter,
        answer: { name: 'x', alias: '', addr: '', power: 'Off', paired_devices: [] },
      },
      errors: [absent, silent],
    },
    {
      operation: 'POST /bluetooth/power/:action',
      success: {
        arrange: stuckAdapter,
        path: '/bluetooth/power/off',
        answer: { status: 'success', action: 'off' },
      },
      errors: [
        { ...absent, path: '/bluetooth/power/on' },
        { ...silent, path: '/bluetooth/power/on' },
        {
          status: 503,
          when: 'when the adapter cannot be switched',
          path: '/bluetooth/power/on',
          arrange: stuckAdapter,
          answer: 'Bluetooth failed to turn on',
        },
      ],
    },
  ],
};

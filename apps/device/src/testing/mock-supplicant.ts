import { waitFor } from '@netloom/server-kit/testing';
import type { Variant } from '../platform/bus/system-bus.ts';
import { mockInterface, type PrivateBus } from './start-private-bus.ts';

/** A BSS as a radio would have found it. A property that is undefined is missing. */
export interface MockBss {
  bssid?: Uint8Array | undefined;
  ssid?: Uint8Array | undefined;
  /** `RSN.KeyMgmt`; undefined: no RSN at all. */
  keyManagement?: readonly string[] | undefined;
  frequency?: number;
  signal?: number;
  rates?: readonly number[];
}

/** A stand-in for wpa_supplicant with an interface and what only a radio can find. */
export interface MockSupplicant {
  /** Makes a BSS, and returns its path. It is not yet among `BSSs`. */
  addBss(bss: MockBss): Promise<string>;
  /** Sets properties of the interface, which tells everybody. */
  set(properties: Readonly<Record<string, Variant>>): Promise<void>;
  /** Sets a property without a signal. */
  setSilently(name: string, value: Variant): Promise<void>;
  signal(name: string, signature: string, args: readonly Variant[]): Promise<void>;
  /** What a method does from now on, in Python: `args` came in, `ret` goes out. */
  on(method: string, code: string): Promise<void>;
  /** Makes a method that takes one object path answer with a text. */
  answerWithText(method: string, answer: string): Promise<void>;
  /** Arguments of each call of a method so far. */
  calls(method: string): Promise<unknown[][]>;
  /** Waits until a method was called so often. */
  called(method: string, times?: number): Promise<void>;
  stop(): Promise<void>;
}

const service = 'fi.w1.wpa_supplicant1';
const rootPath = '/fi/w1/wpa_supplicant1';
const interfacePath = `${rootPath}/Interfaces/0`;

/** Python that ends a call of a mock with a D-Bus error. */
export const raise = (name: string, text: string): string =>
  `raise dbus.exceptions.DBusException('${text}', name='${name}')`;

const text = (value: string): Variant => ({ signature: 's', value });
const paths = (value: readonly string[]): Variant => ({ signature: 'ao', value });

const unknownInterface = raise(
  'fi.w1.wpa_supplicant1.InterfaceUnknown',
  'wpa_supplicant knows nothing about this interface.',
);

/** Methods of the interface: name, types in, types out, Python. */
const methods = [
  ['Scan', 'a{sv}', '', ''],
  ['RemoveAllNetworks', '', '', ''],
  ['AddNetwork', 'a{sv}', 'o', `ret = dbus.ObjectPath('${interfacePath}/Networks/0')`],
  ['SelectNetwork', 'o', '', ''],
] as const;

/** @param name of its one interface, which is not connected and has found nothing yet. */
export const startMockSupplicant = async (bus: PrivateBus, name: string): Promise<MockSupplicant> => {
  const { client } = bus;
  const root = { service, path: rootPath, interface: mockInterface };
  const radio = { service, path: interfacePath, interface: mockInterface };
  const stop = await bus.mockObject({ service, path: rootPath, interface: service });
  const known = `ret = dbus.ObjectPath('${interfacePath}')`;
  const addMethod = (method: readonly [string, string, string, string]) =>
    client.call(root, 'AddMethod', 'sssss', [service, ...method]);
  await addMethod(['GetInterface', 's', 'o', `if args[0] != '${name}': ${unknownInterface}\n${known}`]);
  await addMethod([
    'CreateInterface',
    'a{sv}',
    'o',
    raise('fi.w1.wpa_supplicant1.UnknownError', 'no such device'),
  ]);
  await client.call(root, 'AddProperty', 'ssv', [service, 'Interfaces', paths([interfacePath])]);
  await client.call(root, 'AddObject', 'ssa{sv}a(ssss)', [
    interfacePath,
    `${service}.Interface`,
    {
      Ifname: text(name),
      State: text('disconnected'),
      BSSs: paths([]),
      CurrentBSS: { signature: 'o', value: '/' },
    },
    methods,
  ]);
  let bssCount = 0;

  const targetOf = (method: string) => (method.endsWith('Interface') ? root : radio);
  const calls: MockSupplicant['calls'] = async (method) => {
    const [log] = await client.call(targetOf(method), 'GetMethodCalls', 's', [method]);
    return (log as [unknown, unknown[]][]).map(([, args]) => args);
  };
  return {
    addBss: async ({ bssid, ssid, keyManagement, frequency = 2412, signal = -50, rates = [] }) => {
      const path = `${interfacePath}/BSSs/${bssCount++}`;
      const rsn = (of: readonly string[]) => ({ KeyMgmt: { signature: 'as', value: of } });
      const properties: Record<string, Variant> = {
        Frequency: { signature: 'q', value: frequency },
        Signal: { signature: 'n', value: signal },
        Rates: { signature: 'au', value: rates },
        RSN: { signature: 'a{sv}', value: keyManagement === undefined ? {} : rsn(keyManagement) },
        ...(bssid === undefined ? {} : { BSSID: { signature: 'ay', value: bssid } }),
        ...(ssid === undefined ? {} : { SSID: { signature: 'ay', value: ssid } }),
      };
      await client.call(root, 'AddObject', 'ssa{sv}a(ssss)', [path, `${service}.BSS`, properties, []]);
      return path;
    },
    set: async (properties) => {
      await client.call(radio, 'UpdateProperties', 'sa{sv}', [`${service}.Interface`, properties]);
    },
    setSilently: async (property, value) => {
      await client.call(radio, 'AddMethod', 'sssss', [
        `${service}.Interface`,
        'Put',
        'v',
        '',
        `self.props['${service}.Interface']['${property}'] = args[0]`,
      ]);
      await client.call({ ...radio, interface: `${service}.Interface` }, 'Put', 'v', [value]);
    },
    signal: async (member, signature, args) => {
      await client.call(radio, 'EmitSignal', 'sssav', [`${service}.Interface`, member, signature, args]);
    },
    on: async (method, code) => {
      const isRoot = targetOf(method) === root;
      const [, types = isRoot && method === 'GetInterface' ? 's' : 'a{sv}', result = 'o'] =
        methods.find(([of]) => of === method) ?? [];
      const of = isRoot ? service : `${service}.Interface`;
      await client.call(targetOf(method), 'AddMethod', 'sssss', [of, method, types, result, code]);
    },
    answerWithText: async (method, answer) => {
      const of = `${service}.Interface`;
      await client.call(radio, 'AddMethod', 'sssss', [of, method, 'o', 's', `ret = '${answer}'`]);
    },
    calls,
    called: async (method, times = 1) => {
      await waitFor(`${method} is called`, async () => (await calls(method)).length >= times);
    },
    stop,
  };
};

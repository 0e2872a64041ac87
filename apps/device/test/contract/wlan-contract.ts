import { expect } from 'vitest';
import { startTestDevice, type TestDevice } from '../../src/testing/index.ts';
import { raise, startMockSupplicant, type MockSupplicant } from '../../src/testing/mock-supplicant.ts';
import { recordCommands } from '../../src/testing/record-commands.ts';
import { hasPrivateBus, startPrivateBus, type PrivateBus } from '../../src/testing/start-private-bus.ts';
import type { Case, Contract, OperationContract, Stage } from './contract.ts';
import { missing, noName, notAllowed, notAnInterface, notANumber, tooLarge, tooSmall } from './problems.ts';
import { internalError } from './start-with-recorder.ts';

interface WlanStage extends Stage {
  bus: PrivateBus;
  supplicant: MockSupplicant;
  /** The two boxes of which `device` is one. */
  onBus: TestDevice;
  withoutBus: TestDevice;
}

const radio = '/fi/w1/wpa_supplicant1/Interfaces/0';
const scanDone = `self.EmitSignal('fi.w1.wpa_supplicant1.Interface', 'ScanDone', 'b', [True])`;
const select = `ret = dbus.ObjectPath('${radio}/Networks/0')`;

/** Interfaces by what wpa_supplicant says of them; `wlan0` is one that it looks after. */
const unknown = 'wlan7';
const denied = 'wlan8';
const unreadable = 'wlan9';
const getInterface = `ret = dbus.ObjectPath('${radio}')
if args[0] == '${unknown}': ${raise('fi.w1.wpa_supplicant1.InterfaceUnknown', 'never heard of it')}
if args[0] == '${denied}': ${raise('org.freedesktop.DBus.Error.AccessDenied', 'not you')}
if args[0] == '${unreadable}': ret = dbus.ObjectPath('/nowhere')`;

const object = (path: string) => ({ signature: 'o', value: path });
const objects = (...paths: string[]) => ({ signature: 'ao', value: paths });
const word = (value: string) => ({ signature: 's', value });

const lab = { ssid: 'Lab', bssid: '02:00:00:00:00:01', key_mgmt: 'wpa-psk', signal: -52, freq: 5180 };
const network = { ...lab, minrate: 6_000_000 };
const noNetwork = { ssid: '', bssid: '', key_mgmt: '', signal: 0, freq: 0, minrate: 0 };
const bss = `${radio}/BSSs/0`;

/** wpa_supplicant with an interface that is connected to the one network in the air. */
const startSupplicant = async (bus: PrivateBus): Promise<MockSupplicant> => {
  const supplicant = await startMockSupplicant(bus, 'wlan0');
  await supplicant.addBss({
    bssid: new Uint8Array([2, 0, 0, 0, 0, 1]),
    ssid: new TextEncoder().encode('Lab'),
    keyManagement: ['wpa-psk'],
    frequency: network.freq,
    signal: network.signal,
    rates: [54_000_000, network.minrate],
  });
  await supplicant.setSilently('BSSs', objects(bss));
  await supplicant.setSilently('CurrentBSS', object(bss));
  await supplicant.setSilently('State', word('completed'));
  await supplicant.on('GetInterface', getInterface);
  await supplicant.on('Scan', scanDone);
  return supplicant;
};

type Change = Pick<Case<WlanStage>, 'arrange' | 'restore'>;
type Variant = Parameters<MockSupplicant['setSilently']>[1];

const whileProperty = (name: string, value: Variant, usual: Variant): Change => ({
  arrange: ({ supplicant }) => supplicant.setSilently(name, value),
  restore: ({ supplicant }) => supplicant.setSilently(name, usual),
});
const whileMethod = (name: string, code: string, usual: string): Change => ({
  arrange: ({ supplicant }) => supplicant.on(name, code),
  restore: ({ supplicant }) => supplicant.on(name, usual),
});
const failure = raise('fi.w1.wpa_supplicant1.InvalidArgs', 'no');
const unconnected = whileProperty('CurrentBSS', object('/'), object(bss));
const lost = whileProperty('CurrentBSS', object(`${radio}/BSSs/7`), object(bss));

const noBus: Case<WlanStage> = {
  status: 503,
  when: 'without a system bus',
  arrange: (stage) => (stage.device = stage.withoutBus),
  restore: (stage) => (stage.device = stage.onBus),
  answer: 'The system bus cannot be reached',
};
const refused = (what: string, path: string, ...detail: object[]): Case<WlanStage> => ({
  status: 422,
  when: `for ${what}`,
  path,
  answer: { detail },
});

const timeout = ['query', 'timeout'];
/** @param where a path, to which the query is added */
const badTimes = (where: string): Case<WlanStage>[] => {
  const at = (time: string) => `${where}${where.includes('?') ? '&' : '?'}timeout=${time}`;
  return [
    refused('a time in words', at('soon'), notANumber(timeout, 'soon')),
    refused('a time below zero', at('-1'), tooSmall(timeout, 0, '-1')),
    refused('a time that is too long', at('121'), tooLarge(timeout, 120, '121')),
  ];
};
const badInterfaces = (at: (name: string) => string): Case<WlanStage>[] => [
  refused('what is no name of an interface', at(noName), notAnInterface('query', 'interface')),
];

/** What every question about an interface answers when wpa_supplicant does not look after it. */
const unresolved = (at: (name: string) => Pick<Case<WlanStage>, 'path' | 'body'>): Case<WlanStage>[] => [
  {
    status: 400,
    when: 'for an interface that wpa_supplicant cannot look after',
    ...at(unknown),
    answer: 'Interface cannot be created : fi.w1.wpa_supplicant1.UnknownError: no such device',
  },
  {
    status: 400,
    when: 'for an interface that wpa_supplicant does not give away',
    ...at(denied),
    answer: 'Interface unknown : org.freedesktop.DBus.Error.AccessDenied: not you',
  },
];

const scanning = (name: string, type = 'active') => `/network/wlan/scan?type=${type}&interface=${name}`;
const connected = (name: string) => `/network/wlan/getConnected?interface=${name}`;

const setup = {
  interface: 'wlan0',
  removeAllFirst: true,
  netConfig: { ssid: 'Lab', psk: 'abcdefgh', proto: null, key_mgmt: 'WPA-PSK', ieee80211w: 1 },
};
const { netConfig } = setup;
/** As a refusal repeats it. */
const shown = { ...netConfig, psk: '********' };

const event = (text: string) => ({
  event: text,
  time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/) as unknown,
});
const arrived = [event('completed'), event('IP Address 192.0.2.7 on wlan0')];
const outcome = (status: string, eventLog: unknown, { selectErr = '', connectedNet = noNetwork } = {}) => ({
  status,
  response: { selectErr, eventLog },
  connectedNet,
  input: 'Lab',
});

/** Attempts that end well for the request, but not for the connection. */
const attempts: readonly Case<WlanStage>[] = [
  {
    when: 'with connection_lost, when there is no network any more',
    ...unconnected,
    answer: outcome('connection_lost', arrived),
  },
  {
    when: 'with connection_lost, when the network cannot be read',
    ...lost,
    answer: outcome('connection_lost', arrived),
  },
  {
    when: 'with connection_error, when the selection says something',
    arrange: ({ supplicant }) => supplicant.answerWithText('SelectNetwork', 'NetworkUnknown'),
    restore: ({ supplicant }) => supplicant.on('SelectNetwork', ''),
    answer: outcome('connection_error', [], { selectErr: 'NetworkUnknown' }),
  },
  ...Object.entries({ RemoveAllNetworks: '', AddNetwork: select, SelectNetwork: '' }).map(
    ([method, usual]) => ({
      when: `with uninitialised, when ${method} fails`,
      ...whileMethod(method, failure, usual),
      answer: outcome('uninitialised', [event('fi.w1.wpa_supplicant1.InvalidArgs: no')]),
    }),
  ),
];

const inNetwork = (change: object, loc: string[], why: string, input: unknown) => ({
  body: { ...setup, netConfig: { ...netConfig, ...change } },
  problem: notAllowed(['body', 'netConfig', ...loc], why, input),
});
const badNetworks = [
  {
    what: 'an empty ssid',
    ...inNetwork({ ssid: '' }, ['ssid'], 'empty, or with a zero byte', ''),
  },
  {
    what: 'a long ssid',
    ...inNetwork({ ssid: 'ä'.repeat(17) }, [], 'ssid is longer than 32 bytes', {
      ...shown,
      ssid: 'ä'.repeat(17),
    }),
  },
  {
    what: 'a network without its key',
    ...inNetwork({ psk: null }, [], 'psk is required for WPA-PSK', shown),
  },
  {
    what: 'a short key',
    ...inNetwork(
      { psk: 'abcdefg' },
      [],
      'psk must have 8 to 63 characters, or be 64 hexadecimal digits',
      shown,
    ),
  },
  {
    what: 'strange protocols',
    ...inNetwork({ proto: 'rsn' }, ['proto'], 'not a list of protocols like RSN WPA', 'rsn'),
  },
];
const badWay = {
  type: 'enum',
  loc: ['body', 'netConfig', 'key_mgmt'],
  msg: "Input should be 'NONE', 'WPA-PSK' or 'SAE'",
  input: 'WEP',
  ctx: { expected: "'NONE', 'WPA-PSK' or 'SAE'" },
};

/** `set` and `set-dbus` are the same. */
const connecting = (path: string): OperationContract<WlanStage> => {
  const badBody = (what: string, body: unknown, ...detail: object[]): Case<WlanStage> => ({
    ...refused(what, path, ...detail),
    body,
  });
  return {
    operation: `POST ${path}`,
    success: { body: setup, answer: outcome('connected', arrived, { connectedNet: network }) },
    errors: [
      ...attempts.map((each) => ({ status: 200, ...each, body: setup })),
      {
        status: 200,
        when: 'with connection_timeout, when the time is over',
        path: `${path}?timeout=1`,
        body: setup,
        ...whileProperty('State', word('4way_handshake'), word('completed')),
        // How often the state is looked at is a matter of time.
        answer: outcome('connection_timeout', expect.arrayContaining([event('4way_handshake')])),
      },
      ...unresolved((name) => ({ body: { ...setup, interface: name } })),
      { ...noBus, body: setup },
      badBody('a request without a body', undefined, missing(['body'])),
      badBody(
        'a body with nothing in it',
        {},
        ...['interface', 'netConfig', 'removeAllFirst'].map((name) => missing(['body', name], {})),
      ),
      badBody(
        'what is no name of an interface',
        { ...setup, interface: noName },
        notAnInterface('body', 'interface'),
      ),
      badBody(
        'a network with nothing in it',
        { ...setup, netConfig: {} },
        ...['ssid', 'key_mgmt'].map((name) => missing(['body', 'netConfig', name], {})),
      ),
      badBody(
        'another way to prove the key',
        { ...setup, netConfig: { ...netConfig, key_mgmt: 'WEP' } },
        badWay,
      ),
      badBody(
        'another protection of frames',
        { ...setup, netConfig: { ...netConfig, ieee80211w: 3 } },
        tooLarge(['body', 'netConfig', 'ieee80211w'], 2, 3),
      ),
      ...badNetworks.map(({ what, body, problem }) => badBody(what, body, problem)),
      ...badTimes(path).map((each) => ({ ...each, body: setup })),
    ],
  };
};

/** Section 3.7: a stand-in for wpa_supplicant. */
export const wlanContract: Contract<WlanStage> = {
  title: 'WLAN',
  canStart: hasPrivateBus,
  start: async () => {
    const bus = await startPrivateBus();
    const supplicant = await startSupplicant(bus);
    const links = [{ ifname: 'wlan0', addr_info: [{ family: 'inet', local: '192.0.2.7' }] }];
    const { run } = recordCommands((line) => (line.startsWith('ip ') ? JSON.stringify(links) : ''));
    const onBus = await startTestDevice({ NETLOOM_SYSTEM_BUS_ADDRESS: bus.address }, { run });
    const withoutBus = await startTestDevice({}, { run });
    const stop = async () => {
      await onBus.stop();
      await withoutBus.stop();
      await bus.stop();
    };
    return { bus, supplicant, device: onBus, onBus, withoutBus, stop };
  },
  operations: [
    {
      operation: 'GET /network/wlan/getInterfaces',
      success: { answer: { interfaces: [{ interface: 'wlan0' }] } },
      errors: [
        {
          ...internalError,
          when: 'while wpa_supplicant is away',
          arrange: ({ supplicant }) => supplicant.stop(),
          restore: async (stage) => {
            stage.supplicant = await startSupplicant(stage.bus);
          },
        },
        noBus,
        ...badTimes('/network/wlan/getInterfaces'),
      ],
    },
    {
      operation: 'GET /network/wlan/scan',
      success: { path: scanning('wlan0'), answer: { nets: [network] } },
      errors: [
        {
          status: 200,
          when: 'whatever the case of the kind',
          path: scanning('wlan0', '%20Passive%20'),
          answer: { nets: [network] },
        },
        {
          status: 200,
          when: 'with nothing, when nothing is found in time',
          path: `${scanning('wlan0', 'passive')}&timeout=1`,
          arrange: async ({ supplicant }) => {
            await supplicant.on('Scan', '');
            await supplicant.setSilently('BSSs', objects());
          },
          restore: async ({ supplicant }) => {
            // The scan is still going on.
            await supplicant.signal('ScanDone', 'b', [{ signature: 'b', value: true }]);
            await supplicant.on('Scan', scanDone);
            await supplicant.setSilently('BSSs', objects(bss));
          },
          answer: { nets: [] },
        },
        {
          status: 400,
          when: 'for a kind that is none',
          path: scanning('wlan0', 'loud'),
          answer: 'loud is not a valid scan type',
        },
        {
          status: 400,
          when: 'when wpa_supplicant refuses to scan',
          path: scanning('wlan0'),
          ...whileMethod('Scan', failure, scanDone),
          answer: 'active is not a valid scan type',
        },
        ...unresolved((name) => ({ path: scanning(name) })),
        { ...noBus, path: scanning('wlan0') },
        refused(
          'a request without a query',
          '/network/wlan/scan',
          missing(['query', 'type']),
          missing(['query', 'interface']),
        ),
        ...badInterfaces(scanning),
        ...badTimes(scanning('wlan0')),
      ],
    },
    {
      operation: 'GET /network/wlan/getConnected',
      success: { path: connected('wlan0'), answer: { connectedStatus: true, connectedNet: network } },
      errors: [
        {
          status: 200,
          when: 'when there is no connection',
          path: connected('wlan0'),
          ...unconnected,
          answer: { connectedStatus: false },
        },
        {
          status: 200,
          when: 'when the network cannot be read',
          path: connected('wlan0'),
          ...lost,
          answer: { connectedStatus: true },
        },
        ...unresolved((name) => ({ path: connected(name) })),
        {
          ...internalError,
          when: 'when the connection cannot be read',
          path: connected(unreadable),
          type: 'text/plain; charset=utf-8',
        },
        { ...noBus, path: connected('wlan0') },
        refused('a request without a query', '/network/wlan/getConnected', missing(['query', 'interface'])),
        ...badInterfaces(connected),
        ...badTimes(connected('wlan0')),
      ],
    },
    connecting('/network/wlan/set-dbus'),
    connecting('/network/wlan/set'),
  ],
};

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { raise, startMockSupplicant, type MockSupplicant } from '../../../testing/mock-supplicant.ts';
import { recordCommands } from '../../../testing/record-commands.ts';
import { hasPrivateBus, startPrivateBus, type PrivateBus } from '../../../testing/start-private-bus.ts';
import { startTestDevice, type TestDevice } from '../../../testing/start-test-device.ts';
import type { ConnectionOutcome } from './connect.ts';

const lab = {
  interface: 'wlan0',
  removeAllFirst: true,
  netConfig: { ssid: 'Lab', psk: 'abcdefgh', proto: null, key_mgmt: 'WPA-PSK', ieee80211w: 1 },
};
const nothing = { ssid: '', bssid: '', key_mgmt: '', signal: 0, freq: 0, minrate: 0 };

const links = JSON.stringify([
  { ifname: 'eth0', addr_info: [{ family: 'inet', local: '198.51.100.1' }] },
  {
    ifname: 'wlan0',
    addr_info: [
      { family: 'inet6', local: 'fe80::1' },
      { family: 'inet', local: '192.0.2.7' },
    ],
  },
]);

describe.skipIf(!hasPrivateBus())('connecting', () => {
  const { ran, failing, run } = recordCommands((line) => (line.startsWith('ip ') ? links : ''));
  let bus: PrivateBus;
  let device: TestDevice;
  let supplicant: MockSupplicant;

  beforeAll(async () => {
    bus = await startPrivateBus();
    device = await startTestDevice({ NETLOOM_SYSTEM_BUS_ADDRESS: bus.address }, { run });
  });
  afterAll(async () => {
    await device.stop();
    await bus.stop();
  });
  beforeEach(async () => {
    ran.length = 0;
    failing.clear();
    supplicant = await startMockSupplicant(bus, 'wlan0');
  });
  afterEach(() => supplicant.stop());

  const connect = async (body: unknown = lab, where = '/network/wlan/set-dbus?timeout=4') => {
    const answer = await device.call('POST', where, body);
    expect(answer.status).toBe(200);
    return answer.body as ConnectionOutcome;
  };
  const state = (value: string) => supplicant.setSilently('State', { signature: 's', value });
  const events = ({ response }: ConnectionOutcome) => response.eventLog.map(({ event }) => event);
  const joinLab = async () => {
    const bss = await supplicant.addBss({
      bssid: new Uint8Array([2, 0, 0, 0, 0, 1]),
      ssid: new TextEncoder().encode('Lab'),
      keyManagement: ['wpa-psk'],
      frequency: 5180,
      signal: -52,
      rates: [54_000_000, 6_000_000],
    });
    await supplicant.setSilently('CurrentBSS', { signature: 'o', value: bss });
  };

  it.each(['/network/wlan/set-dbus', '/network/wlan/set'])('%s tells the whole way', async (where) => {
    await joinLab();
    await state('scanning');
    const answer = connect(lab, where);
    await supplicant.called('SelectNetwork');
    setTimeout(() => void state('completed'), 700);
    const outcome = await answer;
    expect(outcome).toEqual({
      status: 'connected',
      response: { selectErr: '', eventLog: expect.any(Array) as unknown },
      connectedNet: {
        ssid: 'Lab',
        bssid: '02:00:00:00:00:01',
        key_mgmt: 'wpa-psk',
        signal: -52,
        freq: 5180,
        minrate: 6_000_000,
      },
      input: 'Lab',
    });
    // Each look at the state is told; how many there were is a matter of time.
    const told = [...new Set(events(outcome))].filter((event) => event !== 'scanning');
    expect(told).toEqual(['completed', 'IP Address 192.0.2.7 on wlan0']);
    for (const { time } of outcome.response.eventLog)
      expect(time).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/);
  });

  it('hands the network over, without what is null', async () => {
    await state('completed');
    await connect();
    expect(await supplicant.calls('RemoveAllNetworks')).toHaveLength(1);
    expect(await supplicant.calls('AddNetwork')).toEqual([
      [{ ssid: 'Lab', key_mgmt: 'WPA-PSK', psk: 'abcdefgh', ieee80211w: 1 }],
    ]);
    expect(await supplicant.calls('SelectNetwork')).toEqual([
      ['/fi/w1/wpa_supplicant1/Interfaces/0/Networks/0'],
    ]);
  });

  it('leaves the other networks alone unless told otherwise, and hands a key over as bytes', async () => {
    await state('completed');
    const psk = '00ff'.repeat(16);
    await connect({
      interface: 'wlan0',
      removeAllFirst: 'no',
      netConfig: { ssid: 'Lab', key_mgmt: 'SAE', psk, proto: 'RSN' },
    });
    expect(await supplicant.calls('RemoveAllNetworks')).toHaveLength(0);
    expect(await supplicant.calls('AddNetwork')).toEqual([
      [{ ssid: 'Lab', key_mgmt: 'SAE', psk: new Uint8Array(Buffer.from(psk, 'hex')), proto: 'RSN' }],
    ]);
  });

  it('renews the address by DHCP, and goes on without one', async () => {
    await joinLab();
    await state('completed');
    await connect();
    const [release = '', request = ''] = ran;
    expect(release).toMatch(/^dhclient -r .* wlan0$/);
    expect(request).toMatch(/^dhclient (?!-r ).* wlan0$/);
    failing.set(/dhclient/, 'no lease');
    failing.set(/^ip /, 'no netlink');
    const outcome = await connect();
    expect(outcome.status).toBe('connected');
    expect(events(outcome)).toEqual(['completed', 'no IP Address on wlan0']);
  });

  it('has lost the connection when there is no network, or none that can be read', async () => {
    await state('completed');
    expect(await connect()).toMatchObject({ status: 'connection_lost', connectedNet: nothing });
    await supplicant.setSilently('CurrentBSS', { signature: 'o', value: '/gone' });
    expect(await connect()).toMatchObject({ status: 'connection_lost', connectedNet: nothing });
  });

  it('is over when the time is', async () => {
    await state('4way_handshake');
    const outcome = await connect(lab, '/network/wlan/set?timeout=1');
    expect(outcome).toMatchObject({ status: 'connection_timeout', connectedNet: nothing, input: 'Lab' });
    expect(new Set(events(outcome))).toEqual(new Set(['4way_handshake']));
    expect(ran).toEqual([]);
  });

  it.each(['disconnected', 'inactive'])('ends early when the interface is %s again', async (end) => {
    await state('associating');
    const begin = performance.now();
    const answer = connect(lab, '/network/wlan/set?timeout=20');
    await supplicant.called('SelectNetwork');
    setTimeout(() => void state(end), 700);
    const outcome = await answer;
    expect(outcome.status).toBe('connection_timeout');
    expect(events(outcome).at(-1)).toBe(end);
    expect(performance.now() - begin).toBeLessThan(15_000);
  });

  it('ends early when the interface does not even begin', async () => {
    const begin = performance.now();
    expect((await connect(lab, '/network/wlan/set?timeout=20')).status).toBe('connection_timeout');
    expect(performance.now() - begin).toBeLessThan(15_000);
  });

  it('is an error when the selection says something', async () => {
    await supplicant.answerWithText('SelectNetwork', 'fi.w1.wpa_supplicant1.NetworkUnknown');
    expect(await connect()).toMatchObject({
      status: 'connection_error',
      response: { selectErr: 'fi.w1.wpa_supplicant1.NetworkUnknown', eventLog: [] },
      connectedNet: nothing,
    });
  });

  it.each(['RemoveAllNetworks', 'AddNetwork', 'SelectNetwork'])(
    'has not begun when %s fails',
    async (method) => {
      await supplicant.on(method, raise('fi.w1.wpa_supplicant1.InvalidArgs', 'no'));
      const outcome = await connect();
      expect(outcome).toMatchObject({
        status: 'uninitialised',
        response: { selectErr: '' },
        connectedNet: nothing,
        input: 'Lab',
      });
      expect(events(outcome)).toEqual(['fi.w1.wpa_supplicant1.InvalidArgs: no']);
    },
  );

  it('is an error when wpa_supplicant goes away meanwhile', async () => {
    await state('associating');
    // Long enough for a busy machine to end a program.
    const answer = connect(lab, '/network/wlan/set-dbus?timeout=30');
    await supplicant.called('SelectNetwork');
    await supplicant.stop();
    const outcome = await answer;
    expect(outcome.status).toBe('connection_error');
    expect(outcome.response.selectErr).toMatch(/^org\.freedesktop\.DBus\.Error\./);
    supplicant = await startMockSupplicant(bus, 'wlan0');
  });

  const { netConfig } = lab;
  it.each<[string, unknown, (string | number)[]]>([
    ['no body', undefined, ['body']],
    ['no interface', { ...lab, interface: undefined }, ['body', 'interface']],
    ['an interface with a command', { ...lab, interface: 'wlan0;id' }, ['body', 'interface']],
    ['no removeAllFirst', { ...lab, removeAllFirst: undefined }, ['body', 'removeAllFirst']],
    ['no network', { ...lab, netConfig: undefined }, ['body', 'netConfig']],
    ['a network in words', { ...lab, netConfig: 'Lab' }, ['body', 'netConfig']],
    ['no ssid', { ...lab, netConfig: { ...netConfig, ssid: undefined } }, ['body', 'netConfig', 'ssid']],
    ['an empty ssid', { ...lab, netConfig: { ...netConfig, ssid: '' } }, ['body', 'netConfig', 'ssid']],
    ['a zero byte', { ...lab, netConfig: { ...netConfig, ssid: 'a\0b' } }, ['body', 'netConfig', 'ssid']],
    ['a long ssid', { ...lab, netConfig: { ...netConfig, ssid: 'ä'.repeat(17) } }, ['body', 'netConfig']],
    [
      'no key_mgmt',
      { ...lab, netConfig: { ...netConfig, key_mgmt: undefined } },
      ['body', 'netConfig', 'key_mgmt'],
    ],
    [
      'another key_mgmt',
      { ...lab, netConfig: { ...netConfig, key_mgmt: 'WEP' } },
      ['body', 'netConfig', 'key_mgmt'],
    ],
    ['no key', { ...lab, netConfig: { ...netConfig, psk: null } }, ['body', 'netConfig']],
    ['a short key', { ...lab, netConfig: { ...netConfig, psk: 'abcdefg' } }, ['body', 'netConfig']],
    ['a long key', { ...lab, netConfig: { ...netConfig, psk: 'g'.repeat(64) } }, ['body', 'netConfig']],
    ['a key with a line', { ...lab, netConfig: { ...netConfig, psk: 'abcd\nefgh' } }, ['body', 'netConfig']],
    [
      'a key of digits',
      { ...lab, netConfig: { ...netConfig, psk: 12_345_678 } },
      ['body', 'netConfig', 'psk'],
    ],
    [
      'strange protocols',
      { ...lab, netConfig: { ...netConfig, proto: 'RSN"\n' } },
      ['body', 'netConfig', 'proto'],
    ],
    [
      'another protection',
      { ...lab, netConfig: { ...netConfig, ieee80211w: 3 } },
      ['body', 'netConfig', 'ieee80211w'],
    ],
  ])('is refused for %s, and changes nothing', async (_what, body, loc) => {
    const answer = await device.call('POST', '/network/wlan/set', body);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ detail: [{ loc }] });
    expect(await supplicant.calls('GetInterface')).toEqual([]);
  });

  it('does not repeat the key in a refusal', async () => {
    for (const body of [
      { ...lab, interface: undefined },
      { ...lab, netConfig: { ...netConfig, psk: 'secret' } },
      { ...lab, netConfig: { ...netConfig, ssid: undefined, psk: 'secret words' } },
      { ...lab, netConfig: { ...netConfig, psk: ['secret'] } },
    ]) {
      const answer = await device.call('POST', '/network/wlan/set', body);
      expect(answer.status).toBe(422);
      expect(JSON.stringify(answer.body)).not.toMatch(/secret|abcdefgh/);
    }
  });

  it('waits no longer than is allowed', async () => {
    const answer = await device.call('POST', '/network/wlan/set?timeout=121', lab);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ detail: [{ loc: ['query', 'timeout'] }] });
  });
});

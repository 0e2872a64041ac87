import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { raise, startMockSupplicant, type MockSupplicant } from '../../../testing/mock-supplicant.ts';
import { hasPrivateBus, startPrivateBus, type PrivateBus } from '../../../testing/start-private-bus.ts';
import { startTestDevice, type TestDevice } from '../../../testing/start-test-device.ts';

const bytes = (value: string): Uint8Array => new TextEncoder().encode(value);
const bssid = (last: number): Uint8Array => new Uint8Array([2, 0, 0, 0, 0xab, last]);
const done = (success: boolean) => ['ScanDone', 'b', [{ signature: 'b', value: success }]] as const;

describe.skipIf(!hasPrivateBus())('scanning', () => {
  let bus: PrivateBus;
  let device: TestDevice;
  let supplicant: MockSupplicant;
  let now = Date.now();

  beforeAll(async () => {
    bus = await startPrivateBus();
    device = await startTestDevice(
      { NETLOOM_SYSTEM_BUS_ADDRESS: bus.address, NETLOOM_SCAN_CACHE_SECONDS: '5' },
      { clock: () => new Date(now) },
    );
  });
  afterAll(async () => {
    await device.stop();
    await bus.stop();
  });
  beforeEach(async () => {
    now += 60_000;
    supplicant = await startMockSupplicant(bus, 'wlan0');
  });
  afterEach(() => supplicant.stop());

  const scan = async (query = 'type=active&interface=wlan0') => {
    const { status, body } = await device.call('GET', `/network/wlan/scan?${query}`);
    return { status, body };
  };
  const find = (...found: string[]) => supplicant.setSilently('BSSs', { signature: 'ao', value: found });

  it('decodes what was found', async () => {
    const found = await Promise.all([
      supplicant.addBss({
        bssid: bssid(1),
        ssid: bytes('Lab'),
        keyManagement: ['wpa-psk', 'sae'],
        frequency: 5180,
        signal: -52,
        rates: [54_000_000, 24_000_000, 6_000_000],
      }),
      supplicant.addBss({ bssid: bssid(0x0f), ssid: bytes('Café\n'), signal: -91 }),
      supplicant.addBss({ bssid: bssid(3), ssid: bytes(''), keyManagement: [] }),
      supplicant.addBss({ bssid: bssid(4) }),
    ]);
    const answer = scan();
    await supplicant.called('Scan');
    await find(...found, '/fi/w1/wpa_supplicant1/Interfaces/0/BSSs/77');
    await supplicant.signal(...done(true));
    expect(await answer).toEqual({
      status: 200,
      body: {
        nets: [
          {
            ssid: 'Lab',
            bssid: '02:00:00:00:ab:01',
            key_mgmt: 'wpa-psk/sae',
            signal: -52,
            freq: 5180,
            minrate: 6_000_000,
          },
          { ssid: 'Caf   ', bssid: '02:00:00:00:ab:0f', key_mgmt: '', signal: -91, freq: 2412, minrate: 0 },
          { ssid: '', bssid: '02:00:00:00:ab:03', key_mgmt: '', signal: -50, freq: 2412, minrate: 0 },
        ],
      },
    });
    expect(await supplicant.calls('Scan')).toEqual([[{ Type: 'active' }]]);
  });

  it('passes on the kind of the scan, in any case and with spaces', async () => {
    const answer = scan('type=%20Passive%20&interface=wlan0');
    await supplicant.called('Scan');
    await supplicant.signal(...done(true));
    expect(await answer).toEqual({ status: 200, body: { nets: [] } });
    expect(await supplicant.calls('Scan')).toEqual([[{ Type: 'passive' }]]);
  });

  it('ends with new BSSs where ScanDone does not come', async () => {
    const first = await supplicant.addBss({ bssid: bssid(1), ssid: bytes('old') });
    const second = await supplicant.addBss({ bssid: bssid(2), ssid: bytes('new') });
    await find(first);
    const answer = scan();
    await supplicant.called('Scan');
    await supplicant.set({ BSSs: { signature: 'ao', value: [second] } });
    expect(await answer).toMatchObject({ body: { nets: [{ ssid: 'new' }] } });

    now += 60_000;
    const next = scan();
    await supplicant.called('Scan', 2);
    await find(first, second);
    await supplicant.signal('BSSAdded', 'oa{sv}', [
      { signature: 'o', value: first },
      { signature: 'a{sv}', value: {} },
    ]);
    expect(await next).toMatchObject({ body: { nets: [{ ssid: 'old' }, { ssid: 'new' }] } });
  });

  it('sees new BSSs where no signal comes at all', async () => {
    const answer = scan();
    await supplicant.called('Scan');
    await find(await supplicant.addBss({ bssid: bssid(1), ssid: bytes('quiet') }));
    expect(await answer).toMatchObject({ body: { nets: [{ ssid: 'quiet' }] } });
  });

  it('does not end with BSSs that were forgotten, or with a scan that failed', async () => {
    const old = await supplicant.addBss({ bssid: bssid(1), ssid: bytes('old') });
    const fresh = await supplicant.addBss({ bssid: bssid(2), ssid: bytes('fresh') });
    await find(old);
    let ended = false;
    const answer = scan().finally(() => (ended = true));
    await supplicant.called('Scan');
    await supplicant.set({
      BSSs: { signature: 'ao', value: [] },
      State: { signature: 's', value: 'scanning' },
    });
    await supplicant.signal(...done(false));
    await sleep(500);
    expect(ended).toBe(false);
    await find(fresh);
    await supplicant.signal(...done(true));
    expect(await answer).toMatchObject({ body: { nets: [{ ssid: 'fresh' }] } });
  });

  it('gives nothing, or what is known, when the time is over', async () => {
    const begin = performance.now();
    expect(await scan('type=active&interface=wlan0&timeout=1')).toEqual({ status: 200, body: { nets: [] } });
    expect(performance.now() - begin).toBeLessThan(15_000);
    await supplicant.signal(...done(true));

    await find(await supplicant.addBss({ bssid: bssid(1), ssid: bytes('known') }));
    const known = { status: 200, body: { nets: [expect.objectContaining({ ssid: 'known' })] } };
    expect(await scan('type=passive&interface=wlan0&timeout=1')).toEqual(known);
    // The scan that is still going on is joined.
    expect(await scan('type=passive&interface=wlan0&timeout=1')).toEqual(known);
    expect(await supplicant.calls('Scan')).toEqual([[{ Type: 'active' }], [{ Type: 'passive' }]]);
    await supplicant.signal(...done(true));
  });

  it('is one for all who ask at the same time, and for those who come soon after', async () => {
    const answers = Array.from({ length: 10 }, () => scan());
    await supplicant.called('Scan');
    await find(await supplicant.addBss({ bssid: bssid(1), ssid: bytes('Lab') }));
    await supplicant.signal(...done(true));
    for (const answer of answers) expect(await answer).toMatchObject({ body: { nets: [{ ssid: 'Lab' }] } });
    now += 4900;
    expect(await scan()).toMatchObject({ body: { nets: [{ ssid: 'Lab' }] } });
    expect(await supplicant.calls('Scan')).toHaveLength(1);

    const passive = scan('type=passive&interface=wlan0');
    await supplicant.called('Scan', 2);
    await supplicant.signal(...done(true));
    expect((await passive).status).toBe(200);

    now += 200;
    const later = scan();
    await supplicant.called('Scan', 3);
    await supplicant.signal(...done(true));
    expect((await later).status).toBe(200);
  });

  it('is refused for a kind that is none, before anything is asked', async () => {
    expect(await scan('type=Loud&interface=wlan0')).toEqual({
      status: 400,
      body: 'loud is not a valid scan type',
    });
    expect(await supplicant.calls('GetInterface')).toEqual([]);
  });

  it('is refused like that when wpa_supplicant refuses it, too; which is not remembered', async () => {
    await supplicant.on('Scan', raise('fi.w1.wpa_supplicant1.Interface.ScanError', 'Scan request rejected'));
    expect(await scan()).toEqual({ status: 400, body: 'active is not a valid scan type' });
    await supplicant.on('Scan', '');
    const answer = scan();
    await supplicant.called('Scan', 2);
    await supplicant.signal(...done(true));
    expect((await answer).status).toBe(200);
  });

  it('breaks off when wpa_supplicant goes away', async () => {
    const answer = scan();
    await supplicant.called('Scan');
    await supplicant.stop();
    expect(await answer).toEqual({ status: 400, body: 'active is not a valid scan type' });
    expect(await scan()).toMatchObject({
      status: 400,
      body: expect.stringMatching(
        /^Interface unknown : org\.freedesktop\.DBus\.Error\.ServiceUnknown: /,
      ) as string,
    });
    supplicant = await startMockSupplicant(bus, 'wlan0');
    const again = scan();
    await supplicant.called('Scan');
    await supplicant.signal(...done(true));
    expect((await again).status).toBe(200);
  });

  it.each<[string, string]>([
    ['interface=wlan0', 'type'],
    ['type=active', 'interface'],
    ['type=active&interface=wlan0%3Bid', 'interface'],
    ['type=active&interface=', 'interface'],
    ['type=active&interface=wlan0&timeout=soon', 'timeout'],
    ['type=active&interface=wlan0&timeout=121', 'timeout'],
    ['type=active&interface=wlan0&timeout=-1', 'timeout'],
  ])('is refused for %s', async (query, field) => {
    const { status, body } = await scan(query);
    expect(status).toBe(422);
    expect(body).toMatchObject({ detail: [{ loc: ['query', field] }] });
    expect(await supplicant.calls('GetInterface')).toEqual([]);
  });
});

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTemporaryFolder, type ThrowawayServer } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canMakeNamespaces, makeNamespace, type TestNamespace } from '../../../testing/network-namespace.ts';
import { hasPrivateBus, startPrivateBus, type PrivateBus } from '../../../testing/start-private-bus.ts';
import { hasSupplicant, startSupplicant } from '../../../testing/start-supplicant.ts';
import { startTestDevice, type TestDevice } from '../../../testing/start-test-device.ts';
import { writeProgram } from '../../../testing/write-program.ts';
import type { ConnectionOutcome } from './connect.ts';
import { supplicantService } from './supplicant.ts';

const isPossible = hasPrivateBus() && hasSupplicant() && canMakeNamespaces();

/** A cable stands for the air: wpa_supplicant does all but the radio's part. */
describe.skipIf(!isPossible)('the real wpa_supplicant', () => {
  let bus: PrivateBus;
  let namespace: TestNamespace;
  let supplicant: ThrowawayServer;
  let device: TestDevice;
  let folder: string;

  /** The API has no word for the driver of cables. */
  const takeOver = () =>
    bus.client.call(
      { service: supplicantService, path: '/fi/w1/wpa_supplicant1', interface: supplicantService },
      'CreateInterface',
      'a{sv}',
      [{ Ifname: { signature: 's', value: 'eth9' }, Driver: { signature: 's', value: 'wired' } }],
    );

  beforeAll(async () => {
    folder = makeTemporaryFolder('wlan');
    bus = await startPrivateBus();
    namespace = await makeNamespace();
    await namespace.exec('ip link add eth9 type veth peer name eth8');
    await namespace.exec('ip link set eth8 up');
    supplicant = await startSupplicant(bus, namespace);
    // There is no DHCP server at the other end: a client that finds one at once.
    const dhclient = writeProgram(
      folder,
      'dhclient',
      `for last; do :; done
case "$1" in -r) ip addr flush dev $last;; *) ip addr add 192.0.2.7/24 dev $last;; esac`,
    );
    device = await startTestDevice(
      { NETLOOM_SYSTEM_BUS_ADDRESS: bus.address, NETLOOM_PROGRAM_DHCLIENT: dhclient },
      { run: namespace.run },
    );
    namespace.mountSys(join(device.folder, 'root'));
  });
  afterAll(async () => {
    await supplicant.stop();
    await namespace.remove();
    await device.stop();
    await bus.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await device.call(method, `/network/wlan/${path}`, body);
    return { status: answer.status, body: answer.body };
  };
  const connect = async (netConfig: object): Promise<ConnectionOutcome> => {
    const { status, body } = await call('POST', 'set-dbus?timeout=3', {
      interface: 'eth9',
      removeAllFirst: true,
      netConfig,
    });
    expect(status).toBe(200);
    return body as ConnectionOutcome;
  };

  it('looks after nothing at first, and refuses what is no wireless interface', async () => {
    expect(await call('GET', 'getInterfaces')).toEqual({ status: 200, body: { interfaces: [] } });
    const refusal =
      "Interface cannot be created : fi.w1.wpa_supplicant1.UnknownError: wpa_supplicant couldn't grab this interface.";
    expect(await call('GET', 'getConnected?interface=wlan77')).toEqual({ status: 400, body: refusal });
    expect(await call('GET', 'scan?interface=eth9&type=active')).toEqual({ status: 400, body: refusal });
    expect(await call('GET', 'getInterfaces')).toEqual({ status: 200, body: { interfaces: [] } });
  });

  it('lists an interface, which is not connected, and in which nothing is found', async () => {
    await takeOver();
    expect((await call('GET', 'getInterfaces')).body).toEqual({ interfaces: [{ interface: 'eth9' }] });
    expect((await call('GET', 'getConnected?interface=eth9')).body).toEqual({ connectedStatus: false });
    for (const type of ['active', 'passive'])
      expect(await call('GET', `scan?interface=eth9&type=${type}&timeout=1`)).toEqual({
        status: 200,
        body: { nets: [] },
      });
  });

  it('completes an open connection, and the address comes by DHCP', async () => {
    await namespace.exec('ip link set eth9 up');
    const outcome = await connect({ ssid: 'Lab', key_mgmt: 'NONE' });
    expect(outcome.response.eventLog.map(({ event }) => event).slice(-2)).toEqual([
      'completed',
      'IP Address 192.0.2.7 on eth9',
    ]);
    // On a cable there is no BSS that could be read.
    expect(outcome.status).toBe('connection_lost');
  });

  it('waits for a key that nobody asks for', async () => {
    const outcome = await connect({ ssid: 'Lab', key_mgmt: 'WPA-PSK', psk: 'abcdefgh', ieee80211w: 1 });
    expect(outcome.status).toBe('connection_timeout');
    expect(outcome.response.eventLog.at(-1)?.event).toBe('associated');
  });

  it('takes a raw key, and an SSID in any language', async () => {
    const outcome = await connect({
      ssid: 'Größe "1"',
      key_mgmt: 'WPA-PSK',
      psk: '0123456789abcdef'.repeat(4),
    });
    expect(outcome.status).toBe('connection_timeout');
    expect(outcome.input).toBe('Größe "1"');
  });

  it('does not take protocols that it does not know', async () => {
    const outcome = await connect({ ssid: 'Lab', key_mgmt: 'WPA-PSK', psk: 'abcdefgh', proto: 'WPA9' });
    expect(outcome.status).toBe('uninitialised');
    expect(outcome.response.eventLog[0]?.event).toMatch(/InvalidArgs/);
  });

  it('goes away and comes back', async () => {
    await supplicant.stop();
    expect(await call('GET', 'getInterfaces')).toEqual({ status: 500, body: 'Internal Server Error' });
    const { status, body } = await call('GET', 'getConnected?interface=eth9');
    expect(status).toBe(400);
    expect(body).toMatch(/^Interface unknown : org\.freedesktop\.DBus\.Error\.ServiceUnknown: /);
    // Also one that joins a scan from before.
    expect((await call('GET', 'scan?interface=eth9&type=active&timeout=5')).status).toBe(400);
    supplicant = await startSupplicant(bus, namespace);
    await takeOver();
    expect((await call('GET', 'getInterfaces')).body).toEqual({ interfaces: [{ interface: 'eth9' }] });
  });
});

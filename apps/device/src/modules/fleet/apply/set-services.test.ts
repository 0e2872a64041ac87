import { emptyManifest } from './linux-config.ts';
import type { LinuxManifest } from '@netloom/netjson-config/linux-manifest';
import { createLogger } from '@netloom/server-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BusTarget } from '../../../platform/bus/system-bus.ts';
import { hasPrivateBus, startPrivateBus, type PrivateBus } from '../../../testing/start-private-bus.ts';
import { setServices } from './set-services.ts';

const systemd: BusTarget = {
  service: 'org.freedesktop.systemd1',
  path: '/org/freedesktop/systemd1',
  interface: 'org.freedesktop.systemd1.Manager',
};

describe.skipIf(!hasPrivateBus())('the daemons of a configuration', () => {
  let bus: PrivateBus;
  beforeAll(async () => {
    bus = await startPrivateBus();
    await bus.mockObject(systemd);
    const mock = { ...systemd, interface: 'org.freedesktop.DBus.Mock' };
    for (const method of ['RestartUnit', 'StopUnit']) {
      const code =
        "if 'broken' in args[0]: raise dbus.exceptions.DBusException('no', name='org.freedesktop.systemd1.NoSuchUnit')\nret = '/job/1'";
      const words = [systemd.interface, method, 'ss', 'o', code];
      await bus.client.call(mock, 'AddMethod', 'sssss', words);
    }
  });
  afterAll(() => bus?.stop());
  beforeEach(() =>
    bus.client.call({ ...systemd, interface: 'org.freedesktop.DBus.Mock' }, 'ClearCalls', '', []),
  );

  /** What systemd was asked for. */
  const asked = async (): Promise<string[]> => {
    const mock = { ...systemd, interface: 'org.freedesktop.DBus.Mock' };
    const [calls] = await bus.client.call(mock, 'GetCalls', '', []);
    return (calls as unknown[][]).map(([, method, args]) => `${String(method)} ${JSON.stringify(args)}`);
  };
  const units = (...services: (string | [string, boolean])[]): LinuxManifest => ({
    ...emptyManifest,
    services: services.map((one) =>
      typeof one === 'string' ? { unit: one, enabled: true } : { unit: one[0], enabled: one[1] },
    ),
  });
  const set = (wanted: LinuxManifest, previous = units()): Promise<void> =>
    setServices(
      { bus: bus.client, log: createLogger({ level: 'silent' }) },
      wanted,
      previous,
      (unit) => unit !== 'systemd-networkd.service',
    );

  test('are restarted in their order, stopped where they are not to run, and when they are gone', async () => {
    await set(
      units(
        'systemd-networkd.service',
        'hostapd@wlan0.service',
        ['wpa_supplicant@wlan1.service', false],
        'systemd-timesyncd.service',
      ),
      units(
        'hostapd@wlan0.service',
        'wpa_supplicant@wlan2.service',
        'openvpn-client@site.service',
        'systemd-resolved.service',
      ),
    );
    const calls = await asked();
    expect(
      calls.map((call) =>
        call
          .replaceAll(/[^\w@. -]/g, ' ')
          .replaceAll(/ +/g, ' ')
          .trim(),
      ),
    ).toEqual([
      'StopUnit wpa_supplicant@wlan2.service replace',
      'StopUnit openvpn-client@site.service replace',
      'RestartUnit hostapd@wlan0.service replace',
      'StopUnit wpa_supplicant@wlan1.service replace',
      'RestartUnit systemd-timesyncd.service replace',
    ]);
  });

  test.each(['hostapd@broken.service', 'wpa_supplicant@broken.service'])(
    '%s is essential: that it cannot be restarted is a failure',
    (unit) => expect(set(units(unit))).rejects.toThrow(`${unit} cannot be restarted`),
  );

  test.each(['broken-timesyncd.service', 'openvpn-client@broken.service'])('%s may fail', async (unit) => {
    await set(units(unit, 'systemd-resolved.service'));
    expect((await asked()).at(-1)).toContain('systemd-resolved');
  });

  test('what cannot be stopped holds up nothing', async () => {
    await set(
      units('hostapd@wlan0.service', ['wpa_supplicant@broken.service', false]),
      units('hostapd@broken2.service'),
    );
    expect(
      (await asked()).some((call) => call.startsWith('RestartUnit') && call.includes('hostapd@wlan0')),
    ).toBe(true);
  });
});

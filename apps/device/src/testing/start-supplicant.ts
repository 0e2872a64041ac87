import {
  findProgram,
  makeTemporaryFolder,
  startServer,
  type ThrowawayServer,
} from '@netloom/server-kit/testing';
import { isRequired } from './is-required.ts';
import type { TestNamespace } from './network-namespace.ts';
import type { PrivateBus } from './start-private-bus.ts';

/** Whether tests can have a wpa_supplicant; `NETLOOM_TEST_REQUIRE=wpa_supplicant` makes it true in any case. */
export const hasSupplicant = (): boolean =>
  isRequired('wpa_supplicant') || findProgram('wpa_supplicant') !== undefined;

/**
 * Runs the real wpa_supplicant on a private bus and in a namespace; without one, in that of the test. It looks after no
 * interface yet.
 */
export const startSupplicant = (bus: PrivateBus, namespace?: TestNamespace): Promise<ThrowawayServer> => {
  const folder = makeTemporaryFolder('supplicant');
  const enter = namespace === undefined ? [] : ['ip', 'netns', 'exec', namespace.name];
  return startServer({
    program: '/usr/bin/env',
    args: [`DBUS_SYSTEM_BUS_ADDRESS=${bus.address}`, ...enter, 'wpa_supplicant', '-u', '-O', folder],
    folder,
    url: bus.address,
    isReady: async () => {
      const [isOwned] = await bus.client.call(
        {
          service: 'org.freedesktop.DBus',
          path: '/org/freedesktop/DBus',
          interface: 'org.freedesktop.DBus',
        },
        'NameHasOwner',
        's',
        ['fi.w1.wpa_supplicant1'],
      );
      if (isOwned !== true) throw new Error('wpa_supplicant is not on the bus');
    },
  });
};

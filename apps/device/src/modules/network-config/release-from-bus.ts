import { BusError, type BusTarget } from '../../platform/bus/system-bus.ts';
import type { DeviceContext } from '../../platform/device-context.ts';

const supplicant: BusTarget = {
  service: 'fi.w1.wpa_supplicant1',
  path: '/fi/w1/wpa_supplicant1',
  interface: 'fi.w1.wpa_supplicant1',
};

const bus: BusTarget = {
  service: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

/**
 * Takes an interface away from the wpa_supplicant on the bus, which looks after many and goes on: two of them cannot
 * look after the same one. Nothing happens where there is none; it is not started by asking.
 */
export const releaseFromBus = async (context: DeviceContext, name: string): Promise<void> => {
  try {
    const [isRunning] = await context.bus.call(bus, 'NameHasOwner', 's', [supplicant.service]);
    if (isRunning !== true) return;
    const [path] = await context.bus.call(supplicant, 'GetInterface', 's', [name]);
    await context.bus.call(supplicant, 'RemoveInterface', 'o', [path]);
    context.log.info({ interface: name }, 'taken away from the wpa_supplicant on the bus');
  } catch (error) {
    if (!(error instanceof BusError)) throw error;
    context.log.debug({ interface: name, why: error.message }, 'not held by the wpa_supplicant on the bus');
  }
};

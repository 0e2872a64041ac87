import { BusError, type BusSignal, type SystemBus } from '../../../platform/bus/system-bus.ts';
import { supplicantObject, supplicantService } from './supplicant.ts';

/** After the first new BSS, the others follow within this time if `ScanDone` does not come. */
const settleMs = 300;

/**
 * Starts a scan and waits for its end: `ScanDone`, or BSSs that were not there before.
 *
 * @returns whether it has ended within `limitMs`.
 * @throws BusError when the scan is refused, or wpa_supplicant goes away.
 */
export const waitForScan = async (
  bus: SystemBus,
  path: string,
  type: 'active' | 'passive',
  limitMs: number,
): Promise<boolean> => {
  const target = supplicantObject(path, 'Interface');
  const known = new Set(pathsIn(await bus.get(target, 'BSSs')));
  const timers: NodeJS.Timeout[] = [];
  const endings: (() => Promise<void>)[] = [];
  try {
    const end = Promise.withResolvers<boolean>();
    // Handled below; until then a rejection has nobody who waits.
    end.promise.catch(() => {});
    const after = (milliseconds: number, ended: boolean): void =>
      void timers.push(setTimeout(() => end.resolve(ended), milliseconds));
    const hear = (signal: BusSignal): void => {
      // A scan that failed is tried again by wpa_supplicant itself, or was somebody else's.
      if (signal.member === 'ScanDone' && signal.args[0] === true) end.resolve(true);
      else if (newPathsOf(signal).some((bss) => !known.has(bss))) after(settleMs, true);
    };
    endings.push(await bus.listen(`path='${path}'`, hear));
    endings.push(
      await bus.listen("interface='org.freedesktop.DBus',member='NameOwnerChanged'", ({ args }) => {
        if (args[0] === supplicantService && args[2] === '') end.reject(goneAway());
      }),
    );
    await bus.call(target, 'Scan', 'a{sv}', [{ Type: { signature: 's', value: type } }]);
    after(limitMs, false);
    return await end.promise;
  } finally {
    for (const timer of timers) clearTimeout(timer);
    await Promise.all(endings.map((ending) => ending()));
  }
};

/** BSSs that a signal tells of: one that was added, or all after a change. */
const newPathsOf = ({ member, args }: BusSignal): string[] => {
  if (member === 'BSSAdded') return pathsIn([args[0]]);
  if (member !== 'PropertiesChanged') return [];
  // The standard signal names the interface first; wpa_supplicant's own older one begins with the properties.
  const changed = typeof args[0] === 'string' ? args[1] : args[0];
  return pathsIn((changed as { BSSs?: unknown } | undefined)?.BSSs);
};

const pathsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

const goneAway = (): BusError =>
  new BusError('org.freedesktop.DBus.Error.ServiceUnknown', `${supplicantService} has gone away`);

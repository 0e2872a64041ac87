import type { BusSignal, SystemBus } from '../../../platform/bus/system-bus.ts';
import { supplicantObject } from './supplicant.ts';

/** After the first new BSS, the others follow within this time if `ScanDone` does not come. */
const settleMs = 300;

/** How often wpa_supplicant is asked whether it is still there: one that went away sends no signal. */
const lookMs = 1000;

/**
 * Starts a scan and waits for its end: `ScanDone`, or BSSs that were not there before.
 *
 * @returns whether it has ended within `limitMs`.
 * @throws BusError when the scan is refused, or wpa_supplicant or the bus goes away.
 */
export const waitForScan = async (
  bus: SystemBus,
  path: string,
  type: 'active' | 'passive',
  limitMs: number,
): Promise<boolean> => {
  const target = supplicantObject(path, 'Interface');
  const look = async (): Promise<string[]> => pathsIn(await bus.get(target, 'BSSs'));
  const known = new Set(await look());
  const end = Promise.withResolvers<boolean>();
  const timers: NodeJS.Timeout[] = [];
  const after = (milliseconds: number, ended: boolean): void =>
    void timers.push(setTimeout(() => end.resolve(ended), milliseconds));
  const compare = (paths: readonly string[]): void => {
    if (paths.some((bss) => !known.has(bss))) after(settleMs, true);
  };
  const forget = await bus.listen(`path='${path}'`, (signal) => {
    // A scan that failed is tried again by wpa_supplicant itself, or was somebody else's.
    if (signal.member === 'ScanDone' && signal.args[0] === true) end.resolve(true);
    else compare(pathsOf(signal));
  });
  try {
    await bus.call(target, 'Scan', 'a{sv}', [{ Type: { signature: 's', value: type } }]);
    after(limitMs, false);
    timers.push(setInterval(() => void look().then(compare, end.reject), lookMs));
    return await end.promise;
  } finally {
    for (const timer of timers) clearTimeout(timer);
    await forget();
  }
};

/** BSSs that a signal tells of: one that was added, or all after a change. */
const pathsOf = ({ member, args }: BusSignal): string[] => {
  if (member === 'BSSAdded') return pathsIn([args[0]]);
  if (member !== 'PropertiesChanged') return [];
  // The standard signal names the interface first; wpa_supplicant's own older one begins with the properties.
  const changed = typeof args[0] === 'string' ? args[1] : args[0];
  return pathsIn((changed as { BSSs?: unknown } | undefined)?.BSSs);
};

const pathsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

import type { LinuxManifest } from '@netloom/netjson-config/linux-manifest';
import { restartUnit, stopUnit } from '../../../adapters/systemd.ts';
import type { DeviceContext } from '../../../platform/device-context.ts';

/** Without these the interfaces that they serve do not work: that they cannot be restarted is a failure. */
const isEssential = (unit: string): boolean => /^(hostapd|wpa_supplicant)@/.test(unit);

/** Instances that run for the sake of a file of the configuration: without it they have nothing to do. */
const isOurs = (unit: string): boolean => unit.includes('@');

/**
 * Restarts the daemons that the configuration has files for, and stops those of the former one that it does not name.
 *
 * @throws Error when an essential one cannot be restarted.
 */
export const setServices = async (
  { bus, log }: Pick<DeviceContext, 'bus' | 'log'>,
  wanted: LinuxManifest,
  previous: LinuxManifest,
  isManaged: (unit: string) => boolean,
): Promise<void> => {
  const units = wanted.services.filter(({ unit }) => isManaged(unit));
  const gone = previous.services.filter(
    ({ unit, enabled }) => enabled && isOurs(unit) && !units.some((one) => one.unit === unit),
  );
  for (const { unit } of gone)
    await stopUnit(bus, unit).catch((error: unknown) => log.warn({ err: error, unit }, 'cannot be stopped'));
  for (const { unit, enabled } of units) {
    try {
      await (enabled ? restartUnit(bus, unit) : stopUnit(bus, unit));
    } catch (error) {
      const why = `${unit} cannot be ${enabled ? 'restarted' : 'stopped'}: ${(error as Error).message}`;
      if (enabled && isEssential(unit)) throw new Error(why, { cause: error });
      log.warn(why);
    }
  }
};

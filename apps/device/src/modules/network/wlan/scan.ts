import { setTimeout as sleep } from 'node:timers/promises';
import { BusError, type SystemBus } from '../../../platform/bus/system-bus.ts';
import type { DeviceContext } from '../../../platform/device-context.ts';
import { freshFor } from '../../../platform/fresh-for.ts';
import { textError } from '../../../platform/http/answer-error.ts';
import { busGone, isBusGone } from '../../../platform/bus/bus-gone.ts';
import { inTime } from './in-time.ts';
import { readScanItem, type ScanItem } from './scan-item.ts';
import { resolveInterface, supplicantObject } from './supplicant.ts';
import { waitForScan } from './wait-for-scan.ts';

/** Kinds of scans: one asks for networks, the other only listens. */
export const scanTypes = ['active', 'passive'] as const;

export type ScanType = (typeof scanTypes)[number];

/** For what is known when the time is over. */
const lastLookMs = 2000;

/** A scan that did not end in time: nothing that could be remembered. */
class ScanUnfinished extends Error {
  override name = 'ScanUnfinished';
}

/**
 * Scans an interface and gives the networks, for callers who wait at most `timeoutMs`. Callers who ask for the same
 * share one scan, and its result is given to those who come within `settings.scanCacheSeconds`. When the time is over
 * the answer is what wpa_supplicant knows, which may be nothing.
 *
 * @throws AnswerError 400 for what wpa_supplicant refuses, 503 without a bus
 */
export type Scan = (type: ScanType, interfaceName: string, timeoutMs: number) => Promise<ScanItem[]>;

/** One for the whole service: callers share its scans. */
export const createScan = (
  context: Pick<DeviceContext, 'bus' | 'paths' | 'settings' | 'clock' | 'log'>,
): Scan => {
  const { bus, settings, clock, log } = context;
  const limitMs = settings.wlanTimeoutSeconds * 1000;
  const shared = freshFor(
    settings.scanCacheSeconds * 1000,
    async (key: `${ScanType} ${string}`) => {
      const [type, name = ''] = key.split(' ') as [ScanType, string];
      const path = await resolveInterface(context, name);
      if (!(await waitForScan(bus, path, type, limitMs))) throw new ScanUnfinished();
      return readNetworks(bus, path);
    },
    () => clock().getTime(),
  );

  const lastLook = async (name: string): Promise<ScanItem[]> =>
    readNetworks(bus, await resolveInterface(context, name));

  return async (type, name, timeoutMs) => {
    const over = new AbortController();
    const late = sleep(timeoutMs, undefined, { signal: over.signal }).catch(() => undefined);
    try {
      for (;;)
        try {
          const networks = await Promise.race([shared(`${type} ${name}`), late]);
          return networks ?? (await inTime(lastLookMs, lastLook(name)));
        } catch (error) {
          // The one that was joined began earlier: this caller has time for another one.
          if (!(error instanceof ScanUnfinished)) throw error;
        }
    } catch (error) {
      if (!(error instanceof BusError)) throw error;
      log.error({ err: error, interface: name }, 'a scan failed');
      throw isBusGone(error) ? busGone() : textError(400, `${type} is not a valid scan type`);
    } finally {
      over.abort();
    }
  };
};

const readNetworks = async (bus: SystemBus, path: string): Promise<ScanItem[]> => {
  const known = (await bus.get(supplicantObject(path, 'Interface'), 'BSSs')) as string[];
  const items = await Promise.all(known.map((bss) => readScanItem(bus, bss)));
  return items.filter((item) => item !== undefined);
};

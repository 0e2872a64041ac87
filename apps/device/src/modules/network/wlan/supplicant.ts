import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BusError, type BusTarget, type SystemBus } from '../../../platform/bus/system-bus.ts';
import type { DeviceContext } from '../../../platform/device-context.ts';
import { textError } from '../../../platform/http/answer-error.ts';
import { busGone, isBusGone } from '../../../platform/bus/bus-gone.ts';

/** The name of wpa_supplicant on the bus, which its interfaces begin with as well. */
export const supplicantService = 'fi.w1.wpa_supplicant1';

const supplicant: BusTarget = {
  service: supplicantService,
  path: '/fi/w1/wpa_supplicant1',
  interface: supplicantService,
};

/** An object of wpa_supplicant, seen as one of its kinds. */
export const supplicantObject = (path: string, kind: 'Interface' | 'BSS'): BusTarget => ({
  service: supplicantService,
  path,
  interface: `${supplicantService}.${kind}`,
});

/** What stands for "no object" on the bus. */
export const noObject = '/';

/**
 * Drivers for an interface that wpa_supplicant does not know yet, in the order in which they are tried. The older one
 * also takes wired interfaces, which would then wait for a key that never comes: they are kept from it.
 */
const driversFor = (device: string): readonly string[] => {
  const isWired =
    existsSync(device) && !existsSync(join(device, 'wireless')) && !existsSync(join(device, 'phy80211'));
  return isWired ? ['nl80211'] : ['nl80211', 'nl80211,wext'];
};

/** Names of the interfaces that wpa_supplicant looks after. @throws BusError */
export const listSupplicantInterfaces = async (bus: SystemBus): Promise<string[]> => {
  const paths = (await bus.get(supplicant, 'Interfaces')) as string[];
  return Promise.all(
    paths.map(async (path) => String(await bus.get(supplicantObject(path, 'Interface'), 'Ifname'))),
  );
};

/**
 * The object of an interface. wpa_supplicant is told to look after one that it does not know.
 *
 * @throws AnswerError 400 with the reason of wpa_supplicant, 503 without a bus
 */
export const resolveInterface = async (
  { bus, paths }: Pick<DeviceContext, 'bus' | 'paths'>,
  name: string,
): Promise<string> => {
  try {
    return await getInterface(bus, name);
  } catch (error) {
    if (busNameOf(error) !== `${supplicantService}.InterfaceUnknown`)
      throw refusal('Interface unknown', error);
  }
  let reason: unknown;
  for (const driver of driversFor(join(paths.system('/sys/class/net'), name)))
    try {
      return await createInterface(bus, name, driver);
    } catch (error) {
      // Somebody else was faster.
      if (busNameOf(error) === `${supplicantService}.InterfaceExists`)
        return getInterface(bus, name).catch((late: unknown) => {
          throw refusal('Interface unknown', late);
        });
      reason = error;
    }
  throw refusal('Interface cannot be created', reason);
};

/** An error of the bus in one line, as clients of the API know it: name, then text. */
export const describeBusError = (error: BusError): string => `${error.busName}: ${error.message}`;

const getInterface = async (bus: SystemBus, name: string): Promise<string> =>
  String((await bus.call(supplicant, 'GetInterface', 's', [name]))[0]);

const createInterface = async (bus: SystemBus, name: string, driver: string): Promise<string> => {
  const settings = {
    Ifname: { signature: 's', value: name },
    Driver: { signature: 's', value: driver },
  };
  return String((await bus.call(supplicant, 'CreateInterface', 'a{sv}', [settings]))[0]);
};

const busNameOf = (error: unknown): string | undefined =>
  error instanceof BusError ? error.busName : undefined;

const refusal = (what: string, error: unknown): unknown => {
  if (isBusGone(error)) return busGone();
  return error instanceof BusError ? textError(400, `${what} : ${describeBusError(error)}`) : error;
};

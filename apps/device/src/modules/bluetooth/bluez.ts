import { busDaemon } from '../../platform/bus/connect-bus.ts';
import { BusError, type BusTarget, type SystemBus } from '../../platform/bus/system-bus.ts';

const service = 'org.bluez';
const adapterInterface = 'org.bluez.Adapter1';
const deviceInterface = 'org.bluez.Device1';

/** A Bluetooth adapter as BlueZ knows it. */
export interface BluetoothAdapter {
  target: BusTarget;
  name: string;
  alias: string;
  address: string;
  powered: boolean;
  paired: readonly PairedDevice[];
}

/** A device that has been paired with an adapter. */
export interface PairedDevice {
  name: string;
  address: string;
}

type Properties = Readonly<Record<string, unknown>>;
type ManagedObjects = Readonly<Record<string, Readonly<Record<string, Properties>>>>;

/** Errors that say: nobody here speaks for Bluetooth. */
const absences = new Set([
  'unreachable',
  'org.freedesktop.DBus.Error.ServiceUnknown',
  'org.freedesktop.DBus.Error.NameHasNoOwner',
]);

/**
 * Finds an adapter, like `hci0`, and the devices paired with it; undefined when the box has none, or nothing that
 * drives it.
 *
 * @throws BusError when BlueZ is there and does not answer.
 */
export const findAdapter = async (bus: SystemBus, adapter: string): Promise<BluetoothAdapter | undefined> => {
  try {
    // Asked first, for a call to BlueZ would start it, and that takes its time where there is no hardware.
    if (!(await isRunning(bus))) return undefined;
    const [objects] = await bus.call(
      { service, path: '/', interface: 'org.freedesktop.DBus.ObjectManager' },
      'GetManagedObjects',
    );
    return describeAdapter(objects as ManagedObjects, `/org/bluez/${adapter}`);
  } catch (error) {
    if (error instanceof BusError && absences.has(error.busName)) return undefined;
    throw error;
  }
};

/** Switches an adapter on or off. @throws BusError */
export const setPowered = (bus: SystemBus, { target }: BluetoothAdapter, powered: boolean): Promise<void> =>
  bus.set(target, 'Powered', 'b', powered);

const isRunning = async (bus: SystemBus): Promise<boolean> =>
  (await bus.call(busDaemon, 'NameHasOwner', 's', [service]))[0] === true;

const describeAdapter = (objects: ManagedObjects, path: string): BluetoothAdapter | undefined => {
  const adapter = objects[path]?.[adapterInterface];
  if (adapter === undefined) return undefined;
  const paired = Object.values(objects)
    .map((interfaces) => interfaces[deviceInterface])
    .filter((device) => device?.['Adapter'] === path && device['Paired'] === true)
    .map((device) => ({
      name: text(device?.['Name'] ?? device?.['Alias']),
      address: text(device?.['Address']),
    }));
  return {
    target: { service, path, interface: adapterInterface },
    name: text(adapter['Name']),
    alias: text(adapter['Alias']),
    address: text(adapter['Address']),
    powered: adapter['Powered'] === true,
    paired,
  };
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

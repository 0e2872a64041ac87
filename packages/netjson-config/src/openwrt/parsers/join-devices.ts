import type { JsonObject } from '@netloom/netjson';
import { sanitizeName } from '../../uci/uci-block.ts';
import type { Device } from './devices.ts';
import { baseDevice } from './devices.ts';
import { optionText } from './option-text.ts';

/** A block `interface` with the name of its device in `ifname`, and with the settings of its device. */
export interface JoinedInterface {
  readonly name: string;
  readonly options: JsonObject;
}

/**
 * Gives the settings of each device to the first interface that runs on it. A device without an interface gets one
 * that has no address. Interfaces on VLANs come last.
 */
export function joinDevices(
  interfaces: readonly JoinedInterface[],
  devices: ReadonlyMap<string, Device>,
): JoinedInterface[] {
  const used = new Set<string>();
  const [others, onVlans] = splitByVlan(interfaces, devices);
  const joined = others.map((entry) => joinDevice(entry, devices, used));
  const unused = [...devices.keys()]
    .filter((name) => !used.has(name))
    .map((name) => joinDevice({ name, options: { device: name, proto: 'none' } }, devices, used));
  return [...joined, ...unused, ...onVlans.flatMap((entry) => joinVlan(entry, devices))];
}

/** The same order, but without knowledge of devices: `device` is an option like any other. */
export function joinDevicesLegacy(
  interfaces: readonly JoinedInterface[],
  devices: ReadonlyMap<string, Device>,
): JoinedInterface[] {
  const [others, onVlans] = splitByVlan(interfaces, devices);
  const fallbacks = [...devices.keys()].map((name) => ({ name, options: { device: name, proto: 'none' } }));
  return [...others, ...fallbacks, ...onVlans];
}

/** Those on `br-lan.10` come second when `br-lan` is known but `br-lan.10` has no block of its own. */
function splitByVlan(
  interfaces: readonly JoinedInterface[],
  devices: ReadonlyMap<string, Device>,
): readonly [others: JoinedInterface[], onVlans: JoinedInterface[]] {
  const others: JoinedInterface[] = [];
  const onVlans: JoinedInterface[] = [];
  for (const entry of interfaces) {
    const device = optionText(entry.options, 'device') ?? '';
    const [first = '', ...rest] = device.split('.', 2);
    const isOnVlan = rest.length > 0 && !devices.has(device) && devices.has(first);
    (isOnVlan ? onVlans : others).push(entry);
  }
  return [others, onVlans];
}

function joinDevice(
  entry: JoinedInterface,
  devices: ReadonlyMap<string, Device>,
  used: Set<string>,
): JoinedInterface {
  const deviceName = optionText(entry.options, 'device');
  if (deviceName === undefined) return entry;
  const { device: _, ...rest } = entry.options;
  const device = devices.get(deviceName);
  if (device === undefined) {
    return rest.ifname === undefined ? { ...entry, options: { ...rest, ifname: deviceName } } : entry;
  }
  const options = { ...rest, ifname: deviceName };
  if (used.has(deviceName)) return { ...entry, options };
  used.add(deviceName);
  return { ...entry, options: { ...options, ...device.settings } };
}

/**
 * An interface on a VLAN of a bridge is known by the name of its device. Those that a filtering bridge has by itself
 * are worth an entry only when they say more than their automatic blocks.
 */
function joinVlan(
  { name, options }: JoinedInterface,
  devices: ReadonlyMap<string, Device>,
): JoinedInterface[] {
  const { device: _, ...rest } = options;
  const ifname = optionText(options, 'device') ?? '';
  const parent = devices.get(baseDevice(ifname));
  const isAutomatic = Object.keys(rest).length === 1 && rest.proto === 'none';
  if (isAutomatic && parent?.vlans.has(ifname.slice(parent.name.length + 1)) === true) return [];
  return [{ name: parent?.isVirtual === true ? sanitizeName(ifname) : name, options: { ...rest, ifname } }];
}

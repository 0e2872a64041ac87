import type { JsonObject, JsonValue } from '@netloom/netjson';
import { castBoolean, castInteger } from '../../cast-options.ts';
import { objectsIn, omit } from '../../document-values.ts';
import type { TakenBlock } from '../../uci/take-blocks.ts';
import { BRIDGE_DEVICE_OPTIONS } from '../converters/bridge-options.ts';
import { optionWords, requireOption } from './option-text.ts';

/** What blocks `device` and `bridge-vlan` say about one device. */
export interface Device {
  readonly name: string;
  /** Settings that an interface on this device takes over. */
  readonly settings: JsonObject;
  /** True for bridges and VLANs, false for what exists without being configured. */
  readonly isVirtual: boolean;
}

const VIRTUAL_TYPES: readonly (JsonValue | undefined)[] = ['bridge', '8021q', '8021ad'];

const INTEGERS = [
  'txqueuelen',
  'neighreachabletime',
  'neighgcstaletime',
  'neighlocktime',
  'igmpversion',
  'mldversion',
  'mtu',
  'mtu6',
  'dadtransmits',
];

const FLAGS = ['promisc', 'acceptlocal', 'sendredirects', 'multicast'];

/** True for types that NetJSON can describe as interfaces; others, such as `veth`, stay blocks. */
export function isKnownDeviceType(type: JsonValue | undefined): boolean {
  return type === undefined || type === 'device' || VIRTUAL_TYPES.includes(type);
}

/** Devices by name. @throws ConfigurationError of kind `value` */
export function collectDevices(blocks: readonly TakenBlock[]): Map<string, Device> {
  const devices = new Map<string, Device>();
  for (const block of blocks) {
    if (block.type === 'device') addDevice(devices, block);
    else if (block.type === 'bridge-vlan') addVlan(devices, block);
  }
  return devices;
}

function addDevice(devices: Map<string, Device>, block: TakenBlock): void {
  const name = requireOption(block, 'name');
  const { settings = {}, isVirtual = false } = devices.get(name) ?? {};
  const own = VIRTUAL_TYPES.includes(block.options.type)
    ? virtualSettings(block, name)
    : plainSettings(block);
  devices.set(name, {
    name,
    settings: { ...settings, ...own },
    isVirtual: isVirtual || own.type !== undefined,
  });
}

function plainSettings({ options }: TakenBlock): JsonObject {
  const settings = { ...options, ...castLayer2(options) };
  return omit(
    settings,
    Object.keys(settings).filter((key) => !BRIDGE_DEVICE_OPTIONS.includes(key)),
  );
}

function virtualSettings({ name, options }: TakenBlock, deviceName: string): JsonObject {
  const { ports, ifname, vlan_filtering: filtering, ...rest } = omit(options, [...INTEGERS, ...FLAGS]);
  return {
    ...rest,
    network: name.replace('device_', ''),
    ...castLayer2(options),
    ifname: options.type === 'bridge' ? optionWords(ports).join(' ') : (ifname ?? baseDevice(deviceName)),
    // Switched off is the same as not mentioned.
    ...(filtering === undefined || filtering === '0' ? {} : { vlan_filtering: filtering }),
  };
}

/** `eth0` of `eth0.7`. */
export function baseDevice(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot === -1 ? name : name.slice(0, dot);
}

function castLayer2(options: JsonObject): JsonObject {
  const cast: JsonObject = {};
  for (const key of INTEGERS) if (options[key] !== undefined) cast[key] = castInteger(key, options[key]);
  for (const key of FLAGS) if (options[key] !== undefined) cast[key] = castBoolean(options[key]);
  return cast;
}

function addVlan(devices: Map<string, Device>, block: TakenBlock): void {
  const name = requireOption(block, 'device');
  const device = devices.get(name) ?? { name, settings: {}, isVirtual: false };
  const { vlan_filtering: filtering, ...settings } = device.settings;
  const vlans = Array.isArray(filtering) ? filtering : [];
  vlans.push({
    vlan: castInteger('vlan', requireOption(block, 'vlan')),
    ports: optionWords(block.options.ports).map(parsePort),
  });
  devices.set(name, { ...device, settings: { ...settings, vlan_filtering: vlans } });
}

/** `lan1:t` (tagged), `lan1:u*` (untagged, and the VLAN of untagged frames that arrive), `lan1` (untagged). */
function parsePort(port: string): JsonObject {
  const [ifname = '', flags = ''] = port.split(':', 2);
  return { ifname, tagging: flags[0] ?? 'u', primary_vid: flags.length > 1 };
}

/** Whether a bridge filters the VLAN that a device stands for: `br-lan.10`. */
export function isFilteredVlan(bridge: Device | undefined, deviceName: string): boolean {
  const id = deviceName.slice(deviceName.lastIndexOf('.') + 1);
  return objectsIn(bridge?.settings.vlan_filtering).some(({ vlan }) => String(vlan) === id);
}

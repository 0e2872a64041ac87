import type { JsonObject, JsonValue } from '@netloom/netjson';
import { castBoolean, castInteger } from '../../cast-options.ts';
import { omit } from '../../document-values.ts';
import type { TakenBlock } from '../../uci/take-blocks.ts';
import { BRIDGE_DEVICE_OPTIONS, LAYER_2_OPTIONS } from '../converters/bridge-options.ts';
import { optionWords, requireOption } from './option-text.ts';

/** What blocks `device` and `bridge-vlan` say about one device. */
export interface Device {
  readonly name: string;
  /** Settings that an interface on this device takes over. */
  readonly settings: JsonObject;
  /** The VLANs that a bridge filters. */
  readonly vlans: ReadonlySet<string>;
  /** True for bridges and VLANs, false for what exists without being configured. */
  readonly isVirtual: boolean;
}

const VIRTUAL_TYPES: readonly (JsonValue | undefined)[] = ['bridge', '8021q', '8021ad'];

const FLAGS = ['promisc', 'acceptlocal', 'sendredirects', 'multicast'];

/** `rpfilter` is a word. */
const INTEGERS = LAYER_2_OPTIONS.filter((key) => key !== 'rpfilter' && !FLAGS.includes(key));

/** True for devices that exist only because they are configured. */
export function isVirtualType(type: JsonValue | undefined): boolean {
  return VIRTUAL_TYPES.includes(type);
}

/** True for types that NetJSON can describe as interfaces; others, such as `veth`, stay blocks. */
export function isKnownDeviceType(type: JsonValue | undefined): boolean {
  return type === undefined || type === 'device' || isVirtualType(type);
}

/** A device while its blocks are read. */
interface DeviceDraft {
  readonly name: string;
  readonly settings: JsonObject;
  readonly vlans: Set<string>;
  isVirtual: boolean;
}

/** Devices by name. @throws ConfigurationError of kind `value` */
export function collectDevices(blocks: readonly TakenBlock[]): ReadonlyMap<string, Device> {
  const devices = new Map<string, DeviceDraft>();
  for (const block of blocks) {
    if (block.type === 'device') addDevice(openDevice(devices, requireOption(block, 'name')), block);
    else if (block.type === 'bridge-vlan')
      addVlan(openDevice(devices, requireOption(block, 'device')), block);
  }
  return devices;
}

function openDevice(devices: Map<string, DeviceDraft>, name: string): DeviceDraft {
  const device = devices.get(name) ?? { name, settings: {}, vlans: new Set(), isVirtual: false };
  devices.set(name, device);
  return device;
}

function addDevice(device: DeviceDraft, block: TakenBlock): void {
  const isVirtual = isVirtualType(block.options.type);
  Object.assign(device.settings, isVirtual ? virtualSettings(block, device.name) : plainSettings(block));
  device.isVirtual ||= isVirtual;
}

function plainSettings({ options }: TakenBlock): JsonObject {
  const settings: JsonObject = {};
  for (const [key, value] of Object.entries({ ...options, ...castLayer2(options) })) {
    if (BRIDGE_DEVICE_OPTIONS.includes(key)) settings[key] = value;
  }
  return settings;
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

function addVlan({ settings, vlans }: DeviceDraft, block: TakenBlock): void {
  const { vlan_filtering: filtering } = settings;
  const entries = Array.isArray(filtering) ? filtering : [];
  const vlan = castInteger('vlan', requireOption(block, 'vlan'));
  vlans.add(String(vlan));
  entries.push({ vlan, ports: optionWords(block.options.ports).map(parsePort) });
  if (entries !== filtering) {
    // The list comes after the device's own settings.
    delete settings.vlan_filtering;
    settings.vlan_filtering = entries;
  }
}

/** `lan1:t` (tagged), `lan1:u*` (untagged, and the VLAN of untagged frames that arrive), `lan1` (untagged). */
function parsePort(port: string): JsonObject {
  const [ifname = '', flags = ''] = port.split(':', 2);
  return { ifname, tagging: flags[0] ?? 'u', primary_vid: flags.length > 1 };
}

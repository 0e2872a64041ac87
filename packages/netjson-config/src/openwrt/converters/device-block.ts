import type { JsonObject, JsonValue } from '@netloom/netjson';
import { omit, textOf } from '../../document-values.ts';
import { isTruthy } from '../../python/is-truthy.ts';
import { pythonText } from '../../python/python-text.ts';
import type { UciBlock } from '../../uci/uci-block.ts';
import { createBlock } from '../../uci/uci-block.ts';
import { BRIDGE_DEVICE_OPTIONS, IGMP_OPTIONS, LAYER_2_OPTIONS, STP_OPTIONS } from './bridge-options.ts';

export interface DeviceSplit {
  /** The interface without what belongs to its device, and with a reference to it. */
  readonly settings: JsonObject;
  /** Name of the device. */
  readonly device: string;
  readonly block?: UciBlock;
}

const VLAN_OPTIONS = ['vid', 'ingress_qos_mapping', 'egress_qos_mapping'];

/** What an interface block never holds in the syntax with devices, whatever the type of the interface. */
const NOT_IN_INTERFACE = ['ifname', 'type', 'bridge_members', ...BRIDGE_DEVICE_OPTIONS];

/**
 * Splits an interface into the device that it runs on and the rest, as OpenWrt 21 and later want it. A plain device
 * without any option of its own needs no block.
 *
 * @param blockName name of the interface's first block
 */
export function splitDevice(settings: JsonObject, blockName: string): DeviceSplit {
  const own = takeLayer2(settings);
  switch (settings.type) {
    case 'bridge':
      return splitBridge(settings, own, blockName);
    case '8021q':
    case '8021ad':
      return splitVlan(settings, own, blockName);
    default: {
      const device = pythonText(settings.ifname ?? settings.device ?? '');
      const rest = withDevice(settings, device);
      if (Object.keys(own).length === 0) return { settings: rest, device };
      return {
        settings: rest,
        device,
        block: createBlock('device', `device_${blockName}`, { ...own, name: device }),
      };
    }
  }
}

/** Options that move to the device. An empty address is none. */
function takeLayer2(settings: JsonObject): JsonObject {
  const own: JsonObject = {};
  for (const key of LAYER_2_OPTIONS) {
    const value = settings[key];
    if (value !== undefined) own[key] = value;
  }
  if (isTruthy(settings.macaddr)) own.macaddr = settings.macaddr ?? null;
  return own;
}

function withDevice(settings: JsonObject, device: string): JsonObject {
  const rest = omit(settings, [...NOT_IN_INTERFACE, ...LAYER_2_OPTIONS]);
  return isTruthy(rest.device) ? rest : { ...rest, device };
}

function splitBridge(settings: JsonObject, own: JsonObject, blockName: string): DeviceSplit {
  const ifname = textOf(settings.ifname);
  const device = ifname.startsWith('br-') ? ifname : `br-${ifname}`;
  const options: Record<string, JsonValue | undefined> = { ...own, name: device, type: 'bridge' };
  for (const key of [...STP_OPTIONS, ...IGMP_OPTIONS, 'macaddr', 'mtu'])
    options[key] = settings[key] ?? options[key];
  if (isTruthy(settings.vlan_filtering)) options.vlan_filtering = true;
  if (isTruthy(settings.bridge_members)) options.ports = settings.bridge_members;
  else options.bridge_empty = true;
  return {
    settings: { ...withDevice(settings, device), device },
    device,
    block: createBlock('device', `device_${blockName}`, options),
  };
}

function splitVlan(settings: JsonObject, own: JsonObject, blockName: string): DeviceSplit {
  const { type, vid, name, ifname } = settings;
  const device = textOf(name);
  const options = {
    ...own,
    type,
    vid,
    name,
    ifname,
    ingress_qos_mapping: settings.ingress_qos_mapping ?? [],
    egress_qos_mapping: settings.egress_qos_mapping ?? [],
  };
  return {
    settings: { ...omit(withDevice(settings, device), ['name', ...VLAN_OPTIONS]), device },
    device,
    // Automatic names begin with `vlan_`, of which the device's name keeps nothing.
    block: createBlock('device', `device_${blockName.replace(/^[vlan_]+/, '')}`, options),
  };
}

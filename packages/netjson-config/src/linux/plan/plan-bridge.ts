import type { JsonObject } from '@netloom/netjson';
import { objectsIn, textOf, textsIn } from '../../document-values.ts';
import type { LinuxBridge, LinuxBridgeVlan } from '../linux-manifest.ts';
import type { InterfaceResolver } from './interface-names.ts';

const NUMBERS = ['forward_delay', 'hello_time', 'max_age', 'ageing_time', 'priority'] as const;
const FLAGS = ['igmp_snooping', 'multicast_querier'] as const;

/** What a bridge is made with. */
export function planBridge(entry: JsonObject, resolve: InterfaceResolver): LinuxBridge {
  const vlans = bridgeVlans(entry);
  return {
    members: [...new Set(textsIn(entry.bridge_members).map(resolve))],
    stp: entry.stp === true,
    ...pick(entry, NUMBERS, isNumber),
    ...pick(entry, FLAGS, isBoolean),
    vlan_filtering: vlans !== undefined,
    ...(vlans === undefined ? {} : { vlans }),
  };
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

/** Those of an entry's settings that are given. */
function pick<Key extends string, Value>(
  entry: JsonObject,
  keys: readonly Key[],
  isGiven: (value: unknown) => value is Value,
): Partial<Record<Key, Value>> {
  const settings: Partial<Record<Key, Value>> = {};
  for (const key of keys) {
    const value: unknown = entry[key];
    if (isGiven(value)) settings[key] = value;
  }
  return settings;
}

/** The VLANs that a bridge knows; undefined when it does not filter. */
function bridgeVlans({ vlan_filtering: filtering }: JsonObject): number[] | undefined {
  const vlans = objectsIn(filtering).map(({ vlan }) => Number(vlan));
  if (vlans.length === 0) return undefined;
  return [...new Set(vlans)].sort((a, b) => a - b);
}

/** The VLANs that a port of a bridge carries; undefined when the bridge does not filter. */
export function portVlans(
  bridge: JsonObject,
  isPort: (ifname: string) => boolean,
): LinuxBridgeVlan[] | undefined {
  const filtering = objectsIn(bridge.vlan_filtering);
  if (filtering.length === 0) return undefined;
  const vlans = filtering.flatMap(({ vlan, ports }) =>
    objectsIn(ports)
      .filter(({ ifname }) => isPort(textOf(ifname)))
      .map(({ tagging, primary_vid: isPrimary }) => ({
        vlan: Number(vlan),
        untagged: tagging === 'u',
        primary: isPrimary === true,
      })),
  );
  return vlans.sort((a, b) => a.vlan - b.vlan);
}

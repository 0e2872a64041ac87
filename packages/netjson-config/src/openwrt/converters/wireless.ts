import type { JsonObject, JsonValue } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import { objectsIn, omit, textOf, textOr, textsIn } from '../../document-values.ts';
import { isTruthy } from '../../python/is-truthy.ts';
import { pythonText } from '../../python/python-text.ts';
import type { UciBlock } from '../../uci/uci-block.ts';
import { createBlock, sanitizeName } from '../../uci/uci-block.ts';
import type { Converter } from '../converter.ts';
import { convertEncryption } from './encryption.ts';

/** NetJSON's names of wireless modes and those of UCI. */
export const UCI_MODES: ReadonlyMap<JsonValue | undefined, string> = new Map([
  ['access_point', 'ap'],
  ['station', 'sta'],
  ['adhoc', 'adhoc'],
  ['monitor', 'monitor'],
  ['802.11s', 'mesh'],
]);

/** Settings that are written only when they are more than 0, under their UCI names. */
export const UCI_THRESHOLDS: ReadonlyMap<string, string> = new Map([
  ['ack_distance', 'distance'],
  ['rts_threshold', 'rts'],
  ['frag_threshold', 'frag'],
]);

/** What means nothing without fast transition. */
const ROAMING_OPTIONS = ['ft_over_ds', 'ft_psk_generate_local', 'nasid', 'reassociation_deadline'];

/** The wireless side of `interfaces` -> blocks `wifi-iface` of the package wireless. */
export const wirelessConverter: Converter = {
  section: 'interfaces',
  convert(section, { packages }) {
    const bridges = bridgesByMember(packages.get('network') ?? []);
    const blocks: UciBlock[] = [];
    for (const entry of objectsIn(section)) {
      if (isJsonObject(entry.wireless)) blocks.push(wirelessBlock(entry, entry.wireless, bridges));
    }
    return new Map([['wireless', blocks]]);
  },
};

/** Names of the bridges' interfaces for each member of a bridge. */
export function bridgesByMember(network: readonly UciBlock[]): ReadonlyMap<string, readonly string[]> {
  const bridges = new Map<string, string[]>();
  for (const { type, name, options } of network) {
    if (options.get('type') !== 'bridge') continue;
    const ports = options.get('ports') ?? pythonText(options.get('ifname') ?? '').split(' ');
    for (const port of textsIn(ports)) {
      const names = bridges.get(port) ?? [];
      names.push(type === 'device' ? name.replace('device_', '') : name);
      bridges.set(port, names);
    }
  }
  return bridges;
}

function wirelessBlock(
  entry: JsonObject,
  wireless: JsonObject,
  bridges: ReadonlyMap<string, readonly string[]>,
): UciBlock {
  const ifname = textOf(entry.name);
  const { id, mode, radio, network, encryption: _, ...rest } = wireless;
  let options: JsonObject = {
    ...omit(rest, [...UCI_THRESHOLDS.keys()]),
    ...thresholds(wireless),
    ...convertEncryption(wireless),
    network: sanitizeName(networksOf(entry, network, bridges.get(ifname)).join(' ')),
    ifname,
  };
  if (wireless.ieee80211r === false) options = omit(options, ROAMING_OPTIONS);
  const name = textOr(id, `wifi_${sanitizeName(ifname)}`);
  return createBlock('wifi-iface', name, {
    ...options,
    device: radio,
    disabled: entry.disabled,
    macaddr: entry.mac,
    mode: UCI_MODES.get(mode) ?? mode,
  });
}

/** The networks that the interface joins: those it names, else the bridges it belongs to, else its own. */
function networksOf(
  entry: JsonObject,
  named: JsonValue | undefined,
  bridges: readonly string[] | undefined,
): readonly string[] {
  const explicit = textsIn(named);
  if (explicit.length > 0) return explicit;
  if (bridges !== undefined) return bridges;
  return isTruthy(entry.addresses) ? [textOf(entry.name)] : [];
}

function thresholds(wireless: JsonObject): JsonObject {
  const options: JsonObject = {};
  for (const [name, uciName] of UCI_THRESHOLDS) {
    const value = wireless[name];
    if (typeof value === 'number' && value > 0) options[uciName] = value;
  }
  return options;
}

import type { JsonObject, JsonValue } from '@netloom/netjson';
import { castBoolean, castInteger, parseInteger } from '../../cast-options.ts';
import { ConfigurationError } from '../../configuration-error.ts';
import { objectsIn, omit } from '../../document-values.ts';
import type { TakenBlock } from '../../uci/take-blocks.ts';
import { ofType, takeBlocks } from '../../uci/take-blocks.ts';
import { sanitizeName } from '../../uci/uci-block.ts';
import { bridgesByMember, UCI_MODES, UCI_THRESHOLDS } from '../converters/wireless.ts';
import type { SectionParser } from '../parser.ts';
import { parseEncryption } from './encryption.ts';
import { optionText, optionWords, requireOption } from './option-text.ts';

const MODES: ReadonlyMap<string, JsonValue> = new Map(
  [...UCI_MODES].map(([name = null, mode]) => [mode, name]),
);

const FLAGS = [
  'hidden',
  'wds',
  'ft_over_ds',
  'ft_psk_generate_local',
  'ieee80211r',
  'rsn_preauth',
  'isolate',
  'doth',
  'wmm',
  'short_preamble',
  'start_disabled',
  'default_disabled',
];

/** Blocks `wifi-iface` -> the wireless side of `interfaces`. */
export const parseWireless: SectionParser = ({ packages, document, native, dsa }) => {
  const blocks = takeBlocks(packages, 'wireless', ofType('wifi-iface'));
  if (blocks.length === 0) return;
  const interfaces = objectsIn(document.interfaces);
  // The first interface of a name takes the first block; each further block makes an interface of its own.
  const wired = new Map(interfaces.toReversed().map((entry) => [entry.name, entry]));
  // Without device blocks only an interface can be a bridge.
  const network = (native.get('network') ?? []).filter(({ type }) => dsa || type === 'interface');
  const bridges = bridgesByMember(network);
  for (const block of blocks) {
    const name = optionText(block.options, 'ifname') ?? block.name.replaceAll('wifi_', '');
    const existing = wired.get(name);
    const entry = existing ?? { name };
    if (existing === undefined) interfaces.push(entry);
    wired.delete(name);
    entry.type = 'wireless';
    const { disabled, macaddr } = block.options;
    if (disabled !== undefined) entry.disabled = castBoolean(disabled);
    if (macaddr !== undefined) entry.mac = macaddr;
    entry.wireless = parseSettings(block, name, entry, bridges.get(name) ?? []);
  }
  document.interfaces = interfaces;
};

function parseSettings(
  block: TakenBlock,
  name: string,
  entry: JsonObject,
  bridges: readonly string[],
): JsonObject {
  const wireless = omit(block.options, ['device', 'ifname', 'disabled', 'macaddr']);
  const { network } = wireless;
  wireless.mode = parseMode(block);
  for (const key of FLAGS) if (wireless[key] !== undefined) wireless[key] = castBoolean(wireless[key]);
  if (wireless.reassociation_deadline !== undefined) {
    const deadline = parseInteger(wireless.reassociation_deadline);
    if (deadline === undefined) delete wireless.reassociation_deadline;
    else wireless.reassociation_deadline = deadline;
  }
  if (network !== undefined && isImplied(network, name, entry, bridges)) delete wireless.network;
  else if (network !== undefined) wireless.network = optionWords(network);
  if (block.name !== `wifi_${sanitizeName(name)}`) wireless.id = block.name;
  wireless.radio = requireOption(block, 'device');
  for (const [key, uciKey] of UCI_THRESHOLDS) {
    if (wireless[uciKey] === undefined) continue;
    wireless[key] = castInteger(uciKey, wireless[uciKey]);
    delete wireless[uciKey];
  }
  return parseEncryption(wireless);
}

function parseMode(block: TakenBlock): JsonValue {
  const text = requireOption(block, 'mode');
  const mode = MODES.get(text);
  if (mode !== undefined) return mode;
  throw new ConfigurationError('value', {
    path: [],
    message: `The wireless interface "${block.name}" has an unknown mode: ${JSON.stringify(text)}.`,
  });
}

/** Whether the networks are those that the interface belongs to anyway. */
function isImplied(network: JsonValue, name: string, entry: JsonObject, bridges: readonly string[]): boolean {
  const words = optionWords(network);
  if (words.length === bridges.length && words.every((word, index) => word === bridges[index])) {
    return words.length > 0;
  }
  return words.length === 1 && (words[0] === name || words[0] === entry.network);
}

import type { JsonObject } from '@netloom/netjson';
import { OPENWRT_SCHEMA } from '@netloom/netjson';
import { castOptions } from '../../cast-options.ts';
import { ConfigurationError } from '../../configuration-error.ts';
import type { TakenBlock } from '../../uci/take-blocks.ts';
import { ofType, takeBlocks } from '../../uci/take-blocks.ts';
import type { SectionParser } from '../parser.ts';
import { requireOption } from './option-text.ts';
import { sectionTypes } from './section-types.ts';

const SWITCH = OPENWRT_SCHEMA.properties.switch;
const SWITCH_TYPES = sectionTypes(SWITCH);
const VLAN_TYPES = new Map([
  ...sectionTypes(SWITCH.items?.properties?.vlan ?? {}),
  ['vid', 'integer'] as const,
]);

/** Blocks `switch` and `switch_vlan` -> `switch`. */
export const parseSwitch: SectionParser = ({ packages, document }) => {
  const switches = takeBlocks(packages, 'network', ofType('switch')).map(parseSwitchBlock);
  const byName = new Map(switches.map((entry) => [entry.name, entry]));
  for (const [index, block] of takeBlocks(packages, 'network', ofType('switch_vlan')).entries()) {
    const device = requireOption(block, 'device');
    const entry = byName.get(device);
    if (entry === undefined) throw unknownSwitch(device);
    const vlans = Array.isArray(entry.vlan) ? entry.vlan : [];
    vlans.push(parseVlan(block, `${device}_vlan${index + 1}`));
    entry.vlan = vlans;
  }
  if (switches.length > 0) document.switch = switches;
};

function parseSwitchBlock(block: TakenBlock): JsonObject {
  const name = requireOption(block, 'name');
  const { vlan: _, ...entry } = castOptions(block.options, SWITCH_TYPES);
  if (block.name !== name) entry.id = block.name;
  return entry;
}

/** An absent `vid` becomes null, which keeps it absent when the document is rendered again. */
function parseVlan(block: TakenBlock, automaticName: string): JsonObject {
  const vlan = castOptions(block.options, VLAN_TYPES);
  if (block.name !== automaticName) vlan.id = block.name;
  if (vlan.vid === undefined) return { ...vlan, vid: null };
  const { vid, ...rest } = vlan;
  return vid === vlan.vlan ? rest : vlan;
}

function unknownSwitch(name: string): ConfigurationError {
  return new ConfigurationError('value', {
    path: [],
    message: `A block "switch_vlan" belongs to the switch "${name}", which is not defined.`,
  });
}

import type { JsonObject, JsonValue } from '@netloom/netjson';
import { OPENWRT_SCHEMA } from '@netloom/netjson';
import { castBoolean, castOptions } from '../../cast-options.ts';
import { isTruthy } from '../../python/is-truthy.ts';
import type { TakenBlock } from '../../uci/take-blocks.ts';
import { ofType, takeBlocks } from '../../uci/take-blocks.ts';
import type { SectionParser } from '../parser.ts';
import { optionWords, requireOption } from './option-text.ts';
import { sectionTypes } from './section-types.ts';

const TYPES = sectionTypes(OPENWRT_SCHEMA.properties.zerotier);
const FLAGS = ['allow_managed', 'allow_global', 'allow_default', 'allow_dns'];

/** Blocks `zerotier` and `network` of the package zerotier -> `zerotier`. All network blocks go to the first entry. */
export const parseZerotier: SectionParser = ({ packages, document }) => {
  const instances = takeBlocks(packages, 'zerotier', ofType('zerotier'));
  const [first, ...others] = instances;
  if (first === undefined) return;
  const networks = takeBlocks(packages, 'zerotier', ofType('network'));
  document.zerotier = [
    parseInstance(first, networks),
    ...others.map((instance) => parseInstance(instance, [])),
  ];
};

function parseInstance(block: TakenBlock, networks: readonly TakenBlock[]): JsonObject {
  const { enabled = '0', join: _, networks: __, local_conf: localConf, ...rest } = block.options;
  const instance = castOptions(rest, TYPES);
  instance.name = block.name;
  instance.disabled = enabled === '0';
  instance.networks = joinNetworks(block, networks);
  if (localConf !== undefined && isTruthy(localConf)) instance.local_conf_path = localConf;
  return instance;
}

/**
 * Packages before ZeroTier 1.14 name their networks in `join`, later ones in blocks. A configuration that serves
 * both, which is told by its `config_path`, says everything twice; there the blocks are named like the interfaces.
 */
function joinNetworks(instance: TakenBlock, blocks: readonly TakenBlock[]): JsonObject[] {
  const servesBoth = blocks.length > 0 && instance.options.config_path !== undefined;
  const known = new Set(servesBoth ? blocks.map(({ options }) => options.id) : []);
  const joined = optionWords(instance.options.join).filter((id) => !known.has(id));
  return [
    ...joined.map((id) => ({ id, ifname: interfaceName(id) })),
    ...blocks.map((block) => parseNetwork(block, servesBoth)),
  ];
}

function parseNetwork(block: TakenBlock, isNamedLikeInterface: boolean): JsonObject {
  const id = requireOption(block, 'id');
  const network: Record<string, JsonValue> = { ...block.options };
  for (const flag of FLAGS) if (network[flag] !== undefined) network[flag] = castBoolean(network[flag]);
  return { ...network, ifname: isNamedLikeInterface ? block.name : interfaceName(id) };
}

/** The name that ZeroTier's package gives to the interface of a network. */
function interfaceName(id: string): string {
  return `owzt${id.slice(-6)}`;
}

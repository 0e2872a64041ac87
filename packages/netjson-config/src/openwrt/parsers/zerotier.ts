import type { JsonObject } from '@netloom/netjson';
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

/**
 * Blocks `zerotier` and `network` of the package zerotier -> `zerotier`.
 *
 * Packages before ZeroTier 1.14 name their networks in `join`, later ones in blocks, which all belong to the first
 * instance. A configuration that serves both kinds says everything twice. It is told by its `config_path`; its blocks
 * belong to the instance that joins them and are named like the interfaces.
 */
export const parseZerotier: SectionParser = ({ packages, document }) => {
  const instances = takeBlocks(packages, 'zerotier', ofType('zerotier'));
  if (instances.length === 0) return;
  const described = new Map<string, TakenBlock>();
  const others: TakenBlock[] = [];
  const dual = new Set(instances.filter(servesBothKinds).flatMap(({ options }) => optionWords(options.join)));
  for (const block of takeBlocks(packages, 'zerotier', ofType('network'))) {
    const id = requireOption(block, 'id');
    if (dual.has(id) && !described.has(id)) described.set(id, block);
    else others.push(block);
  }
  document.zerotier = instances.map((block, index) => {
    const joined = optionWords(block.options.join).map((id) => joinNetwork(id, block, described));
    const networks = index === 0 ? others.map((other) => parseNetwork(other, automaticName(other))) : [];
    return parseInstance(block, [...joined, ...networks]);
  });
};

function servesBothKinds({ options }: TakenBlock): boolean {
  return options.config_path !== undefined;
}

function joinNetwork(
  id: string,
  instance: TakenBlock,
  described: ReadonlyMap<string, TakenBlock>,
): JsonObject {
  const block = servesBothKinds(instance) ? described.get(id) : undefined;
  return block === undefined ? { id, ifname: interfaceName(id) } : parseNetwork(block, block.name);
}

function parseNetwork({ options }: TakenBlock, ifname: string): JsonObject {
  const network: JsonObject = { ...options };
  for (const flag of FLAGS) if (network[flag] !== undefined) network[flag] = castBoolean(network[flag]);
  return { ...network, ifname };
}

function parseInstance(block: TakenBlock, networks: JsonObject[]): JsonObject {
  const { enabled = '0', join: _, networks: __, local_conf: localConf, ...rest } = block.options;
  const instance = castOptions(rest, TYPES);
  instance.name = block.name;
  instance.disabled = enabled === '0';
  instance.networks = networks;
  if (localConf !== undefined && isTruthy(localConf)) instance.local_conf_path = localConf;
  return instance;
}

function automaticName(block: TakenBlock): string {
  return interfaceName(requireOption(block, 'id'));
}

/** The name that ZeroTier's package gives to the interface of a network. */
function interfaceName(id: string): string {
  return `owzt${id.slice(-6)}`;
}

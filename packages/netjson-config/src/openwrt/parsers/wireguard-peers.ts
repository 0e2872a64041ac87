import { OPENWRT_SCHEMA } from '@netloom/netjson';
import { castOptions } from '../../cast-options.ts';
import { takeBlocks } from '../../uci/take-blocks.ts';
import type { SectionParser } from '../parser.ts';
import { sectionTypes } from './section-types.ts';

const TYPES = sectionTypes(OPENWRT_SCHEMA.properties.wireguard_peers);
const TYPE_PREFIX = 'wireguard_';

/** Blocks `wireguard_<interface>` -> `wireguard_peers`. */
export const parseWireguardPeers: SectionParser = ({ packages, document }) => {
  const peers = takeBlocks(packages, 'network', ({ type }) => type.startsWith(TYPE_PREFIX)).map((block) => ({
    ...castOptions(block.options, TYPES),
    interface: block.type.slice(TYPE_PREFIX.length),
  }));
  if (peers.length > 0) document.wireguard_peers = peers;
};

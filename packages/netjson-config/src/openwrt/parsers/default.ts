import type { JsonObject } from '@netloom/netjson';
import { mergeValues } from '../../merge-templates.ts';
import type { UciBlock } from '../../uci/uci-block.ts';
import type { SectionParser } from '../parser.ts';

/** Packages that other parsers read; a comment at their beginning is not worth keeping. */
const KNOWN_PACKAGES = new Set(['system', 'network', 'wireless', 'openvpn', 'zerotier']);

/** Whatever is left -> lists that are named like their packages. */
export const parseCustomPackages: SectionParser = ({ packages, document }) => {
  for (const [name, blocks] of packages) {
    const entries = blocks
      .filter(({ type }) => !(KNOWN_PACKAGES.has(name) && type.startsWith('#')))
      .map((block, index) => parseBlock(block, index + 1));
    if (entries.length === 0) continue;
    const existing = Object.hasOwn(document, name) ? document[name] : undefined;
    document[name] = existing === undefined ? entries : mergeValues(name, existing, entries, []);
  }
};

function parseBlock({ type, name, options }: UciBlock, position: number): JsonObject {
  const { config_name: _, config_value: __, ...block } = Object.fromEntries(options);
  if (name !== `${type}_${position}`) block.config_value = name;
  return { ...block, config_name: type };
}

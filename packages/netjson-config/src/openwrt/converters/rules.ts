import type { JsonObject } from '@netloom/netjson';
import { objectsIn, textOr } from '../../document-values.ts';
import { parseIpNetwork } from '../../network/ip-interface.ts';
import { isTruthy } from '../../python/is-truthy.ts';
import type { UciBlock } from '../../uci/uci-block.ts';
import { createBlock } from '../../uci/uci-block.ts';
import type { Converter } from '../converter.ts';

/** `ip_rules` -> blocks `rule` (IPv4) and `rule6` (IPv6) of the package network. */
export const rulesConverter: Converter = {
  section: 'ip_rules',
  convert: (section) => new Map([['network', objectsIn(section).map(ruleBlock)]]),
};

function ruleBlock({ name, ...options }: JsonObject, index: number): UciBlock {
  const blockName = textOr(name, `rule${index + 1}`);
  return createBlock(isIpv6Rule(options) ? 'rule6' : 'rule', blockName, options);
}

function isIpv6Rule({ dest, src }: JsonObject): boolean {
  const network = isTruthy(dest) ? dest : src;
  return typeof network === 'string' && parseIpNetwork(network)?.version === 6;
}

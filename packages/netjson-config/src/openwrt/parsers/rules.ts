import { OPENWRT_SCHEMA } from '@netloom/netjson';
import { castOptions } from '../../cast-options.ts';
import { ofType, takeBlocks } from '../../uci/take-blocks.ts';
import type { SectionParser } from '../parser.ts';
import { sectionTypes } from './section-types.ts';

const TYPES = sectionTypes(OPENWRT_SCHEMA.properties.ip_rules);

/** Blocks `rule` and `rule6` -> `ip_rules`. */
export const parseRules: SectionParser = ({ packages, document }) => {
  const rules = takeBlocks(packages, 'network', ofType('rule', 'rule6')).map((block) => {
    const rule = castOptions(block.options, TYPES);
    if (block.name !== `rule${block.position}`) rule.name = block.name;
    return rule;
  });
  if (rules.length > 0) document.ip_rules = rules;
};

import { OPENWRT_SCHEMA } from '@netloom/netjson';
import type { JsonSchema } from '@netloom/netjson';
import type { OptionTypes } from '../../schema/option-types.ts';
import { optionTypes } from '../../schema/option-types.ts';

/** Types of the options of a section, or of the entries of a section that is a list. */
export function sectionTypes(section: JsonSchema): OptionTypes {
  return optionTypes(OPENWRT_SCHEMA, section.items ?? section);
}

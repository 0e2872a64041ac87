import { OPENWRT_SCHEMA } from '@netloom/netjson';
import { castOptions } from '../../cast-options.ts';
import { pythonText } from '../../python/python-text.ts';
import { ofType, takeBlocks } from '../../uci/take-blocks.ts';
import type { SectionParser } from '../parser.ts';
import { sectionTypes } from './section-types.ts';

const TYPES = sectionTypes(OPENWRT_SCHEMA.properties.led);

/** Blocks `led` -> `led`. */
export const parseLed: SectionParser = ({ packages, document }) => {
  const leds = takeBlocks(packages, 'system', ofType('led')).map((block) => {
    const led = castOptions(block.options, TYPES);
    if (block.name !== `led_${pythonText(led.name ?? '').toLowerCase()}`) led.id = block.name;
    return led;
  });
  if (leds.length > 0) document.led = leds;
};

import { objectsIn, textOf, textOr } from '../../document-values.ts';
import { createBlock } from '../../uci/uci-block.ts';
import type { Converter } from '../converter.ts';

/** `led` -> blocks `led` of the package system. */
export const ledConverter: Converter = {
  section: 'led',
  convert(section) {
    const blocks = objectsIn(section).map(({ id, ...options }) => {
      const name = textOf(options.name);
      return createBlock('led', textOr(id, `led_${name.toLowerCase()}`), options);
    });
    return new Map([['system', blocks]]);
  },
};

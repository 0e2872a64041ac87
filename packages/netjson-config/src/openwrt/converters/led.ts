import { objectsIn } from '../../document-values.ts';
import { isTruthy } from '../../python/is-truthy.ts';
import { pythonText } from '../../python/python-text.ts';
import { createBlock } from '../../uci/uci-block.ts';
import type { Converter } from '../converter.ts';

/** `led` -> blocks `led` of the package system. */
export const ledConverter: Converter = {
  section: 'led',
  convert(section) {
    const blocks = objectsIn(section).map(({ id, ...options }) => {
      const name = pythonText(options.name ?? '');
      return createBlock('led', isTruthy(id) ? pythonText(id ?? '') : `led_${name.toLowerCase()}`, options);
    });
    return new Map([['system', blocks]]);
  },
};

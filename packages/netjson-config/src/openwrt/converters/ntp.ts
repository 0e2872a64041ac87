import type { JsonObject } from '@netloom/netjson';
import { pythonText } from '../../python/python-text.ts';
import { createBlock } from '../../uci/uci-block.ts';
import type { Converter } from '../converter.ts';

/** `ntp` -> the block `timeserver` of the package system. */
export const ntpConverter: Converter = {
  section: 'ntp',
  convert(section) {
    const { id = 'ntp', ...options } = section as JsonObject;
    if (Object.keys(section as JsonObject).length === 0) return new Map();
    return new Map([['system', [createBlock('timeserver', pythonText(id), options)]]]);
  },
};

import type { JsonObject } from '@netloom/netjson';
import { castBoolean, parseInteger } from '../../cast-options.ts';
import { IGMP_OPTIONS, STP_OPTIONS } from '../converters/bridge-options.ts';
import { optionText } from './option-text.ts';

const FLAGS = ['stp', 'igmp_snooping', 'multicast_querier'];

/** `ageing_time` is not among them: it stays text, which the schema refuses. */
const INTEGERS = [...STP_OPTIONS, ...IGMP_OPTIONS].filter(
  (key) => key !== 'ageing_time' && !FLAGS.includes(key),
);

/** Casts a bridge's own options in place; numbers that are none are dropped. */
export function castBridgeOptions(entry: JsonObject): void {
  for (const key of FLAGS) if (entry[key] !== undefined) entry[key] = castBoolean(entry[key]);
  for (const key of INTEGERS) {
    if (entry[key] === undefined) continue;
    const number = parseInteger(entry[key]);
    if (number === undefined) delete entry[key];
    else entry[key] = number;
  }
}

/** The name of its device, else of its network; bridges are always called `br-` something. */
export function bridgeName(options: JsonObject, network: string): string {
  const name = optionText(options, 'name') ?? network;
  return (name.startsWith('br-') ? name : `br-${name}`).replaceAll('br_', '');
}

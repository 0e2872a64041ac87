import type { JsonObject } from '@netloom/netjson';
import type { ConfigurationProblem } from '../../configuration-error.ts';
import { textOf } from '../../document-values.ts';
import { bandOf, centerChannel } from '../wireless/radio-settings.ts';
import { entriesOf } from './document-entries.ts';

/** Widths from which on a channel has to be part of a block of its own. */
const WIDE = 80;

/** Radios have names of their own, and channels that are as wide as they say. */
export function* checkRadios(document: JsonObject): Iterable<ConfigurationProblem> {
  const names = new Set<string>();
  for (const [index, radio] of entriesOf(document, 'radios')) {
    const { channel, channel_width: width } = radio;
    const name = textOf(radio.name);
    if (names.has(name))
      yield { path: ['radios', index, 'name'], message: `There are two radios with the name "${name}".` };
    names.add(name);
    if (typeof channel !== 'number' || typeof width !== 'number' || channel === 0 || width < WIDE) continue;
    if (centerChannel(channel, bandOf(radio, channel), width) !== undefined) continue;
    const message = `Channel ${channel} cannot be ${width} MHz wide.`;
    yield { path: ['radios', index, 'channel_width'], message };
  }
}

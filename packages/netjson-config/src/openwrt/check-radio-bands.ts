import type { JsonObject, JsonValue } from '@netloom/netjson';
import { ConfigurationError } from '../configuration-error.ts';
import { objectsIn } from '../document-values.ts';

/** Protocols that exist in several bands. */
const MULTI_BAND_PROTOCOLS: readonly (JsonValue | undefined)[] = ['802.11n', '802.11ax'];

/** A radio that may choose its channel must know its band, else nothing tells which channels it may choose from. */
export function checkRadioBands(document: JsonObject): ConfigurationError | undefined {
  for (const { protocol, band = null, hwmode = null, channel } of objectsIn(document.radios)) {
    if (!MULTI_BAND_PROTOCOLS.includes(protocol) || channel !== 0 || band !== null || hwmode !== null)
      continue;
    return new ConfigurationError('jsonschema', {
      path: [],
      message: '"channel" cannot be set to "auto" when neither "hwmode" nor "band" is configured.',
    });
  }
  return undefined;
}

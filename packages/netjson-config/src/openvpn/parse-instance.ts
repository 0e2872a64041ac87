import type { JsonObject, JsonValue } from '@netloom/netjson';
import { OPENWRT_SCHEMA } from '@netloom/netjson';
import { castOptions, parseInteger } from '../cast-options.ts';
import { compareCodePoints } from '../python/compare-code-points.ts';
import { optionTypes } from '../schema/option-types.ts';

const { tunnel, client, server } = OPENWRT_SCHEMA.definitions;
const TYPES = optionTypes(OPENWRT_SCHEMA, tunnel, client, server);

/**
 * Options of an OpenVPN instance as in a document, from those in OpenVPN's own form.
 *
 * @param options values as text or lists of text, `true` for directives without value
 * @throws ConfigurationError of kind `value` for a text that should be a number
 */
export function parseOpenvpnInstance(options: JsonObject): JsonObject {
  const instance = castOptions(options, TYPES);
  if (instance.server_bridge === true || instance.server_bridge === '1') instance.server_bridge = '';
  if (Array.isArray(instance.remote)) instance.remote = instance.remote.map(parseRemote);
  if (typeof instance.data_ciphers === 'string') instance.data_ciphers = parseCiphers(instance.data_ciphers);
  return Object.fromEntries(Object.entries(instance).sort(([a], [b]) => compareCodePoints(a, b)));
}

function parseRemote(remote: JsonValue): JsonValue {
  if (typeof remote !== 'string') return remote;
  const [host = '', port, proto] = remote.split(' ').filter((word) => word !== '');
  return {
    host,
    ...(port === undefined ? {} : { port: parseInteger(port) ?? port }),
    ...(proto === undefined ? {} : { proto }),
  };
}

function parseCiphers(text: string): JsonObject[] {
  return text.split(':').map((word) => {
    const optional = word.startsWith('?');
    return { cipher: optional ? word.slice(1) : word, optional };
  });
}

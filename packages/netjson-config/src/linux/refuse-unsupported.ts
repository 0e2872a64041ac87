import type { JsonObject, JsonValue } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import { ConfigurationError } from '../configuration-error.ts';
import { textOf } from '../document-values.ts';
import type { JsonPath } from '../json-path.ts';

const TYPES: ReadonlyMap<string, string> = new Map([
  ['dialup', 'Dial-up interfaces'],
  ['modem-manager', 'Modems'],
]);

const MODES: ReadonlyMap<string, string> = new Map([
  ['adhoc', 'Ad-hoc networks'],
  ['monitor', 'Monitor interfaces'],
  ['802.11s', 'Mesh networks'],
]);

const ENCRYPTIONS: ReadonlyMap<string, string> = new Map([
  ['wep_open', 'WEP'],
  ['wep_shared', 'WEP'],
  ['wps', 'WPS'],
]);

/** What documents of other systems may have and no daemon of a Linux box does: said before anything else. */
export function refuseUnsupported(document: JsonObject): ConfigurationError | undefined {
  const { interfaces } = document;
  if (!Array.isArray(interfaces)) return undefined;
  for (const [index, entry] of interfaces.entries()) {
    if (!isJsonObject(entry)) continue;
    const wireless = isJsonObject(entry.wireless) ? entry.wireless : {};
    const encryption = isJsonObject(wireless.encryption) ? wireless.encryption : {};
    const path = ['interfaces', index];
    const refused =
      refusal(TYPES, entry.type, [...path, 'type']) ??
      refusal(MODES, wireless.mode, [...path, 'wireless', 'mode']) ??
      refusal(ENCRYPTIONS, encryption.protocol, [...path, 'wireless', 'encryption', 'protocol']);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

function refusal(
  unsupported: ReadonlyMap<string, string>,
  value: JsonValue | undefined,
  path: JsonPath,
): ConfigurationError | undefined {
  const what = unsupported.get(textOf(value));
  if (what === undefined) return undefined;
  return new ConfigurationError('validation', {
    path,
    message: `${what} ("${textOf(value)}") are not supported on Linux.`.replace(
      /^(W\w+) (.*) are /,
      '$1 $2 is ',
    ),
  });
}

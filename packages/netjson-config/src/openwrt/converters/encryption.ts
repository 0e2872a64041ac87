import type { JsonObject, JsonValue } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import { omit, textOf } from '../../document-values.ts';
import { isTruthy } from '../../python/is-truthy.ts';
import { pythonText } from '../../python/python-text.ts';

/** NetJSON's names of protocols and those of UCI. */
export const UCI_ENCRYPTIONS: ReadonlyMap<string, string> = new Map([
  ['wep_open', 'wep-open'],
  ['wep_shared', 'wep-shared'],
  ['wpa_personal', 'psk'],
  ['wpa2_personal', 'psk2'],
  ['wpa3_personal', 'sae'],
  ['wpa_personal_mixed', 'psk-mixed'],
  ['wpa2_personal_mixed', 'sae-mixed'],
  ['wpa_enterprise', 'wpa'],
  ['wpa2_enterprise', 'wpa2'],
  ['wpa3_enterprise', 'wpa3'],
  ['wpa_enterprise_mixed', 'wpa-mixed'],
  ['wpa2_enterprise_mixed', 'wpa3-mixed'],
  ['wps', 'psk'],
]);

/** Options of a `wifi-iface` block that come from `encryption`; none when the interface does not mention it. */
export function convertEncryption(wireless: JsonObject): JsonObject {
  const { encryption } = wireless;
  if (encryption === undefined) return {};
  if (!isJsonObject(encryption) || isTruthy(encryption.disabled)) return { encryption: 'none' };
  const { protocol = 'none', key, cipher } = encryption;
  if (protocol === 'none') return { encryption: 'none' };

  const name = pythonText(protocol);
  const options = omit(encryption, ['protocol', 'key', 'cipher', 'disabled', 'acct_server_port']);
  const uciName = UCI_ENCRYPTIONS.get(name) ?? name;
  if (name.startsWith('wep')) return { ...options, ...wepKey(name, key), encryption: uciName };
  if (key !== undefined) options.key = key;
  if (name.includes('enterprise')) Object.assign(options, enterpriseOptions(encryption, wireless.mode));
  if (name.includes('enterprise') && encryption.eap_type === 'tls') delete options.auth;
  const hasCipher = name.startsWith('wpa') && isTruthy(cipher) && cipher !== 'auto';
  return { ...options, encryption: hasCipher ? `${uciName}+${textOf(cipher)}` : uciName };
}

/** WEP has numbered keys, of which only the first is used. */
function wepKey(protocol: string, key: JsonValue | undefined): JsonObject {
  const text = textOf(key);
  return { key: 1, key1: protocol === 'wep_open' ? `s:${text}` : text };
}

/** RADIUS servers, which an access point needs. */
function enterpriseOptions(encryption: JsonObject, mode: JsonValue | undefined): JsonObject {
  if (mode !== 'access_point') return {};
  const { server, port, key, acct_server_port: accountingPort } = encryption;
  const options: JsonObject = {};
  if (server !== undefined) options.auth_server = server;
  if (port !== undefined) options.auth_port = port;
  if (key !== undefined) options.auth_secret = key;
  if (key !== undefined && encryption.acct_secret === undefined) options.acct_secret = key;
  if (accountingPort !== undefined) options.acct_port = accountingPort;
  return options;
}

import type { JsonObject, JsonValue } from '@netloom/netjson';
import { castBoolean, castInteger } from '../../cast-options.ts';
import { ConfigurationError } from '../../configuration-error.ts';
import { omit } from '../../document-values.ts';
import { isTruthy } from '../../python/is-truthy.ts';
import { pythonText } from '../../python/python-text.ts';
import { UCI_ENCRYPTIONS } from '../converters/encryption.ts';

/** Options of a wireless interface that belong to its encryption. */
const OPTIONS = [
  'key',
  'server',
  'port',
  'wpa_group_rekey',
  'auth_server',
  'auth_port',
  'auth_secret',
  'auth_cache',
  'acct_port',
  'acct_server',
  'acct_secret',
  'acct_interval',
  'nasid',
  'ownip',
  'dae_client',
  'dae_port',
  'dae_secret',
  'dynamic_vlan',
  'vlan_naming',
  'vlan_tagged_interface',
  'vlan_bridge',
  'eap_type',
  'auth',
  'anonymous_identity',
  'identity',
  'password',
  'ca_cert',
  'client_cert',
  'ca_cert_usesystem',
  'subject_match',
  'altsubject_match',
  'domain_match',
  'domain_suffix_match',
  'priv_key',
  'priv_key_pwd',
  'wps_config',
  'wps_device_name',
  'wps_device_type',
  'wps_label',
  'wps_manufacturer',
  'wps_pushbutton',
  'wps_pin',
];

const INTEGERS = ['port', 'acct_server_port', 'dae_port', 'acct_interval'];
const FLAGS = ['wps_label', 'wps_pushbutton'];

/** Options that hold WEP keys. */
const WEP_KEY_NAME = /^key[1-4]$/;

/** `wps` is missing: it shares its UCI name with WPA, and its own options tell it. */
const PROTOCOLS: ReadonlyMap<string, string> = new Map(
  [...UCI_ENCRYPTIONS, ['owe', 'owe'] as const]
    .filter(([name]) => name !== 'wps')
    .map(([name, uciName]) => [uciName, name]),
);

/**
 * Moves the options of the encryption into an object of their own.
 *
 * @param wireless settings of a wireless interface under their UCI names
 * @throws ConfigurationError of kind `value` for an unknown encryption
 */
export function parseEncryption(wireless: JsonObject): JsonObject {
  const { encryption, ...rest } = wireless;
  if (encryption === undefined) return wireless;
  const moved = OPTIONS.filter((key) => isTruthy(rest[key]));
  const settings = omit(rest, moved);
  if (encryption === 'none') return { ...settings, encryption: { protocol: 'none' } };

  const options: JsonObject = {};
  for (const key of moved) options[key] = rest[key] ?? null;
  const { protocol, cipher } = parseProtocol(encryption, moved);
  if (protocol.startsWith('wep')) {
    const keyName = `key${pythonText(options.key ?? '')}`;
    options.key = wepKey(WEP_KEY_NAME.test(keyName) ? settings[keyName] : options.key);
    delete settings[keyName];
  }
  options.protocol = protocol;
  if (cipher !== undefined) options.cipher = cipher;
  const result = castEncryption(protocol.includes('enterprise') ? parseEnterprise(options) : options);
  const { ieee80211w: frameProtection, ...others } = settings;
  if (frameProtection === undefined) return { ...settings, encryption: result };
  return { ...others, encryption: { ...result, ieee80211w: frameProtection } };
}

function parseProtocol(
  encryption: JsonValue,
  options: readonly string[],
): { readonly protocol: string; readonly cipher?: string } {
  if (options.some((key) => key.startsWith('wps_'))) return { protocol: 'wps' };
  const [name = '', ...ciphers] = pythonText(encryption).split('+');
  const protocol = PROTOCOLS.get(name);
  if (protocol !== undefined) return { protocol, cipher: ciphers.length === 0 ? 'auto' : ciphers.join('+') };
  throw new ConfigurationError('value', {
    path: [],
    message: `The encryption ${JSON.stringify(encryption)} is not known.`,
  });
}

/** The option `key` has the number of the option that holds the key; some write the key there itself. */
function wepKey(key: JsonValue | undefined): string {
  return pythonText(key ?? '').replace(/^s:/, '');
}

/** Access points say the same twice, under the older and the newer names; the newer ones count. */
function parseEnterprise(options: JsonObject): JsonObject {
  const {
    auth_secret: authSecret,
    auth_server: authServer,
    auth_port: authPort,
    acct_port: accountingPort,
    acct_secret: accountingSecret,
    ...rest
  } = options;
  if (authSecret !== undefined) rest.key = authSecret;
  if (authServer !== undefined) rest.server = authServer;
  if (authPort !== undefined) rest.port = authPort;
  if (accountingPort !== undefined) rest.acct_server_port = accountingPort;
  if (accountingSecret !== undefined && accountingSecret !== rest.key) rest.acct_secret = accountingSecret;
  return rest;
}

function castEncryption(options: JsonObject): JsonObject {
  for (const key of INTEGERS) if (options[key] !== undefined) options[key] = castInteger(key, options[key]);
  for (const key of FLAGS) if (options[key] !== undefined) options[key] = castBoolean(options[key]);
  return options;
}

import type { JsonObject } from '@netloom/netjson';
import { textOf, textsIn } from '../../document-values.ts';
import type { Settings } from '../linux-file.ts';
import { settingsOf } from '../networkd/ini-file.ts';
import { daemonText } from './daemon-text.ts';
import { protectionOf } from './protection.ts';

const KEY = /^[0-9A-Fa-f]{64}$/;

/** Where Linux distributions keep the certificates that they trust. */
export const SYSTEM_CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/** The lines of wpa_supplicant that prove who a station is. */
export function supplicantProtection(encryption: JsonObject): Settings {
  const protection = protectionOf(encryption);
  if (protection === undefined) return [['key_mgmt', 'NONE']];
  const { generations, keyManagement, ciphers, frameProtection, isEnterprise } = protection;
  return [
    ...settingsOf([
      ['key_mgmt', keyManagement.join(' ')],
      ['proto', generations.join(' ')],
      ['pairwise', ciphers.join(' ')],
      ['ieee80211w', frameProtection === '0' ? undefined : frameProtection],
    ]),
    ...(isEnterprise ? eapSettings(encryption) : passPhraseSettings(encryption, keyManagement)),
  ];
}

function passPhraseSettings({ key }: JsonObject, keyManagement: readonly string[]): Settings {
  const text = textOf(key);
  if (text === '') return [];
  // In this place digits would be the key itself, so that a pass phrase can only stand in quotes.
  if (keyManagement.includes('WPA-PSK')) return [['psk', KEY.test(text) ? text : `"${text}"`]];
  return [['sae_password', daemonText(text)]];
}

function eapSettings(encryption: JsonObject): Settings {
  const type = textOf(encryption.eap_type);
  const text = (value: string): string | undefined => (value === '' ? undefined : daemonText(value));
  const list = (key: string): string | undefined => text(textsIn(encryption[key]).join(';'));
  const certificate = textOf(encryption.ca_cert);
  return settingsOf([
    ['eap', type.toUpperCase()],
    ['identity', text(textOf(encryption.identity))],
    ['anonymous_identity', text(textOf(encryption.anonymous_identity))],
    ['password', type === 'tls' ? undefined : text(textOf(encryption.password))],
    ['ca_cert', text(encryption.ca_cert_usesystem === true ? SYSTEM_CERTIFICATES : certificate)],
    ['client_cert', text(textOf(encryption.client_cert))],
    ['private_key', text(textOf(encryption.priv_key))],
    ['private_key_passwd', text(textOf(encryption.priv_key_pwd))],
    ['subject_match', text(textOf(encryption.subject_match))],
    ['altsubject_match', list('altsubject_match')],
    ['domain_match', list('domain_match')],
    ['domain_suffix_match', list('domain_suffix_match')],
    ['phase2', type === 'tls' ? undefined : text(innerMethod(type, textOf(encryption.auth)))],
  ]);
}

/** TTLS knows two kinds of inner methods; PEAP only those of EAP, by their bare names. */
function innerMethod(type: string, auth: string): string {
  if (auth === '') return '';
  const method = auth.replace('EAP-', '');
  return type === 'ttls' && auth.startsWith('EAP-') ? `autheap=${method}` : `auth=${method}`;
}

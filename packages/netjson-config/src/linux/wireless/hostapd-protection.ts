import type { JsonObject } from '@netloom/netjson';
import { textOf } from '../../document-values.ts';
import type { Settings } from '../linux-file.ts';
import { settingsOf } from '../networkd/ini-file.ts';
import type { Protection } from './protection.ts';
import { protectionOf } from './protection.ts';

const AUTH_PORT = 1812;
const ACCOUNTING_PORT = 1813;
const KEY = /^[0-9A-Fa-f]{64}$/;

/** The lines of hostapd that protect a network; none when it is open. */
export function hostapdProtection(encryption: JsonObject): Settings {
  const protection = protectionOf(encryption);
  if (protection === undefined) return [];
  const { generations, keyManagement, ciphers, frameProtection, isEnterprise } = protection;
  return [
    ...settingsOf([
      ['wpa', generations.reduce((sum, generation) => sum + (generation === 'WPA' ? 1 : 2), 0)],
      ['wpa_key_mgmt', keyManagement.join(' ')],
      ['wpa_pairwise', generations.includes('WPA') ? ciphers.join(' ') : undefined],
      ['rsn_pairwise', generations.includes('RSN') ? ciphers.join(' ') : undefined],
      ['ieee80211w', frameProtection === '0' ? undefined : frameProtection],
      // Clients that know SAE must use it with protected frames, also when others need not.
      ['sae_require_mfp', isMixed(protection) ? 1 : undefined],
    ]),
    ...(isEnterprise ? radiusSettings(encryption) : passPhraseSettings(encryption)),
  ];
}

function isMixed({ keyManagement }: Protection): boolean {
  return keyManagement.includes('SAE') && keyManagement.length > 1;
}

/** hostapd takes the pass phrase of WPA for SAE, too; its setting for SAE alone would interpret parts of it. */
function passPhraseSettings({ key }: JsonObject): Settings {
  const text = textOf(key);
  if (text === '') return [];
  return [KEY.test(text) ? ['wpa_psk', text] : ['wpa_passphrase', text]];
}

function radiusSettings(encryption: JsonObject): Settings {
  const { server, key, port, acct_server: accounting, dae_client: client } = encryption;
  const hasAccounting = textOf(accounting) !== '';
  const hasClient = textOf(client) !== '' && textOf(encryption.dae_secret) !== '';
  return settingsOf([
    ['ieee8021x', 1],
    ['nas_identifier', textOf(encryption.nasid) || undefined],
    ['auth_server_addr', textOf(server)],
    ['auth_server_port', typeof port === 'number' ? port : AUTH_PORT],
    ['auth_server_shared_secret', textOf(key)],
    ['acct_server_addr', hasAccounting ? textOf(accounting) : undefined],
    ['acct_server_port', hasAccounting ? numberOr(encryption.acct_server_port, ACCOUNTING_PORT) : undefined],
    ['acct_server_shared_secret', hasAccounting ? textOf(encryption.acct_secret) || textOf(key) : undefined],
    [
      'radius_acct_interim_interval',
      hasAccounting ? numberOr(encryption.acct_interval, undefined) : undefined,
    ],
    ['radius_das_port', hasClient ? numberOr(encryption.dae_port, 3799) : undefined],
    ['radius_das_client', hasClient ? `${textOf(client)} ${textOf(encryption.dae_secret)}` : undefined],
  ]);
}

function numberOr<T>(value: unknown, alternative: T): number | T {
  return typeof value === 'number' ? value : alternative;
}

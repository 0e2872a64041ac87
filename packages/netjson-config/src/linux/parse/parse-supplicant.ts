import type { JsonObject } from '@netloom/netjson';
import { SYSTEM_CERTIFICATES } from '../wireless/supplicant-protection.ts';
import { given, listed } from './given.ts';
import type { ParsedWireless } from './parse-hostapd.ts';
import { parseProtection } from './parse-protection.ts';
import { daemonValue, readLines } from './read-lines.ts';

/** Reads one file of wpa_supplicant: the first network of a station. */
export function parseSupplicant(name: string, contents: string, parsed: ParsedWireless): void {
  const [before = '', block = ''] = contents.split(/^network=\{$/m);
  const country = new Map(readLines(before)).get('country');
  const lines = new Map(readLines(block.split(/^\}$/m)[0] ?? ''));
  const text = (key: string): string | undefined => {
    const value = lines.get(key);
    return value === undefined ? undefined : daemonValue(value);
  };
  const wireless = given({
    radio: country === undefined ? `own-${name}` : radioIn(country, parsed),
    mode: 'station',
    ssid: text('ssid') ?? '',
    hidden: lines.get('scan_ssid') === '1' ? true : undefined,
    bssid: lines.get('bssid'),
    encryption: parseEncryption(lines, text),
  });
  parsed.interfaces.set(name, { type: 'wireless', wireless });
}

/** A radio that obeys the rules of a country: one that is known, else one of which nothing else is said. */
function radioIn(country: string, { radios }: ParsedWireless): string {
  const known = radios.find((radio) => radio.country === country)?.name;
  if (typeof known === 'string') return known;
  const name = `radio${radios.length}`;
  radios.push({ name, protocol: '802.11g', band: '2g', channel: 0, channel_width: 20, country });
  return name;
}

function parseEncryption(
  lines: ReadonlyMap<string, string>,
  text: (key: string) => string | undefined,
): JsonObject | undefined {
  const protection = parseProtection({
    generations: (lines.get('proto') ?? '').split(' '),
    keyManagement: lines.get('key_mgmt') ?? '',
    ciphers: lines.get('pairwise') ?? '',
    frameProtection: lines.get('ieee80211w'),
  });
  if (protection === undefined) return undefined;
  const type = lines.get('eap');
  if (type === undefined)
    return { ...protection, ...given({ key: text('sae_password') ?? keyOf(lines.get('psk')) }) };
  const certificate = text('ca_cert');
  const isSystem = certificate === SYSTEM_CERTIFICATES;
  const list = (key: string): ReturnType<typeof listed> =>
    listed((text(key) ?? '').split(';').filter(Boolean));
  return given({
    ...protection,
    eap_type: type.toLowerCase(),
    auth: innerMethod(type, text('phase2')),
    identity: text('identity'),
    anonymous_identity: text('anonymous_identity'),
    password: text('password'),
    ca_cert_usesystem: isSystem ? true : undefined,
    ca_cert: isSystem ? undefined : certificate,
    client_cert: text('client_cert'),
    priv_key: text('private_key'),
    priv_key_pwd: text('private_key_passwd'),
    subject_match: text('subject_match'),
    altsubject_match: list('altsubject_match'),
    domain_match: list('domain_match'),
    domain_suffix_match: list('domain_suffix_match'),
  });
}

/** A pass phrase stands in quotes; what does not is the key itself. */
function keyOf(value: string | undefined): string | undefined {
  return value?.startsWith('"') === true ? value.slice(1, -1) : value;
}

function innerMethod(type: string, phase2: string | undefined): string | undefined {
  const [, kind, method = ''] = /^(auth|autheap)=(.+)$/.exec(phase2 ?? '') ?? [];
  if (kind === undefined) return undefined;
  const isEap = kind === 'autheap' || (type === 'PEAP' && ['GTC', 'MD5', 'TLS'].includes(method));
  return isEap ? `EAP-${method}` : method;
}

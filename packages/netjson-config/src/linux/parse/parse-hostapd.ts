import type { JsonObject } from '@netloom/netjson';
import { CLASSES_6GHZ } from '../wireless/radio-settings.ts';
import { given, listed } from './given.ts';
import { parseProtection } from './parse-protection.ts';
import { daemonValue, readLines } from './read-lines.ts';

/** What files of wireless daemons say. */
export interface ParsedWireless {
  /** Settings of interfaces, by their names. */
  readonly interfaces: Map<string, JsonObject>;
  /** The bridges that daemons put interfaces into. */
  readonly bridges: Map<string, string>;
  readonly radios: JsonObject[];
}

type Lines = ReadonlyMap<string, string>;

/** Reads one file of hostapd: a radio and its access points. */
export function parseHostapd(
  contents: string,
  files: ReadonlyMap<string, string>,
  parsed: ParsedWireless,
): void {
  const sections: Map<string, string>[] = [];
  for (const [key, value] of readLines(contents)) {
    if (key === 'interface' || key === 'bss') sections.push(new Map([['name', value]]));
    else sections.at(-1)?.set(key, value);
  }
  const [first] = sections;
  if (first === undefined) return;
  const name = `radio${parsed.radios.length}`;
  const radio = parseRadio(name, first);
  // Access points that share a file share a radio, also when nothing is said about it.
  const radioName = radio === undefined ? `own-${first.get('name') ?? ''}` : name;
  if (radio !== undefined) parsed.radios.push(radio);
  for (const section of sections) {
    const interfaceName = section.get('name') ?? '';
    const bridge = section.get('bridge');
    if (bridge !== undefined) parsed.bridges.set(interfaceName, bridge);
    parsed.interfaces.set(
      interfaceName,
      given({
        type: 'wireless',
        mac: section.get('bssid'),
        wireless: parseAccessPoint(section, radioName, files),
      }),
    );
  }
}

function parseRadio(name: string, lines: Lines): JsonObject | undefined {
  const hardware = lines.get('hw_mode');
  if (hardware === undefined) return undefined;
  const channel = Number(lines.get('channel'));
  const country = lines.get('country_code');
  const is6GHz = lines.has('op_class');
  return given({
    name,
    protocol: protocolOf(lines, hardware),
    band: is6GHz ? '6g' : hardware === 'a' ? '5g' : '2g',
    channel: Number.isInteger(channel) ? channel : 0,
    channel_width: widthOf(lines),
    country,
  });
}

function protocolOf(lines: Lines, hardware: string): string {
  for (const name of ['ax', 'ac', 'n']) if (lines.get(`ieee80211${name}`) === '1') return `802.11${name}`;
  return `802.11${hardware}`;
}

function widthOf(lines: Lines): number {
  const width = [...CLASSES_6GHZ].find(
    ([, operatingClass]) => String(operatingClass) === lines.get('op_class'),
  )?.[0];
  if (width !== undefined) return width;
  const code = lines.get('he_oper_chwidth') ?? lines.get('vht_oper_chwidth');
  if (code === '1') return 80;
  if (code === '2') return 160;
  return lines.get('ht_capab')?.includes('HT40') === true ? 40 : 20;
}

function parseAccessPoint(lines: Lines, radio: string, files: ReadonlyMap<string, string>): JsonObject {
  const list = lines.get('accept_mac_file') ?? lines.get('deny_mac_file');
  const clients =
    list === undefined ? undefined : (files.get(list) ?? '').split('\n').filter((line) => line !== '');
  const encryption = parseEncryption(lines);
  return given({
    radio,
    mode: 'access_point',
    ssid: daemonValue(lines.get('ssid2') ?? `"${lines.get('ssid') ?? ''}"`),
    hidden: flag(lines, 'ignore_broadcast_ssid'),
    wmm: lines.get('wmm_enabled') === '0' ? false : undefined,
    isolate: flag(lines, 'ap_isolate'),
    max_clients: number(lines, 'max_num_sta'),
    rts_threshold: number(lines, 'rts_threshold'),
    frag_threshold: number(lines, 'fragm_threshold'),
    macfilter: list === undefined ? undefined : lines.has('accept_mac_file') ? 'allow' : 'deny',
    maclist: clients === undefined ? undefined : (listed(clients) ?? []),
    encryption,
  });
}

function flag(lines: Lines, key: string): true | undefined {
  return ['1', '2'].includes(lines.get(key) ?? '') ? true : undefined;
}

function number(lines: Lines, key: string): number | undefined {
  const value = lines.get(key);
  return value !== undefined && /^[0-9]{1,9}$/.test(value) ? Number(value) : undefined;
}

function parseEncryption(lines: Lines): JsonObject | undefined {
  const wpa = Number(lines.get('wpa') ?? 0);
  const protection = parseProtection({
    generations: [...((wpa & 1) === 1 ? ['WPA'] : []), ...((wpa & 2) === 2 ? ['RSN'] : [])],
    keyManagement: lines.get('wpa_key_mgmt') ?? '',
    ciphers: lines.get('rsn_pairwise') ?? lines.get('wpa_pairwise') ?? '',
    frameProtection: lines.get('ieee80211w'),
  });
  if (protection === undefined) return undefined;
  if (!lines.has('auth_server_addr'))
    return { ...protection, ...given({ key: lines.get('wpa_passphrase') ?? lines.get('wpa_psk') }) };
  const [client, ...secret] = (lines.get('radius_das_client') ?? '').split(' ');
  const hasAccounting = lines.has('acct_server_addr');
  return given({
    ...protection,
    server: lines.get('auth_server_addr'),
    port: number(lines, 'auth_server_port'),
    key: lines.get('auth_server_shared_secret') ?? '',
    acct_server: lines.get('acct_server_addr'),
    acct_server_port: hasAccounting ? number(lines, 'acct_server_port') : undefined,
    acct_secret: lines.get('acct_server_shared_secret'),
    acct_interval: number(lines, 'radius_acct_interim_interval'),
    dae_client: client === '' ? undefined : client,
    dae_port: number(lines, 'radius_das_port'),
    dae_secret: client === '' ? undefined : secret.join(' '),
    nasid: lines.get('nas_identifier'),
  });
}

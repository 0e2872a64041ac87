import type { JsonObject } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import { objectsIn, textOf, textsIn } from '../../document-values.ts';
import type { LinuxFile, LinuxFileSection, Settings } from '../linux-file.ts';
import { optionsOf } from '../linux-file.ts';
import type { LinuxInterface } from '../linux-manifest.ts';
import { settingsOf } from '../networkd/ini-file.ts';
import type { PlanContext } from '../plan/plan-context.ts';
import { hostapdPath } from '../plan/plan-wireless.ts';
import { byteLength, daemonText } from './daemon-text.ts';
import { hostapdProtection } from './hostapd-protection.ts';
import { radioSettings } from './radio-settings.ts';

const SECRET_MODE = 0o600;
const MAC_LIST_MODE = 0o644;

/** The files of hostapd: one for each radio with access points, and the lists of clients that they let in or not. */
export function hostapdFiles(
  { document, accessPoints }: PlanContext,
  interfaces: readonly LinuxInterface[],
): LinuxFile[] {
  const radios = new Map(objectsIn(document.radios).map((radio) => [textOf(radio.name), radio]));
  const bridges = new Map(interfaces.map(({ name, bridge_port: port }) => [name, port?.bridge]));
  return [...accessPoints].flatMap(([radio, entries]) => [
    hostapdFile(radios.get(radio), entries, bridges),
    ...entries.flatMap(macListFile),
  ]);
}

function hostapdFile(
  radio: JsonObject | undefined,
  entries: readonly JsonObject[],
  bridges: ReadonlyMap<string, string | undefined>,
): LinuxFile {
  const sections = entries.map((entry, index) => {
    const name = textOf(entry.name);
    const common = index === 0 ? [['driver', 'nl80211'] as const, ...radioSettings(radio)] : [];
    const mac = index === 0 ? '' : textOf(entry.mac).toLowerCase().replaceAll('-', ':');
    const settings: Settings = [
      [index === 0 ? 'interface' : 'bss', name],
      ...common,
      ...settingsOf([
        ['bssid', mac === '' ? undefined : mac],
        ['bridge', bridges.get(name)],
      ]),
      ...accessPointSettings(entry),
    ];
    return { name, settings };
  });
  const name = sections[0]?.name ?? '';
  return {
    path: hostapdPath(name),
    purpose: 'hostapd',
    mode: SECRET_MODE,
    interface: name,
    contents: sections.map(({ settings }) => renderLines(settings)).join('\n'),
    sections: sections.map(
      (section): LinuxFileSection => ({
        type: 'bss',
        name: section.name,
        options: optionsOf(section.settings),
      }),
    ),
  };
}

function renderLines(settings: Settings): string {
  return settings.map(([key, value]) => `${key}=${value}\n`).join('');
}

function accessPointSettings(entry: JsonObject): Settings {
  const wireless = isJsonObject(entry.wireless) ? entry.wireless : {};
  const ssid = textOf(wireless.ssid);
  const list = clientList(textOf(entry.name), wireless);
  return [
    ...settingsOf([
      ['ctrl_interface', '/run/hostapd'],
      ['ssid2', daemonText(ssid)],
      ['utf8_ssid', byteLength(ssid) === ssid.length ? undefined : 1],
      ['ignore_broadcast_ssid', wireless.hidden === true ? 1 : undefined],
      ['wmm_enabled', wireless.wmm === false ? 0 : 1],
      ['ap_isolate', wireless.isolate === true ? 1 : undefined],
      ['max_num_sta', numberOf(wireless.max_clients)],
      ['rts_threshold', numberOf(wireless.rts_threshold)],
      ['fragm_threshold', numberOf(wireless.frag_threshold)],
    ]),
    ...(list?.settings ?? []),
    ...hostapdProtection(isJsonObject(wireless.encryption) ? wireless.encryption : {}),
  ];
}

/** Thresholds of 0 stand for the default. */
function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 ? value : undefined;
}

interface ClientList {
  readonly path: string;
  readonly settings: Settings;
}

/** The list of clients that an access point lets in, or the one that it does not. */
function clientList(name: string, { macfilter: filter }: JsonObject): ClientList | undefined {
  if (filter !== 'allow' && filter !== 'deny') return undefined;
  const word = filter === 'allow' ? 'accept' : 'deny';
  const path = `/etc/hostapd/${name}.${word}`;
  // hostapd calls it 1 when only the clients of the list may come in.
  const settings = settingsOf([
    ['macaddr_acl', filter === 'allow' ? 1 : 0],
    [`${word}_mac_file`, path],
  ]);
  return { path, settings };
}

function macListFile(entry: JsonObject): LinuxFile[] {
  const wireless = isJsonObject(entry.wireless) ? entry.wireless : {};
  const name = textOf(entry.name);
  const list = clientList(name, wireless);
  if (list === undefined) return [];
  const addresses = textsIn(wireless.maclist).map((mac) => mac.toLowerCase().replaceAll('-', ':'));
  return [
    {
      path: list.path,
      purpose: 'hostapd_clients',
      mode: MAC_LIST_MODE,
      interface: name,
      contents: addresses.map((address) => `${address}\n`).join(''),
      sections: [{ type: 'clients', name, options: new Map([['mac', addresses]]) }],
    },
  ];
}

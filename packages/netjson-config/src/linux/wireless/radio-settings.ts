import type { JsonObject } from '@netloom/netjson';
import { textOf, textOr } from '../../document-values.ts';
import type { Settings } from '../linux-file.ts';
import { settingsOf } from '../networkd/ini-file.ts';
import { WORLD } from '../plan/plan-wireless.ts';

type Band = '2g' | '5g' | '6g';

/** What hostapd calls the hardware of a band. */
const HARDWARE_MODES: Readonly<Record<Band, string>> = { '2g': 'g', '5g': 'a', '6g': 'a' };
const LAST_CHANNEL_2GHZ = 14;
const HIGH_THROUGHPUT = ['802.11n', '802.11ac', '802.11ax'];

/** Global operating classes of the 6 GHz band (IEEE 802.11, annex E), by width. */
export const CLASSES_6GHZ: ReadonlyMap<number, number> = new Map([
  [20, 131],
  [40, 132],
  [80, 133],
  [160, 134],
]);

/** What hostapd calls the widths beyond 40 MHz. */
const WIDTH_CODES: ReadonlyMap<number, number> = new Map([
  [80, 1],
  [160, 2],
]);

/** First channels of the blocks of 80 and 160 MHz in the 5 GHz band. */
const BLOCKS_5GHZ: ReadonlyMap<number, readonly number[]> = new Map([
  [80, [36, 52, 100, 116, 132, 149, 165]],
  [160, [36, 100, 149]],
]);

/** The lines of hostapd that describe a radio. Without a radio its own defaults stand. */
export function radioSettings(radio: JsonObject | undefined): Settings {
  if (radio === undefined) return [];
  const { channel, channel_width: givenWidth } = radio;
  const protocol = textOf(radio.protocol);
  const width = typeof givenWidth === 'number' ? givenWidth : 20;
  const number = typeof channel === 'number' ? channel : 0;
  const band = bandOf(radio, number);
  const country = textOr(radio.country, WORLD).toUpperCase();
  const hasCountry = country !== WORLD;
  return settingsOf([
    ['country_code', hasCountry ? country : undefined],
    ['ieee80211d', hasCountry ? 1 : undefined],
    // Radar detection is a matter of the 5 GHz band, and of the country's rules.
    ['ieee80211h', hasCountry && band === '5g' ? 1 : undefined],
    ['hw_mode', protocol === '802.11b' ? 'b' : HARDWARE_MODES[band]],
    ['channel', number === 0 ? 'acs_survey' : number],
    ['op_class', band === '6g' ? CLASSES_6GHZ.get(width) : undefined],
    ['ieee80211n', HIGH_THROUGHPUT.includes(protocol) && band !== '6g' ? 1 : undefined],
    ['ht_capab', width >= 40 && band !== '6g' ? secondChannel(number, band) : undefined],
    ['ieee80211ac', band === '5g' && ['802.11ac', '802.11ax'].includes(protocol) ? 1 : undefined],
    ['ieee80211ax', protocol === '802.11ax' ? 1 : undefined],
    ...wideSettings(protocol, band, number, width),
  ]);
}

/** The band of a radio: the one it names, else that of its standard, else that of its channel. */
export function bandOf({ band, protocol }: JsonObject, channel: number): Band {
  if (band === '2g' || band === '5g' || band === '6g') return band;
  if (protocol === '802.11b' || protocol === '802.11g') return '2g';
  if (protocol === '802.11a' || protocol === '802.11ac') return '5g';
  return channel <= LAST_CHANNEL_2GHZ ? '2g' : '5g';
}

/** Where the second half of a channel of 40 MHz lies. When hostapd chooses the channel, it moves that itself. */
function secondChannel(channel: number, band: Band): string {
  if (channel === 0) return '[HT40+]';
  if (band === '2g') return channel < 7 ? '[HT40+]' : '[HT40-]';
  const [first = channel] = blockStart(channel, 40);
  return channel === first ? '[HT40+]' : '[HT40-]';
}

/** First channel of the block of a given width that a channel of the 5 GHz band lies in; nothing when none does. */
function blockStart(channel: number, width: number): number[] {
  const span = (width / 20) * 4;
  if (width === 40) {
    const origin = channel >= 149 ? 149 : 36;
    return [channel - ((channel - origin) % span)];
  }
  return (BLOCKS_5GHZ.get(width) ?? []).filter((first) => channel >= first && channel < first + span);
}

function wideSettings(
  protocol: string,
  band: Band,
  channel: number,
  width: number,
): (readonly [string, number | undefined])[] {
  const prefixes = [
    ...(band === '5g' && ['802.11ac', '802.11ax'].includes(protocol) ? ['vht_oper'] : []),
    ...(band !== '2g' && protocol === '802.11ax' ? ['he_oper'] : []),
  ];
  const center = channel === 0 ? undefined : centerChannel(channel, band, width);
  return prefixes.flatMap((prefix) => [
    [`${prefix}_chwidth`, WIDTH_CODES.get(width) ?? 0] as const,
    [`${prefix}_centr_freq_seg0_idx`, center] as const,
  ]);
}

/** The channel in the middle of the block that a channel lies in; undefined when it needs not be told. */
export function centerChannel(channel: number, band: Band, width: number): number | undefined {
  if (band === '6g') {
    const span = (width / 20) * 4;
    return width === 20 ? channel : channel - ((channel - 1) % span) + span / 2 - 2;
  }
  if (width < 80) return undefined;
  const [first] = blockStart(channel, width);
  return first === undefined ? undefined : first + (width / 20) * 2 - 2;
}

import type { JsonObject, JsonValue } from '@netloom/netjson';
import { CHANNELS_2GHZ, CHANNELS_5GHZ, CHANNELS_6GHZ } from '@netloom/netjson';
import { objectsIn, omit, textOf } from '../../document-values.ts';
import { isTruthy } from '../../python/is-truthy.ts';
import type { UciBlock } from '../../uci/uci-block.ts';
import { createBlock } from '../../uci/uci-block.ts';
import type { Converter } from '../converter.ts';

const DEFAULT_DRIVER = 'mac80211';

const BAND_OF_HWMODE: ReadonlyMap<string, string> = new Map([
  ['11a', '5g'],
  ['11b', '2g'],
  ['11g', '2g'],
]);

const BAND_OF_PROTOCOL: ReadonlyMap<string, string> = new Map([
  ['802.11a', '5g'],
  ['802.11ac', '5g'],
  ['802.11ad', '60g'],
  ['802.11b', '2g'],
  ['802.11g', '2g'],
]);

const HWMODE_OF_PROTOCOL: ReadonlyMap<string, string> = new Map([
  ['802.11a', '11a'],
  ['802.11ac', '11a'],
  ['802.11b', '11b'],
  ['802.11g', '11g'],
]);

const HTMODE_OF_PROTOCOL: ReadonlyMap<string, string> = new Map([
  ['802.11n', 'HT'],
  ['802.11ac', 'VHT'],
  ['802.11ax', 'HE'],
]);

const BAND_CHANNELS: readonly (readonly [band: string, channels: ReadonlySet<JsonValue | undefined>])[] = [
  ['2g', new Set(CHANNELS_2GHZ)],
  ['5g', new Set(CHANNELS_5GHZ)],
  ['6g', new Set(CHANNELS_6GHZ)],
];

/** `radios` -> blocks `wifi-device` of the package wireless. */
export const radiosConverter: Converter = {
  section: 'radios',
  convert: (section, { dsa }) =>
    new Map([['wireless', objectsIn(section).map((radio) => radioBlock(radio, dsa))]]),
};

function radioBlock(radio: JsonObject, dsa: boolean): UciBlock {
  const { name, tx_power: txPower, driver = DEFAULT_DRIVER, channel, country, ...rest } = radio;
  const usesHtmode = driver === DEFAULT_DRIVER;
  const options = omit(rest, [
    'protocol',
    'band',
    'hwmode',
    ...(usesHtmode ? ['channel_width', 'htmode'] : []),
  ]);
  return createBlock('wifi-device', textOf(name), {
    ...options,
    type: driver,
    txpower: txPower,
    channel: channel === 0 ? 'auto' : channel,
    country: typeof country === 'string' ? country.toUpperCase() : country,
    ...(usesHtmode ? { htmode: radio.htmode === undefined ? deriveHtmode(radio) : radio.htmode } : {}),
    ...(dsa ? { band: deriveBand(radio) } : { hwmode: deriveHwmode(radio) }),
  });
}

/** Band, for OpenWrt 21 and later. */
function deriveBand(radio: JsonObject): JsonValue | undefined {
  if (isTruthy(radio.band)) return radio.band;
  if (isTruthy(radio.hwmode)) return BAND_OF_HWMODE.get(textOf(radio.hwmode));
  return (
    BAND_OF_PROTOCOL.get(textOf(radio.protocol)) ??
    BAND_CHANNELS.find(([, channels]) => channels.has(radio.channel))?.[0]
  );
}

/** Hardware mode, for older versions. */
function deriveHwmode(radio: JsonObject): JsonValue | undefined {
  if (isTruthy(radio.hwmode)) return radio.hwmode;
  if (radio.band === '2g') return radio.protocol === '802.11b' ? '11b' : '11g';
  if (radio.band === '5g') return '11a';
  const fromProtocol = HWMODE_OF_PROTOCOL.get(textOf(radio.protocol));
  if (fromProtocol !== undefined || radio.channel === 0) return fromProtocol;
  return typeof radio.channel === 'number' && radio.channel <= 13 ? '11g' : '11a';
}

/** Width of the channel in the words of mac80211: `HT40`, `VHT80`, `HE20`; `NONE` for protocols without. */
function deriveHtmode(radio: JsonObject): string {
  const mode = HTMODE_OF_PROTOCOL.get(textOf(radio.protocol));
  return mode === undefined ? 'NONE' : `${mode}${textOf(radio.channel_width)}`;
}

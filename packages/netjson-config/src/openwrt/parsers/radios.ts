import type { JsonObject } from '@netloom/netjson';
import { castBoolean, castInteger } from '../../cast-options.ts';
import { ConfigurationError } from '../../configuration-error.ts';
import type { TakenBlock } from '../../uci/take-blocks.ts';
import { ofType, takeBlocks } from '../../uci/take-blocks.ts';
import type { SectionParser } from '../parser.ts';
import { optionText, requireOption } from './option-text.ts';

/** Beginnings of `htmode`. The longest comes first, as some begin like others. */
const HTMODE = /^(VHT|HT|HE)(\d+)([+-]?)$/;

const PROTOCOL_OF_HTMODE: ReadonlyMap<string, string> = new Map([
  ['HT', '802.11n'],
  ['VHT', '802.11ac'],
  ['HE', '802.11ax'],
]);

/** Protocols without channel widths. */
const PROTOCOL_OF_BAND: ReadonlyMap<string, string> = new Map([
  ['2g', '802.11g'],
  ['5g', '802.11a'],
  ['60g', '802.11ad'],
]);

const LEGACY_WIDTH = 20;

/** Blocks `wifi-device` -> `radios`. */
export const parseRadios: SectionParser = ({ packages, document, dsa }) => {
  const radios = takeBlocks(packages, 'wireless', ofType('wifi-device')).map((block) =>
    parseRadio(block, dsa),
  );
  if (radios.length > 0) document.radios = radios;
};

function parseRadio(block: TakenBlock, dsa: boolean): JsonObject {
  const { txpower, type, htmode: _, ...radio } = block.options;
  const channel = requireOption(block, 'channel');
  radio.channel = channel === 'auto' ? 0 : castInteger('channel', channel);
  // A given channel tells the band.
  if (radio.channel !== 0) delete radio.hwmode;
  if (radio.disabled !== undefined) radio.disabled = castBoolean(radio.disabled);
  radio.name = block.name;
  if (txpower !== undefined) radio.tx_power = castInteger('txpower', txpower);
  if (type !== undefined) radio.driver = type;
  return { ...radio, ...parseMode(block, dsa) };
}

/** Protocol and channel width. */
function parseMode(block: TakenBlock, dsa: boolean): JsonObject {
  const htmode = optionText(block.options, 'htmode');
  if (htmode === undefined || htmode === 'NONE') return parseLegacyMode(block, dsa);
  const [, prefix = '', width = '', side = ''] = HTMODE.exec(htmode) ?? [];
  const protocol = PROTOCOL_OF_HTMODE.get(prefix);
  if (protocol === undefined) throw unknownMode(block, htmode);
  return { protocol, ...(side === '' ? {} : { htmode }), channel_width: Number(width) };
}

/** Drivers without `htmode` may give the width in an option of its own. */
function parseLegacyMode(block: TakenBlock, dsa: boolean): JsonObject {
  const { channel_width: width } = block.options;
  const channelWidth = width === undefined ? LEGACY_WIDTH : castInteger('channel_width', width);
  if (channelWidth > 40) return { protocol: '802.11ac', channel_width: channelWidth };
  if (channelWidth > LEGACY_WIDTH) return { protocol: '802.11n', channel_width: channelWidth };
  const protocol = legacyProtocol(block, dsa);
  return { ...(protocol === undefined ? {} : { protocol }), channel_width: channelWidth };
}

/** Undefined when nothing tells it, which the schema then refuses. Older versions do not know bands. */
function legacyProtocol({ options }: TakenBlock, dsa: boolean): string | undefined {
  const fromBand = PROTOCOL_OF_BAND.get(optionText(options, 'band') ?? '');
  if (dsa && fromBand !== undefined) return fromBand;
  const hwmode = optionText(options, 'hwmode');
  return hwmode === undefined ? undefined : `802.${hwmode}`;
}

function unknownMode({ name }: TakenBlock, htmode: string): ConfigurationError {
  return new ConfigurationError('value', {
    path: [],
    message: `The radio "${name}" has the htmode "${htmode}", which is not known.`,
  });
}

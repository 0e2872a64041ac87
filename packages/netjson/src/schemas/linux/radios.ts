import type { JsonSchema, JsonSchemaMap } from '../../json-schema.ts';
import { CHANNELS_2GHZ, CHANNELS_5GHZ, CHANNELS_6GHZ, channelTitles } from '../channels.ts';
import { COUNTRY_CODES, COUNTRY_NAMES } from '../countries.ts';

const BAND_TITLES = new Map([
  ['2g', '2.4 GHz'],
  ['5g', '5 GHz'],
  ['6g', '6 GHz'],
]);

function radio(
  band: '2g' | '5g' | '6g',
  protocols: readonly string[],
  channels: readonly number[],
  widths: readonly number[],
): JsonSchema {
  const bandTitle = BAND_TITLES.get(band) ?? band;
  return {
    title: `${bandTitle}, ${protocols.join(', ')}`,
    type: 'object',
    additionalProperties: false,
    required: ['name', 'protocol', 'channel', 'channel_width'],
    properties: {
      name: {
        title: 'Name',
        description: 'Name by which wireless interfaces refer to the radio, e.g. radio0.',
        type: 'string',
        minLength: 2,
        maxLength: 32,
        pattern: '^[A-Za-z0-9._-]+$',
        propertyOrder: 1,
      },
      protocol: { title: 'Standard', type: 'string', enum: protocols, propertyOrder: 2 },
      phy: {
        title: 'PHY',
        description: 'Name of the hardware, e.g. phy0.',
        type: 'string',
        maxLength: 32,
        pattern: '^([A-Za-z0-9._-]+|)$',
        propertyOrder: 3,
      },
      band: {
        title: 'Band',
        type: 'string',
        enum: [band],
        propertyOrder: 3.5,
        options: { enum_titles: [bandTitle] },
      },
      channel: {
        title: 'Channel',
        type: 'integer',
        enum: channels,
        propertyOrder: 4,
        options: { enum_titles: channelTitles(channels) },
      },
      channel_width: {
        title: 'Channel width',
        description: 'In MHz.',
        type: 'integer',
        enum: widths,
        propertyOrder: 5,
      },
      tx_power: {
        title: 'Transmit power',
        description: 'In dBm. Leave empty for the highest that is allowed.',
        type: 'integer',
        minimum: 0,
        maximum: 40,
        propertyOrder: 6,
      },
      country: {
        title: 'Country',
        description: 'Decides which channels and powers are allowed.',
        type: 'string',
        enum: COUNTRY_CODES,
        default: '00',
        propertyOrder: 7,
        options: { enum_titles: COUNTRY_NAMES },
      },
      disabled: {
        title: 'Disabled',
        description: 'The radio is switched off.',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 9,
      },
    },
  };
}

/** A radio that may choose its channel, or whose channel exists in two bands, has to name its band. */
function withBand(schema: JsonSchema, note = ''): JsonSchema {
  return { ...schema, title: `${schema.title}${note}`, required: [...(schema.required ?? []), 'band'] };
}

const AUTOMATIC = ', automatic channel';

const CHOSEN_5GHZ = CHANNELS_5GHZ.slice(1);
const CHOSEN_2GHZ = CHANNELS_2GHZ.slice(1);
const WIDE = [20, 40, 80, 160];

/** Radios, one alternative for each standard and band. */
export const linuxRadioDefinitions = {
  radio_2ghz_bg: radio('2g', ['802.11b', '802.11g'], CHANNELS_2GHZ, [20]),
  radio_2ghz_n: radio('2g', ['802.11n', '802.11ax'], CHOSEN_2GHZ, [20, 40]),
  radio_2ghz_auto: withBand(radio('2g', ['802.11n', '802.11ax'], [0], [20, 40]), AUTOMATIC),
  radio_5ghz_a: radio('5g', ['802.11a'], CHANNELS_5GHZ, [20]),
  radio_5ghz_n: radio('5g', ['802.11n'], CHOSEN_5GHZ, [20, 40]),
  radio_5ghz_ac: radio('5g', ['802.11ac'], CHANNELS_5GHZ, WIDE),
  radio_5ghz_ax: radio('5g', ['802.11ax'], CHOSEN_5GHZ, WIDE),
  radio_5ghz_n_auto: withBand(radio('5g', ['802.11n'], [0], [20, 40]), AUTOMATIC),
  radio_5ghz_ax_auto: withBand(radio('5g', ['802.11ax'], [0], WIDE), AUTOMATIC),
  radio_6ghz_ax: withBand(radio('6g', ['802.11ax'], CHANNELS_6GHZ, WIDE)),
} satisfies JsonSchemaMap;

/** Radios of the device. */
export const linuxRadiosSection: JsonSchema = {
  title: 'Radios',
  type: 'array',
  uniqueItems: true,
  maxItems: 64,
  propertyOrder: 3,
  items: {
    title: 'Radio',
    oneOf: Object.keys(linuxRadioDefinitions).map((name) => ({ $ref: `#/definitions/${name}` })),
  },
};

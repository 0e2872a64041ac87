import type { JsonSchemaMap } from '../../json-schema.ts';
import {
  CHANNELS_2GHZ,
  CHANNELS_5GHZ,
  CHANNELS_6GHZ,
  CHANNELS_60GHZ,
  CHANNELS_2GHZ_AND_5GHZ,
} from '../channels.ts';
import { COUNTRY_CODES } from '../countries.ts';

/** Radios, one alternative for each standard and band. */
export const radioDefinitions = {
  base_radio_settings: {
    type: 'object',
    additionalProperties: true,
    required: ['protocol', 'name', 'channel', 'channel_width'],
    properties: {
      name: {
        title: 'Name',
        type: 'string',
        propertyOrder: 1,
        minLength: 3,
      },
      protocol: {
        title: 'Protocol',
        type: 'string',
        propertyOrder: 2,
      },
      phy: {
        title: 'Phy',
        type: 'string',
        propertyOrder: 3,
      },
      channel: {
        title: 'Channel',
        type: 'integer',
        propertyOrder: 4,
      },
      channel_width: {
        title: 'Channel width',
        type: 'integer',
        propertyOrder: 5,
      },
      tx_power: {
        title: 'Tx power',
        type: 'integer',
        propertyOrder: 6,
      },
      country: {
        title: 'Country',
        type: 'string',
        maxLength: 2,
        default: '00',
        enum: COUNTRY_CODES,
        propertyOrder: 7,
      },
      disabled: {
        title: 'Disabled',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 9,
      },
      driver: {
        title: 'Driver',
        type: 'string',
        enum: ['mac80211', 'atheros', 'ath5k', 'ath9k', 'broadcom'],
        default: 'mac80211',
        propertyOrder: 2,
      },
    },
  },
  radio_2ghz_channels: {
    properties: {
      channel: {
        enum: CHANNELS_2GHZ,
      },
    },
  },
  radio_5ghz_channels: {
    properties: {
      channel: {
        title: 'Channel',
        enum: CHANNELS_5GHZ,
      },
    },
  },
  radio_6ghz_channels: {
    properties: {
      channel: {
        title: 'Channel',
        enum: CHANNELS_6GHZ,
      },
    },
  },
  radio_60ghz_channels: {
    properties: {
      channel: {
        title: 'Channel',
        enum: CHANNELS_60GHZ,
      },
    },
  },
  radio_2and5_channels: {
    properties: {
      channel: {
        title: 'Channel',
        enum: CHANNELS_2GHZ_AND_5GHZ,
      },
    },
  },
  radio_legacy_channel_width: {
    properties: {
      channel_width: {
        title: 'Channel width',
        enum: [20],
      },
    },
  },
  radio_n_channel_width: {
    properties: {
      channel_width: {
        title: 'Channel width',
        enum: [20, 40],
      },
    },
  },
  radio_ac_channel_width: {
    properties: {
      channel_width: {
        title: 'Channel width',
        enum: [20, 40, 80, 160],
      },
    },
  },
  radio_ax_channel_width: {
    properties: {
      channel_width: {
        title: 'Channel width',
        enum: [20, 40, 80, 160],
      },
    },
  },
  radio_80211bg_settings: {
    allOf: [
      {
        properties: {
          protocol: {
            title: 'Protocol',
            enum: ['802.11b', '802.11g'],
          },
        },
      },
      {
        $ref: '#/definitions/base_radio_settings',
      },
      {
        $ref: '#/definitions/radio_2ghz_channels',
      },
      {
        $ref: '#/definitions/radio_legacy_channel_width',
      },
    ],
  },
  radio_80211a_settings: {
    allOf: [
      {
        properties: {
          protocol: {
            title: 'Protocol',
            enum: ['802.11a'],
          },
        },
      },
      {
        $ref: '#/definitions/base_radio_settings',
      },
      {
        $ref: '#/definitions/radio_5ghz_channels',
      },
      {
        $ref: '#/definitions/radio_legacy_channel_width',
      },
    ],
  },
  radio_80211gn_settings: {
    allOf: [
      {
        properties: {
          protocol: {
            title: 'Protocol',
            enum: ['802.11n'],
          },
        },
      },
      {
        $ref: '#/definitions/base_radio_settings',
      },
      {
        $ref: '#/definitions/radio_2ghz_channels',
      },
      {
        $ref: '#/definitions/radio_n_channel_width',
      },
      {
        $ref: '#/definitions/radio_hwmode_11g',
      },
      {
        $ref: '#/definitions/radio_2g_band',
      },
    ],
  },
  radio_80211an_settings: {
    allOf: [
      {
        properties: {
          protocol: {
            title: 'Protocol',
            enum: ['802.11n'],
          },
        },
      },
      {
        $ref: '#/definitions/base_radio_settings',
      },
      {
        $ref: '#/definitions/radio_5ghz_channels',
      },
      {
        $ref: '#/definitions/radio_n_channel_width',
      },
      {
        $ref: '#/definitions/radio_hwmode_11a',
      },
      {
        $ref: '#/definitions/radio_5g_band',
      },
    ],
  },
  radio_80211ac_5ghz_settings: {
    allOf: [
      {
        properties: {
          protocol: {
            title: 'Protocol',
            enum: ['802.11ac'],
          },
        },
      },
      {
        $ref: '#/definitions/base_radio_settings',
      },
      {
        $ref: '#/definitions/radio_5ghz_channels',
      },
      {
        $ref: '#/definitions/radio_ac_channel_width',
      },
      {
        $ref: '#/definitions/radio_hwmode_11a',
      },
      {
        $ref: '#/definitions/radio_5g_band',
      },
    ],
  },
  radio_80211ax_2ghz_settings: {
    allOf: [
      {
        properties: {
          protocol: {
            title: 'Protocol',
            enum: ['802.11ax'],
          },
        },
      },
      {
        $ref: '#/definitions/base_radio_settings',
      },
      {
        $ref: '#/definitions/radio_2ghz_channels',
      },
      {
        $ref: '#/definitions/radio_ax_channel_width',
      },
      {
        $ref: '#/definitions/radio_hwmode_11g',
      },
      {
        $ref: '#/definitions/radio_2g_band',
      },
    ],
  },
  radio_80211ax_5ghz_settings: {
    allOf: [
      {
        properties: {
          protocol: {
            title: 'Protocol',
            enum: ['802.11ax'],
          },
        },
      },
      {
        $ref: '#/definitions/base_radio_settings',
      },
      {
        $ref: '#/definitions/radio_5ghz_channels',
      },
      {
        $ref: '#/definitions/radio_ax_channel_width',
      },
      {
        $ref: '#/definitions/radio_hwmode_11a',
      },
      {
        $ref: '#/definitions/radio_5g_band',
      },
    ],
  },
  radio_80211ax_6ghz_settings: {
    allOf: [
      {
        properties: {
          protocol: {
            title: 'Protocol',
            enum: ['802.11ax'],
          },
        },
      },
      {
        $ref: '#/definitions/base_radio_settings',
      },
      {
        $ref: '#/definitions/radio_6ghz_channels',
      },
      {
        $ref: '#/definitions/radio_ax_channel_width',
      },
      {
        $ref: '#/definitions/radio_6g_band',
      },
    ],
  },
  radio_80211ad_60ghz_settings: {
    allOf: [
      {
        properties: {
          protocol: {
            title: 'Protocol',
            enum: ['802.11ad'],
          },
        },
      },
      {
        $ref: '#/definitions/base_radio_settings',
      },
      {
        $ref: '#/definitions/radio_60ghz_channels',
      },
      {
        $ref: '#/definitions/radio_ax_channel_width',
      },
      {
        $ref: '#/definitions/radio_60g_band',
      },
    ],
  },
  radio_hwmode_11g: {
    properties: {
      hwmode: {
        title: 'Hwmode',
        type: 'string',
        readOnly: true,
        propertyOrder: 8,
        default: '11g',
        enum: ['11g'],
      },
    },
  },
  radio_hwmode_11a: {
    properties: {
      hwmode: {
        title: 'Hwmode',
        type: 'string',
        readOnly: true,
        propertyOrder: 8,
        default: '11a',
        enum: ['11a'],
      },
    },
  },
  radio_2g_band: {
    properties: {
      band: {
        title: 'Band',
        type: 'string',
        readOnly: true,
        propertyOrder: 9,
        default: '2g',
        enum: ['2g'],
      },
    },
  },
  radio_5g_band: {
    properties: {
      band: {
        title: 'Band',
        type: 'string',
        readOnly: true,
        propertyOrder: 9,
        default: '5g',
        enum: ['5g'],
      },
    },
  },
  radio_6g_band: {
    properties: {
      band: {
        title: 'Band',
        type: 'string',
        readOnly: true,
        propertyOrder: 9,
        default: '6g',
        enum: ['6g'],
      },
    },
  },
  radio_60g_band: {
    properties: {
      band: {
        title: 'Band',
        type: 'string',
        readOnly: true,
        propertyOrder: 8,
        default: '60g',
        enum: ['60g'],
      },
    },
  },
} satisfies JsonSchemaMap;

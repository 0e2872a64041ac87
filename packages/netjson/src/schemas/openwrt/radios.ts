import type { JsonSchemaMap } from '../../json-schema.ts';
import {
  CHANNELS_2GHZ,
  CHANNELS_5GHZ,
  CHANNELS_6GHZ,
  CHANNELS_60GHZ,
  CHANNELS_2GHZ_AND_5GHZ,
  channelTitles,
} from '../channels.ts';
import { COUNTRY_CODES, COUNTRY_NAMES } from '../countries.ts';

/** Radios, one alternative for each standard and band. */
export const radioDefinitions = {
  base_radio_settings: {
    type: 'object',
    additionalProperties: true,
    required: ['protocol', 'name', 'channel', 'channel_width'],
    properties: {
      name: {
        title: 'Name',
        description: 'Name of the radio, e.g. radio0.',
        type: 'string',
        propertyOrder: 1,
        minLength: 3,
      },
      protocol: {
        title: 'Standard',
        type: 'string',
        propertyOrder: 2,
      },
      phy: {
        title: 'PHY',
        description: 'Name of the hardware, e.g. phy0.',
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
        description: 'In MHz.',
        type: 'integer',
        propertyOrder: 5,
      },
      tx_power: {
        title: 'Transmit power',
        description: 'In dBm. Leave empty for the highest that is allowed.',
        type: 'integer',
        propertyOrder: 6,
      },
      country: {
        title: 'Country',
        description: 'Decides which channels and powers are allowed.',
        type: 'string',
        maxLength: 2,
        default: '00',
        enum: COUNTRY_CODES,
        propertyOrder: 7,
        options: {
          enum_titles: COUNTRY_NAMES,
        },
      },
      disabled: {
        title: 'Disabled',
        description: 'The radio is switched off.',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 9,
      },
      driver: {
        title: 'Driver',
        description: 'mac80211 fits nearly all devices.',
        type: 'string',
        enum: ['mac80211', 'atheros', 'ath5k', 'ath9k', 'broadcom'],
        default: 'mac80211',
        propertyOrder: 2,
        options: {
          enum_titles: ['mac80211', 'Atheros (madwifi)', 'ath5k', 'ath9k', 'Broadcom'],
        },
      },
    },
  },
  radio_2ghz_channels: {
    properties: {
      channel: {
        enum: CHANNELS_2GHZ,
        options: {
          enum_titles: channelTitles(CHANNELS_2GHZ),
        },
      },
    },
  },
  radio_5ghz_channels: {
    properties: {
      channel: {
        enum: CHANNELS_5GHZ,
        options: {
          enum_titles: channelTitles(CHANNELS_5GHZ),
        },
      },
    },
  },
  radio_6ghz_channels: {
    properties: {
      channel: {
        enum: CHANNELS_6GHZ,
      },
    },
  },
  radio_60ghz_channels: {
    properties: {
      channel: {
        enum: CHANNELS_60GHZ,
      },
    },
  },
  radio_2and5_channels: {
    properties: {
      channel: {
        enum: CHANNELS_2GHZ_AND_5GHZ,
        options: {
          enum_titles: channelTitles(CHANNELS_2GHZ_AND_5GHZ),
        },
      },
    },
  },
  radio_legacy_channel_width: {
    properties: {
      channel_width: {
        enum: [20],
        options: {
          enum_titles: ['20 MHz'],
        },
      },
    },
  },
  radio_n_channel_width: {
    properties: {
      channel_width: {
        enum: [20, 40],
        options: {
          enum_titles: ['20 MHz', '40 MHz'],
        },
      },
    },
  },
  radio_ac_channel_width: {
    properties: {
      channel_width: {
        enum: [20, 40, 80, 160],
        options: {
          enum_titles: ['20 MHz', '40 MHz', '80 MHz', '160 MHz'],
        },
      },
    },
  },
  radio_ax_channel_width: {
    properties: {
      channel_width: {
        enum: [20, 40, 80, 160],
        options: {
          enum_titles: ['20 MHz', '40 MHz', '80 MHz', '160 MHz'],
        },
      },
    },
  },
  radio_80211bg_settings: {
    title: '2.4 GHz, 802.11b/g',
    allOf: [
      {
        properties: {
          protocol: {
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
    title: '5 GHz, 802.11a',
    allOf: [
      {
        properties: {
          protocol: {
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
    title: '2.4 GHz, 802.11n',
    allOf: [
      {
        properties: {
          protocol: {
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
    title: '5 GHz, 802.11n',
    allOf: [
      {
        properties: {
          protocol: {
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
    title: '5 GHz, 802.11ac',
    allOf: [
      {
        properties: {
          protocol: {
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
    title: '2.4 GHz, 802.11ax',
    allOf: [
      {
        properties: {
          protocol: {
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
    title: '5 GHz, 802.11ax',
    allOf: [
      {
        properties: {
          protocol: {
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
    title: '6 GHz, 802.11ax',
    allOf: [
      {
        properties: {
          protocol: {
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
    title: '60 GHz, 802.11ad',
    allOf: [
      {
        properties: {
          protocol: {
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
        title: 'Hardware mode',
        description: 'Fixed by the standard and the band.',
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
        title: 'Hardware mode',
        description: 'Fixed by the standard and the band.',
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
        description: 'Fixed by the kind of radio.',
        type: 'string',
        readOnly: true,
        propertyOrder: 9,
        default: '2g',
        enum: ['2g'],
        options: {
          enum_titles: ['2.4 GHz'],
        },
      },
    },
  },
  radio_5g_band: {
    properties: {
      band: {
        title: 'Band',
        description: 'Fixed by the kind of radio.',
        type: 'string',
        readOnly: true,
        propertyOrder: 9,
        default: '5g',
        enum: ['5g'],
        options: {
          enum_titles: ['5 GHz'],
        },
      },
    },
  },
  radio_6g_band: {
    properties: {
      band: {
        title: 'Band',
        description: 'Fixed by the kind of radio.',
        type: 'string',
        readOnly: true,
        propertyOrder: 9,
        default: '6g',
        enum: ['6g'],
        options: {
          enum_titles: ['6 GHz'],
        },
      },
    },
  },
  radio_60g_band: {
    properties: {
      band: {
        title: 'Band',
        description: 'Fixed by the kind of radio.',
        type: 'string',
        readOnly: true,
        propertyOrder: 8,
        default: '60g',
        enum: ['60g'],
        options: {
          enum_titles: ['60 GHz'],
        },
      },
    },
  },
} satisfies JsonSchemaMap;

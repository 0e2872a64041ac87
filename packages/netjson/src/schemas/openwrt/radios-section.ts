import type { JsonSchema } from '../../json-schema.ts';

/** Radios; each entry fits exactly one standard and band. */
export const radiosSection: JsonSchema = {
  title: 'Radios',
  description: 'Wireless hardware.',
  type: 'array',
  uniqueItems: true,
  additionalItems: true,
  propertyOrder: 3,
  items: {
    title: 'Radio',
    oneOf: [
      {
        $ref: '#/definitions/radio_80211ax_2ghz_settings',
      },
      {
        $ref: '#/definitions/radio_80211gn_settings',
      },
      {
        $ref: '#/definitions/radio_80211bg_settings',
      },
      {
        $ref: '#/definitions/radio_80211ax_5ghz_settings',
      },
      {
        $ref: '#/definitions/radio_80211ac_5ghz_settings',
      },
      {
        $ref: '#/definitions/radio_80211an_settings',
      },
      {
        $ref: '#/definitions/radio_80211a_settings',
      },
      {
        $ref: '#/definitions/radio_80211ax_6ghz_settings',
      },
      {
        $ref: '#/definitions/radio_80211ad_60ghz_settings',
      },
    ],
  },
};

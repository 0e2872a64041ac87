import type { JsonSchemaMap } from '../../json-schema.ts';

/** Wireless interfaces in their five modes. */
export const wirelessDefinitions = {
  wireless_interface: {
    allOf: [
      {
        properties: {
          type: {
            title: 'Type',
            type: 'string',
            enum: ['wireless'],
            default: 'wireless',
            propertyOrder: 1,
          },
          wireless: {
            title: 'Wireless',
            type: 'object',
            propertyOrder: 10,
            oneOf: [
              {
                $ref: '#/definitions/ap_wireless_settings',
              },
              {
                $ref: '#/definitions/sta_wireless_settings',
              },
              {
                $ref: '#/definitions/adhoc_wireless_settings',
              },
              {
                $ref: '#/definitions/monitor_wireless_settings',
              },
              {
                $ref: '#/definitions/mesh_wireless_settings',
              },
            ],
          },
        },
      },
      {
        $ref: '#/definitions/base_interface_settings',
      },
      {
        $ref: '#/definitions/interface_settings',
      },
    ],
    properties: {
      wireless: {
        title: 'Wireless',
        properties: {
          network: {
            title: 'Network',
            type: 'array',
            uniqueItems: true,
            additionalItems: true,
            propertyOrder: 19,
            items: {
              type: 'string',
              $ref: '#/definitions/base_interface_settings/properties/network',
            },
          },
        },
      },
    },
  },
  base_wireless_settings: {
    type: 'object',
    additionalProperties: true,
    propertyOrder: 8,
    required: ['radio', 'mode'],
    properties: {
      mode: {
        title: 'Mode',
        type: 'string',
        propertyOrder: 1,
      },
      radio: {
        title: 'Radio',
        type: 'string',
        minLength: 2,
        propertyOrder: 2,
      },
      ack_distance: {
        title: 'Ack distance',
        type: 'integer',
        minimum: 0,
        propertyOrder: 10,
      },
      rts_threshold: {
        title: 'Rts threshold',
        type: 'integer',
        minimum: 0,
        maximum: 2346,
        propertyOrder: 11,
      },
      frag_threshold: {
        title: 'Frag threshold',
        type: 'integer',
        minimum: 0,
        maximum: 2346,
        propertyOrder: 12,
      },
    },
  },
  ssid_wireless_property: {
    required: ['ssid'],
    properties: {
      ssid: {
        title: 'Ssid',
        type: 'string',
        maxLength: 32,
        propertyOrder: 3,
      },
    },
  },
  hidden_wireless_property: {
    properties: {
      hidden: {
        title: 'Hidden',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 4,
      },
    },
  },
  bssid_wireless_property: {
    properties: {
      bssid: {
        title: 'Bssid',
        type: 'string',
        pattern: '^(([0-9A-Fa-f]{2}[:-]){5}([0-9A-Fa-f]{2})|)$',
        maxLength: 17,
        propertyOrder: 4,
      },
    },
  },
  wds_wireless_property: {
    properties: {
      wds: {
        title: 'Wds',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 5,
      },
    },
  },
  mesh_id_wireless_property: {
    required: ['mesh_id'],
    properties: {
      mesh_id: {
        title: 'Mesh id',
        type: 'string',
        pattern: '^[^\\s]*$',
        propertyOrder: 3,
      },
    },
  },
  ap_wireless_settings: {
    allOf: [
      {
        properties: {
          mode: {
            title: 'Mode',
            enum: ['access_point'],
          },
        },
      },
      {
        $ref: '#/definitions/base_wireless_settings',
      },
      {
        $ref: '#/definitions/ssid_wireless_property',
      },
      {
        $ref: '#/definitions/hidden_wireless_property',
      },
      {
        $ref: '#/definitions/wds_wireless_property',
      },
      {
        $ref: '#/definitions/encryption_wireless_property_ap',
      },
      {
        properties: {
          wmm: {
            title: 'Wmm',
            type: 'boolean',
            default: true,
            format: 'checkbox',
            propertyOrder: 8,
          },
          isolate: {
            title: 'Isolate',
            type: 'boolean',
            default: false,
            format: 'checkbox',
            propertyOrder: 9,
          },
          ieee80211r: {
            title: 'Ieee80211r',
            type: 'boolean',
            default: false,
            format: 'checkbox',
            propertyOrder: 9,
          },
          reassociation_deadline: {
            title: 'Reassociation deadline',
            type: 'integer',
            default: 1000,
            minimum: 1000,
            maximum: 65535,
            propertyOrder: 9,
          },
          ft_psk_generate_local: {
            title: 'Ft psk generate local',
            type: 'boolean',
            default: false,
            format: 'checkbox',
            propertyOrder: 9,
          },
          ft_over_ds: {
            title: 'Ft over ds',
            type: 'boolean',
            default: true,
            format: 'checkbox',
            propertyOrder: 9,
          },
          rsn_preauth: {
            title: 'Rsn preauth',
            type: 'boolean',
            default: false,
            format: 'checkbox',
            propertyOrder: 9,
          },
          macfilter: {
            title: 'Macfilter',
            type: 'string',
            enum: ['disable', 'allow', 'deny'],
            default: 'disable',
            propertyOrder: 15,
          },
          maclist: {
            title: 'Maclist',
            type: 'array',
            propertyOrder: 16,
            items: {
              type: 'string',
              pattern: '^([0-9A-Fa-f]{2}[:-]){5}([0-9A-Fa-f]{2})$',
              minLength: 17,
              maxLength: 17,
            },
          },
        },
      },
    ],
  },
  sta_wireless_settings: {
    allOf: [
      {
        properties: {
          mode: {
            title: 'Mode',
            enum: ['station'],
          },
        },
      },
      {
        $ref: '#/definitions/base_wireless_settings',
      },
      {
        $ref: '#/definitions/ssid_wireless_property',
      },
      {
        $ref: '#/definitions/bssid_wireless_property',
      },
      {
        $ref: '#/definitions/wds_wireless_property',
      },
      {
        $ref: '#/definitions/encryption_wireless_property_sta',
      },
    ],
  },
  adhoc_wireless_settings: {
    allOf: [
      {
        required: ['bssid'],
        properties: {
          mode: {
            title: 'Mode',
            enum: ['adhoc'],
          },
          bssid: {
            title: 'Bssid',
            pattern: '([0-9A-Fa-f]{2}[:-]){5}([0-9A-Fa-f]{2})',
            minLength: 17,
          },
        },
      },
      {
        $ref: '#/definitions/base_wireless_settings',
      },
      {
        $ref: '#/definitions/ssid_wireless_property',
      },
      {
        $ref: '#/definitions/bssid_wireless_property',
      },
      {
        $ref: '#/definitions/encryption_wireless_property_mesh',
      },
    ],
  },
  monitor_wireless_settings: {
    allOf: [
      {
        properties: {
          mode: {
            title: 'Mode',
            enum: ['monitor'],
          },
        },
      },
      {
        $ref: '#/definitions/base_wireless_settings',
      },
    ],
  },
  mesh_wireless_settings: {
    allOf: [
      {
        properties: {
          mode: {
            title: 'Mode',
            enum: ['802.11s'],
          },
        },
      },
      {
        $ref: '#/definitions/base_wireless_settings',
      },
      {
        $ref: '#/definitions/mesh_id_wireless_property',
      },
      {
        $ref: '#/definitions/encryption_wireless_property_mesh',
      },
    ],
  },
} satisfies JsonSchemaMap;

import type { JsonSchemaMap } from '../../json-schema.ts';

/** Wireless interfaces in their five modes. */
export const wirelessDefinitions = {
  wireless_interface: {
    title: 'Wireless interface',
    allOf: [
      {
        properties: {
          type: {
            title: 'Type',
            type: 'string',
            enum: ['wireless'],
            default: 'wireless',
            propertyOrder: 1,
            options: {
              enum_titles: ['Wireless'],
            },
          },
          wireless: {
            title: 'Wireless',
            description: 'Settings of the wireless network.',
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
        description: 'Settings of the wireless network.',
        properties: {
          network: {
            title: 'Networks',
            description:
              'Logical networks that the interface joins. Leave empty to join the bridges that list it.',
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
        description: 'Name of the radio, e.g. radio0.',
        type: 'string',
        minLength: 2,
        propertyOrder: 2,
      },
      ack_distance: {
        title: 'Distance',
        description: 'Distance to the farthest station, in metres; 0 for the default.',
        type: 'integer',
        minimum: 0,
        propertyOrder: 10,
      },
      rts_threshold: {
        title: 'RTS/CTS threshold',
        description: 'Packets larger than this, in bytes, are announced first; 0 for the default.',
        type: 'integer',
        minimum: 0,
        maximum: 2346,
        propertyOrder: 11,
      },
      frag_threshold: {
        title: 'Fragmentation threshold',
        description: 'Packets larger than this, in bytes, are sent in pieces; 0 for the default.',
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
        title: 'SSID',
        description: 'Name of the wireless network, up to 32 characters.',
        type: 'string',
        maxLength: 32,
        propertyOrder: 3,
      },
    },
  },
  hidden_wireless_property: {
    properties: {
      hidden: {
        title: 'Hide SSID',
        description: 'The name is not broadcast.',
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
        title: 'BSSID',
        description: 'MAC address of the access point or cell. Leave empty for any.',
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
        title: 'WDS',
        description: 'Bridges wireless stations transparently (four-address mode).',
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
        title: 'Mesh ID',
        description: 'Name of the mesh; no blanks.',
        type: 'string',
        pattern: '^[^\\s]*$',
        propertyOrder: 3,
      },
    },
  },
  ap_wireless_settings: {
    title: 'Access point',
    allOf: [
      {
        properties: {
          mode: {
            enum: ['access_point'],
            options: {
              enum_titles: ['Access point'],
            },
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
            title: 'WMM',
            description: 'Prioritises voice and video. Needed for 802.11n and later.',
            type: 'boolean',
            default: true,
            format: 'checkbox',
            propertyOrder: 8,
          },
          isolate: {
            title: 'Isolate clients',
            description: 'Clients of this network cannot reach each other.',
            type: 'boolean',
            default: false,
            format: 'checkbox',
            propertyOrder: 9,
          },
          ieee80211r: {
            title: 'Fast transition (802.11r)',
            description: 'Clients move between access points without a new login.',
            type: 'boolean',
            default: false,
            format: 'checkbox',
            propertyOrder: 9,
          },
          reassociation_deadline: {
            title: 'Reassociation deadline',
            description: 'Time that a moving client has, in units of 1.024 ms (1000 to 65535).',
            type: 'integer',
            default: 1000,
            minimum: 1000,
            maximum: 65535,
            propertyOrder: 9,
          },
          ft_psk_generate_local: {
            title: 'Generate keys locally',
            description:
              'Access points derive the keys of moving clients themselves. Personal encryption only.',
            type: 'boolean',
            default: false,
            format: 'checkbox',
            propertyOrder: 9,
          },
          ft_over_ds: {
            title: 'Transition over the wire',
            description: 'Clients announce their move through the old access point; otherwise over the air.',
            type: 'boolean',
            default: true,
            format: 'checkbox',
            propertyOrder: 9,
          },
          rsn_preauth: {
            title: 'Pre-authentication',
            description: 'Clients log in to the next access point before they move. WPA2 Enterprise only.',
            type: 'boolean',
            default: false,
            format: 'checkbox',
            propertyOrder: 9,
          },
          macfilter: {
            title: 'MAC filter',
            description: 'What happens to the clients in the list.',
            type: 'string',
            enum: ['disable', 'allow', 'deny'],
            default: 'disable',
            propertyOrder: 15,
            options: {
              enum_titles: ['Off', 'Allow only the list', 'Deny the list'],
            },
          },
          maclist: {
            title: 'MAC list',
            description: 'MAC addresses of clients, for the filter.',
            type: 'array',
            propertyOrder: 16,
            items: {
              title: 'MAC address',
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
    title: 'Station',
    allOf: [
      {
        properties: {
          mode: {
            enum: ['station'],
            options: {
              enum_titles: ['Station'],
            },
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
    title: 'Ad hoc',
    allOf: [
      {
        required: ['bssid'],
        properties: {
          mode: {
            enum: ['adhoc'],
            options: {
              enum_titles: ['Ad hoc'],
            },
          },
          bssid: {
            title: 'BSSID',
            description: 'MAC address of the cell; all members use the same.',
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
    title: 'Monitor',
    allOf: [
      {
        properties: {
          mode: {
            enum: ['monitor'],
            options: {
              enum_titles: ['Monitor'],
            },
          },
        },
      },
      {
        $ref: '#/definitions/base_wireless_settings',
      },
    ],
  },
  mesh_wireless_settings: {
    title: 'Mesh (802.11s)',
    allOf: [
      {
        properties: {
          mode: {
            enum: ['802.11s'],
            options: {
              enum_titles: ['Mesh (802.11s)'],
            },
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

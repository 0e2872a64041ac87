import type { JsonSchemaMap } from '../../json-schema.ts';

/** 802.1Q and 802.1ad VLAN interfaces. */
export const vlanDefinitions = {
  vlan_interface_settings: {
    properties: {
      name: {
        title: 'Base device',
        description: 'Interface that carries the tagged frames.',
      },
      vid: {
        title: 'VLAN',
        description: 'Number of the VLAN.',
        type: 'integer',
        propertyOrder: 2,
        minimum: 0,
      },
      ingress_qos_mapping: {
        title: 'Incoming priorities',
        description: 'Pairs of VLAN priority and system priority, e.g. 1:2.',
        type: 'array',
        uniqueItems: true,
        additionalItems: false,
        propertyOrder: 18,
        items: {
          title: 'Pair',
          type: 'string',
          pattern: '^[0-9]\\d*:[0-9]\\d*$',
        },
      },
      egress_qos_mapping: {
        title: 'Outgoing priorities',
        description: 'Pairs of system priority and VLAN priority, e.g. 2:1.',
        type: 'array',
        uniqueItems: true,
        additionalItems: false,
        propertyOrder: 19,
        items: {
          title: 'Pair',
          type: 'string',
          pattern: '^[0-9]\\d*:[0-9]\\d*$',
        },
      },
    },
  },
  vlan_8021q: {
    title: 'VLAN (802.1Q)',
    type: 'object',
    required: ['type', 'vid'],
    allOf: [
      {
        properties: {
          type: {
            title: 'Type',
            type: 'string',
            enum: ['8021q'],
            default: '8021q',
            propertyOrder: 1,
            options: {
              enum_titles: ['VLAN (802.1Q)'],
            },
          },
        },
      },
      {
        $ref: '#/definitions/base_interface_settings',
      },
      {
        $ref: '#/definitions/interface_settings',
      },
      {
        $ref: '#/definitions/vlan_interface_settings',
      },
    ],
  },
  vlan_8021ad: {
    title: 'VLAN (802.1ad)',
    type: 'object',
    required: ['type', 'vid'],
    allOf: [
      {
        properties: {
          type: {
            title: 'Type',
            type: 'string',
            enum: ['8021ad'],
            default: '8021ad',
            propertyOrder: 1,
            options: {
              enum_titles: ['VLAN (802.1ad)'],
            },
          },
        },
      },
      {
        $ref: '#/definitions/base_interface_settings',
      },
      {
        $ref: '#/definitions/interface_settings',
      },
      {
        $ref: '#/definitions/vlan_interface_settings',
      },
    ],
  },
} satisfies JsonSchemaMap;

import type { JsonSchemaMap } from '../../json-schema.ts';

/** 802.1Q and 802.1ad VLAN interfaces. */
export const vlanDefinitions = {
  vlan_interface_settings: {
    properties: {
      name: {
        title: 'Name',
      },
      vid: {
        title: 'Vid',
        type: 'integer',
        propertyOrder: 2,
        minimum: 0,
      },
      ingress_qos_mapping: {
        title: 'Ingress qos mapping',
        type: 'array',
        uniqueItems: true,
        additionalItems: false,
        propertyOrder: 18,
        items: {
          type: 'string',
          pattern: '^[0-9]\\d*:[0-9]\\d*$',
        },
      },
      egress_qos_mapping: {
        title: 'Egress qos mapping',
        type: 'array',
        uniqueItems: true,
        additionalItems: false,
        propertyOrder: 19,
        items: {
          type: 'string',
          pattern: '^[0-9]\\d*:[0-9]\\d*$',
        },
      },
    },
  },
  vlan_8021q: {
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

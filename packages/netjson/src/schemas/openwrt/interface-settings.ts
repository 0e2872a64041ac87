import type { JsonSchemaMap } from '../../json-schema.ts';

/** What all network interfaces share, and the plain ones (ethernet, loopback, virtual, other). */
export const interfaceDefinitions = {
  base_interface_settings: {
    type: 'object',
    additionalProperties: true,
    required: ['name', 'type'],
    properties: {
      name: {
        title: 'Name',
        type: 'string',
        minLength: 2,
        maxLength: 15,
        pattern: '^[^\\s]*$',
        propertyOrder: 0,
      },
      mtu: {
        title: 'Mtu',
        type: 'integer',
        default: 1500,
        minimum: 68,
        propertyOrder: 2,
      },
      disabled: {
        title: 'Disabled',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 6,
      },
      network: {
        title: 'Network',
        type: 'string',
        maxLength: 15,
        pattern: '^[a-zA-z0-9_\\.\\-]*$',
        propertyOrder: 7,
      },
    },
  },
  interface_settings: {
    type: 'object',
    properties: {
      mac: {
        title: 'Mac',
        type: 'string',
        pattern: '^(([0-9A-Fa-f]{2}[:-]){5}([0-9A-Fa-f]{2})|)$',
        maxLength: 17,
        propertyOrder: 3,
      },
      autostart: {
        title: 'Autostart',
        type: 'boolean',
        default: true,
        format: 'checkbox',
        propertyOrder: 5,
      },
      addresses: {
        title: 'Addresses',
        type: 'array',
        uniqueItems: true,
        additionalItems: true,
        propertyOrder: 20,
        items: {
          oneOf: [
            {
              $ref: '#/definitions/dhcp_address',
            },
            {
              $ref: '#/definitions/ipv4_address',
            },
            {
              $ref: '#/definitions/ipv6_address',
            },
          ],
        },
      },
    },
  },
  network_interface: {
    allOf: [
      {
        properties: {
          type: {
            title: 'Type',
            type: 'string',
            enum: ['ethernet', 'virtual', 'loopback', 'other'],
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
    ],
  },
} satisfies JsonSchemaMap;

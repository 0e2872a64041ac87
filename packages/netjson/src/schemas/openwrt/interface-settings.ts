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
        description: 'Name of the interface in the system, e.g. eth0. 2 to 15 characters, no blanks.',
        type: 'string',
        minLength: 2,
        maxLength: 15,
        pattern: '^[^\\s]*$',
        propertyOrder: 0,
      },
      mtu: {
        title: 'MTU',
        description: 'Size of the largest packet, in bytes.',
        type: 'integer',
        default: 1500,
        minimum: 68,
        propertyOrder: 2,
      },
      disabled: {
        title: 'Disabled',
        description: 'The interface stays configured but is not brought up.',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 6,
      },
      network: {
        title: 'Network',
        description:
          'Name of the logical network, when it shall differ from the name of the interface. Letters, digits, underscore, dot and dash.',
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
        title: 'MAC address',
        description: 'Overrides the address that the hardware has.',
        type: 'string',
        pattern: '^(([0-9A-Fa-f]{2}[:-]){5}([0-9A-Fa-f]{2})|)$',
        maxLength: 17,
        propertyOrder: 3,
      },
      autostart: {
        title: 'Start at boot',
        description: 'The interface is brought up when the device boots.',
        type: 'boolean',
        default: true,
        format: 'checkbox',
        propertyOrder: 5,
      },
      addresses: {
        title: 'Addresses',
        description: 'Static and automatic addresses. Without any, the interface has none.',
        type: 'array',
        uniqueItems: true,
        additionalItems: true,
        propertyOrder: 20,
        items: {
          title: 'Address',
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
    title: 'Network interface',
    allOf: [
      {
        properties: {
          type: {
            title: 'Type',
            type: 'string',
            enum: ['ethernet', 'virtual', 'loopback', 'other'],
            propertyOrder: 1,
            options: {
              enum_titles: ['Ethernet', 'Virtual', 'Loopback', 'Other'],
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
    ],
  },
} satisfies JsonSchemaMap;

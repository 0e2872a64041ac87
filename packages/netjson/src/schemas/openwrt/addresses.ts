import type { JsonSchemaMap } from '../../json-schema.ts';

/** IP addresses of an interface: static IPv4 and IPv6, DHCP. */
export const addressDefinitions = {
  base_address: {
    type: 'object',
    additionalProperties: true,
    required: ['proto', 'family'],
    properties: {
      proto: {
        title: 'Protocol',
        description: 'How the address is assigned.',
        type: 'string',
        propertyOrder: 1,
      },
      family: {
        title: 'Family',
        description: 'Version of the Internet protocol.',
        type: 'string',
        propertyOrder: 2,
      },
    },
  },
  static_address: {
    required: ['address', 'mask'],
    properties: {
      address: {
        title: 'Address',
        description: 'Address of the interface, without the prefix length.',
        type: 'string',
        propertyOrder: 3,
      },
      mask: {
        title: 'Prefix length',
        description: 'Number of leading bits that belong to the network, e.g. 24.',
        type: 'integer',
        propertyOrder: 4,
      },
    },
  },
  ipv4_address: {
    title: 'Static IPv4',
    allOf: [
      {
        $ref: '#/definitions/base_address',
      },
      {
        $ref: '#/definitions/static_address',
      },
      {
        type: 'object',
        properties: {
          proto: {
            enum: ['static'],
            options: {
              enum_titles: ['Static'],
            },
          },
          family: {
            enum: ['ipv4'],
            options: {
              enum_titles: ['IPv4'],
            },
          },
          address: {
            minLength: 7,
            maxLength: 15,
            format: 'ipv4',
          },
          mask: {
            minimum: 8,
            default: 24,
          },
          gateway: {
            title: 'Gateway',
            description: 'Router for traffic that leaves the network. Leave empty for none.',
            type: 'string',
            maxLength: 16,
            propertyOrder: 5,
          },
        },
      },
    ],
  },
  ipv6_address: {
    title: 'Static IPv6',
    allOf: [
      {
        $ref: '#/definitions/base_address',
      },
      {
        $ref: '#/definitions/static_address',
      },
      {
        type: 'object',
        required: ['address', 'mask'],
        properties: {
          proto: {
            enum: ['static'],
            options: {
              enum_titles: ['Static'],
            },
          },
          family: {
            enum: ['ipv6'],
            options: {
              enum_titles: ['IPv6'],
            },
          },
          address: {
            title: 'Address',
            description: 'Address of the interface, without the prefix length.',
            minLength: 3,
            maxLength: 45,
            format: 'ipv6',
            propertyOrder: 3,
          },
          mask: {
            minimum: 4,
            default: 64,
          },
          gateway: {
            title: 'Gateway',
            description: 'Router for traffic that leaves the network. Leave empty for none.',
            type: 'string',
            maxLength: 45,
            propertyOrder: 5,
          },
        },
      },
    ],
  },
  dhcp_address: {
    title: 'DHCP',
    allOf: [
      {
        $ref: '#/definitions/base_address',
      },
      {
        type: 'object',
        properties: {
          proto: {
            enum: ['dhcp'],
            options: {
              enum_titles: ['DHCP'],
            },
          },
          family: {
            enum: ['ipv4', 'ipv6'],
            options: {
              enum_titles: ['IPv4', 'IPv6'],
            },
          },
        },
      },
    ],
  },
} satisfies JsonSchemaMap;

import type { JsonSchemaMap } from '../../json-schema.ts';

/** IP addresses of an interface: static IPv4 and IPv6, DHCP. */
export const addressDefinitions = {
  base_address: {
    type: 'object',
    additionalProperties: true,
    required: ['proto', 'family'],
    properties: {
      proto: {
        title: 'Proto',
        type: 'string',
        propertyOrder: 1,
      },
      family: {
        title: 'Family',
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
        type: 'string',
        propertyOrder: 3,
      },
      mask: {
        title: 'Mask',
        type: 'integer',
        propertyOrder: 4,
      },
    },
  },
  ipv4_address: {
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
          },
          family: {
            enum: ['ipv4'],
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
            type: 'string',
            maxLength: 16,
            propertyOrder: 5,
          },
        },
      },
    ],
  },
  ipv6_address: {
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
          },
          family: {
            enum: ['ipv6'],
          },
          address: {
            title: 'Address',
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
            type: 'string',
            maxLength: 45,
            propertyOrder: 5,
          },
        },
      },
    ],
  },
  dhcp_address: {
    allOf: [
      {
        $ref: '#/definitions/base_address',
      },
      {
        type: 'object',
        properties: {
          proto: {
            enum: ['dhcp'],
          },
          family: {
            enum: ['ipv4', 'ipv6'],
          },
        },
      },
    ],
  },
} satisfies JsonSchemaMap;

import type { JsonSchemaMap } from '../../json-schema.ts';

/** WireGuard and VXLAN interfaces. */
export const tunnelDefinitions = {
  wireguard_interface: {
    type: 'object',
    required: ['private_key'],
    additionalProperties: true,
    allOf: [
      {
        properties: {
          type: {
            title: 'Type',
            type: 'string',
            enum: ['wireguard'],
            default: 'wireguard',
            propertyOrder: 1,
          },
          private_key: {
            title: 'Private key',
            type: 'string',
            maxLength: 44,
            pattern: '^[^\\s]*$',
            propertyOrder: 3,
          },
          port: {
            title: 'Port',
            type: 'integer',
            default: 51820,
            maximum: 65535,
            minimum: 1,
            propertyOrder: 2,
          },
          mtu: {
            title: 'Mtu',
            type: 'integer',
            default: 1420,
            propertyOrder: 1.1,
          },
          nohostroute: {
            title: 'Nohostroute',
            type: 'boolean',
            format: 'checkbox',
            default: false,
            propertyOrder: 3,
          },
          fwmark: {
            title: 'Fwmark',
            type: 'string',
            propertyOrder: 3.1,
          },
          ip6prefix: {
            title: 'Ip6prefix',
            type: 'array',
            propertyOrder: 9,
            items: {
              type: 'string',
              uniqueItems: true,
            },
          },
          addresses: {
            title: 'Addresses',
            type: 'array',
            uniqueItems: true,
            propertyOrder: 20,
            items: {
              required: ['proto', 'family', 'address', 'mask'],
              oneOf: [
                {
                  type: 'object',
                  properties: {
                    proto: {
                      title: 'Proto',
                      type: 'string',
                      propertyOrder: 1,
                      enum: ['static'],
                    },
                    family: {
                      title: 'Family',
                      type: 'string',
                      propertyOrder: 2,
                      enum: ['ipv4'],
                    },
                    address: {
                      title: 'Address',
                      type: 'string',
                      minLength: 7,
                      propertyOrder: 3,
                    },
                    mask: {
                      title: 'Mask',
                      type: 'number',
                      minimum: 8,
                      default: 32,
                    },
                  },
                },
                {
                  type: 'object',
                  properties: {
                    proto: {
                      title: 'Proto',
                      type: 'string',
                      propertyOrder: 1,
                      enum: ['static'],
                    },
                    family: {
                      title: 'Family',
                      type: 'string',
                      propertyOrder: 2,
                      enum: ['ipv6'],
                    },
                    address: {
                      title: 'Address',
                      type: 'string',
                      minLength: 3,
                      format: 'ipv6',
                      propertyOrder: 3,
                    },
                    mask: {
                      title: 'Mask',
                      type: 'number',
                      minimum: 4,
                      default: 128,
                    },
                  },
                },
              ],
            },
          },
        },
      },
      {
        $ref: '#/definitions/base_interface_settings',
      },
    ],
  },
  vxlan_interface: {
    required: ['vtep', 'port', 'vni', 'tunlink'],
    allOf: [
      {
        properties: {
          type: {
            title: 'Type',
            type: 'string',
            enum: ['vxlan'],
            default: 'vxlan',
            propertyOrder: 1,
          },
          vtep: {
            title: 'Vtep',
            type: 'string',
            propertyOrder: 1.1,
          },
          port: {
            title: 'Port',
            type: 'integer',
            propertyOrder: 1.2,
            default: 4789,
            minimum: 1,
            maximum: 65535,
          },
          vni: {
            title: 'Vni',
            type: ['integer', 'string'],
            propertyOrder: 1.3,
            minimum: 1,
            maximum: 16777216,
          },
          tunlink: {
            title: 'Tunlink',
            type: 'string',
            propertyOrder: 1.4,
          },
          rxcsum: {
            title: 'Rxcsum',
            type: 'boolean',
            default: true,
            format: 'checkbox',
            propertyOrder: 1.5,
          },
          txcsum: {
            title: 'Txcsum',
            type: 'boolean',
            default: true,
            format: 'checkbox',
            propertyOrder: 1.6,
          },
          mtu: {
            title: 'Mtu',
            type: 'integer',
            default: 1280,
          },
          ttl: {
            title: 'Ttl',
            type: 'integer',
            default: 64,
            propertyOrder: 3,
          },
          mac: {
            title: 'Mac',
            type: 'string',
            pattern: '^(([0-9A-Fa-f]{2}[:-]){5}([0-9A-Fa-f]{2})|)$',
            maxLength: 17,
            propertyOrder: 3,
          },
        },
      },
      {
        $ref: '#/definitions/base_interface_settings',
      },
    ],
  },
} satisfies JsonSchemaMap;

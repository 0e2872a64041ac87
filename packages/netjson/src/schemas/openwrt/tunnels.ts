import type { JsonSchemaMap } from '../../json-schema.ts';

/** WireGuard and VXLAN interfaces. */
export const tunnelDefinitions = {
  wireguard_interface: {
    title: 'WireGuard interface',
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
            options: {
              enum_titles: ['WireGuard'],
            },
          },
          private_key: {
            title: 'Private key',
            description: 'Base64 key of this side, 44 characters.',
            type: 'string',
            maxLength: 44,
            pattern: '^[^\\s]*$',
            propertyOrder: 3,
          },
          port: {
            title: 'Listen port',
            description: 'UDP port on which the interface listens.',
            type: 'integer',
            default: 51820,
            maximum: 65535,
            minimum: 1,
            propertyOrder: 2,
          },
          mtu: {
            title: 'MTU',
            description: 'Size of the largest packet inside the tunnel, in bytes.',
            type: 'integer',
            default: 1420,
            propertyOrder: 1.1,
          },
          nohostroute: {
            title: 'No host route',
            description: 'Adds no route to the end points of the peers.',
            type: 'boolean',
            format: 'checkbox',
            default: false,
            propertyOrder: 3,
          },
          fwmark: {
            title: 'Firewall mark',
            description: 'Mark of the encrypted packets, as a hexadecimal number.',
            type: 'string',
            propertyOrder: 3.1,
          },
          ip6prefix: {
            title: 'IPv6 prefixes',
            description: 'Prefixes that are delegated to other interfaces.',
            type: 'array',
            propertyOrder: 9,
            items: {
              title: 'Prefix',
              type: 'string',
              uniqueItems: true,
            },
          },
          addresses: {
            title: 'Addresses',
            description: 'Addresses of this side inside the tunnel.',
            type: 'array',
            uniqueItems: true,
            propertyOrder: 20,
            items: {
              title: 'Address',
              required: ['proto', 'family', 'address', 'mask'],
              oneOf: [
                {
                  title: 'IPv4',
                  type: 'object',
                  properties: {
                    proto: {
                      title: 'Protocol',
                      description: 'How the address is assigned.',
                      type: 'string',
                      propertyOrder: 1,
                      enum: ['static'],
                    },
                    family: {
                      title: 'Family',
                      description: 'Version of the Internet protocol.',
                      type: 'string',
                      propertyOrder: 2,
                      enum: ['ipv4'],
                    },
                    address: {
                      title: 'Address',
                      description: 'Address without the prefix length.',
                      type: 'string',
                      minLength: 7,
                      propertyOrder: 3,
                    },
                    mask: {
                      title: 'Prefix length',
                      description: 'Number of leading bits that belong to the network.',
                      type: 'number',
                      minimum: 8,
                      default: 32,
                    },
                  },
                },
                {
                  title: 'IPv6',
                  type: 'object',
                  properties: {
                    proto: {
                      title: 'Protocol',
                      description: 'How the address is assigned.',
                      type: 'string',
                      propertyOrder: 1,
                      enum: ['static'],
                    },
                    family: {
                      title: 'Family',
                      description: 'Version of the Internet protocol.',
                      type: 'string',
                      propertyOrder: 2,
                      enum: ['ipv6'],
                    },
                    address: {
                      title: 'Address',
                      description: 'Address without the prefix length.',
                      type: 'string',
                      minLength: 3,
                      format: 'ipv6',
                      propertyOrder: 3,
                    },
                    mask: {
                      title: 'Prefix length',
                      description: 'Number of leading bits that belong to the network.',
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
    title: 'VXLAN interface',
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
            options: {
              enum_titles: ['VXLAN'],
            },
          },
          vtep: {
            title: 'Remote end point',
            description: 'Address of the other end of the tunnel.',
            type: 'string',
            propertyOrder: 1.1,
          },
          port: {
            title: 'Port',
            description: 'UDP port of the tunnel.',
            type: 'integer',
            propertyOrder: 1.2,
            default: 4789,
            minimum: 1,
            maximum: 65535,
          },
          vni: {
            title: 'Network identifier (VNI)',
            description: 'Number that tells this network from others in the same tunnel.',
            type: ['integer', 'string'],
            propertyOrder: 1.3,
            minimum: 1,
            maximum: 16777216,
          },
          tunlink: {
            title: 'Underlying interface',
            description: 'Interface that carries the tunnel.',
            type: 'string',
            propertyOrder: 1.4,
          },
          rxcsum: {
            title: 'Check incoming packets',
            description: 'Demands checksums in packets that arrive.',
            type: 'boolean',
            default: true,
            format: 'checkbox',
            propertyOrder: 1.5,
          },
          txcsum: {
            title: 'Sign outgoing packets',
            description: 'Computes checksums of packets that leave.',
            type: 'boolean',
            default: true,
            format: 'checkbox',
            propertyOrder: 1.6,
          },
          mtu: {
            title: 'MTU',
            description: 'Size of the largest packet inside the tunnel, in bytes.',
            type: 'integer',
            default: 1280,
          },
          ttl: {
            title: 'TTL',
            description: 'Time to live of the packets that carry the tunnel.',
            type: 'integer',
            default: 64,
            propertyOrder: 3,
          },
          mac: {
            title: 'MAC address',
            description: 'Overrides the address that the system assigns.',
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

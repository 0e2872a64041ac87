import type { JsonSchema } from '../../json-schema.ts';

/** Peers of WireGuard interfaces. */
export const wireguardPeersSection: JsonSchema = {
  title: 'Wireguard peers',
  type: 'array',
  uniqueItems: true,
  propertyOrder: 13,
  items: {
    type: 'object',
    additionalProperties: true,
    required: ['interface', 'public_key', 'allowed_ips'],
    properties: {
      interface: {
        title: 'Interface',
        type: 'string',
        minLength: 2,
        maxLength: 15,
        pattern: '^[^\\s]*$',
        propertyOrder: 0,
      },
      public_key: {
        title: 'Public key',
        type: 'string',
        maxLength: 44,
        minLength: 1,
        pattern: '^[^\\s]*$',
        propertyOrder: 1,
      },
      allowed_ips: {
        title: 'Allowed ips',
        type: 'array',
        propertyOrder: 2,
        uniqueItems: true,
        items: {
          type: 'string',
          minLength: 1,
        },
      },
      endpoint_host: {
        title: 'Endpoint host',
        type: 'string',
        propertyOrder: 3,
      },
      endpoint_port: {
        title: 'Endpoint port',
        type: 'integer',
        default: 51820,
        maximum: 65535,
        minimum: 1,
        propertyOrder: 4,
      },
      preshared_key: {
        title: 'Preshared key',
        type: 'string',
        maxLength: 44,
        pattern: '^[^\\s]*$',
        propertyOrder: 5,
      },
      persistent_keepalive: {
        title: 'Persistent keepalive',
        type: 'integer',
        default: 0,
        propertyOrder: 6,
      },
      route_allowed_ips: {
        title: 'Route allowed ips',
        type: 'boolean',
        format: 'checkbox',
        default: false,
        propertyOrder: 7,
      },
    },
  },
};

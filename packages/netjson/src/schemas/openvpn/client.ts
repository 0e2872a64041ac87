import type { JsonSchemaMap } from '../../json-schema.ts';

/** OpenVPN client. */
export const openvpnClientDefinitions = {
  client: {
    allOf: [
      {
        $ref: '#/definitions/tunnel',
      },
      {
        type: 'object',
        required: ['remote'],
        properties: {
          mode: {
            title: 'Mode',
            enum: ['p2p'],
          },
          proto: {
            title: 'Proto',
            enum: ['udp', 'tcp-client'],
            default: 'udp',
          },
          remote: {
            title: 'Remote',
            type: 'array',
            additionalItems: true,
            minItems: 1,
            propertyOrder: 8,
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['host', 'port'],
              properties: {
                host: {
                  title: 'Host',
                  type: 'string',
                  maxLength: 63,
                  minLength: 1,
                  format: 'hostname',
                  propertyOrder: 1,
                },
                port: {
                  title: 'Port',
                  type: 'integer',
                  default: 1194,
                  maximum: 65535,
                  minimum: 1,
                  propertyOrder: 2,
                },
                proto: {
                  title: 'Proto',
                  type: 'string',
                  default: 'auto',
                  enum: ['auto', 'udp', 'udp4', 'udp6', 'tcp', 'tcp4', 'tcp6'],
                  propertyOrder: 3,
                },
              },
            },
          },
          remote_random: {
            title: 'Remote random',
            type: 'boolean',
            default: false,
            format: 'checkbox',
            propertyOrder: 8.1,
          },
          port: {
            title: 'Port',
            type: 'integer',
            default: '',
          },
          nobind: {
            title: 'Nobind',
            type: 'boolean',
            default: true,
            format: 'checkbox',
            propertyOrder: 4.1,
          },
          resolv_retry: {
            title: 'Resolv retry',
            type: 'string',
            default: 'infinite',
            pattern: '^(infinite)|([0-9])$',
            propertyOrder: 9,
          },
          tls_client: {
            title: 'Tls client',
            type: 'boolean',
            default: true,
            format: 'checkbox',
            propertyOrder: 10,
          },
          pull: {
            title: 'Pull',
            type: 'boolean',
            default: true,
            format: 'checkbox',
            propertyOrder: 11,
          },
          ns_cert_type: {
            title: 'Ns cert type',
            enum: ['', 'server'],
          },
          auth_user_pass: {
            title: 'Auth user pass',
            type: 'string',
            pattern: '^(\\S*)$',
            propertyOrder: 40,
          },
          auth_retry: {
            title: 'Auth retry',
            type: 'string',
            enum: ['none', 'nointeract', 'interact'],
            default: 'none',
            propertyOrder: 41,
          },
          remote_cert_tls: {
            title: 'Remote cert tls',
            enum: ['', 'server'],
          },
        },
      },
    ],
  },
} satisfies JsonSchemaMap;

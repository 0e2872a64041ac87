import type { JsonSchemaMap } from '../../json-schema.ts';

/** OpenVPN client. */
export const openvpnClientDefinitions = {
  client: {
    title: 'Client',
    allOf: [
      {
        $ref: '#/definitions/tunnel',
      },
      {
        type: 'object',
        required: ['remote'],
        properties: {
          mode: {
            enum: ['p2p'],
            options: {
              enum_titles: ['Point to point'],
            },
          },
          proto: {
            enum: ['udp', 'tcp-client'],
            default: 'udp',
            options: {
              enum_titles: ['UDP', 'TCP'],
            },
          },
          remote: {
            title: 'Servers',
            description: 'Servers to connect to, tried in this order.',
            type: 'array',
            additionalItems: true,
            minItems: 1,
            propertyOrder: 8,
            items: {
              title: 'Server',
              type: 'object',
              additionalProperties: false,
              required: ['host', 'port'],
              properties: {
                host: {
                  title: 'Host',
                  description: 'Name or address of the server.',
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
                  title: 'Protocol',
                  description: 'When it differs from the protocol of the tunnel.',
                  type: 'string',
                  default: 'auto',
                  enum: ['auto', 'udp', 'udp4', 'udp6', 'tcp', 'tcp4', 'tcp6'],
                  propertyOrder: 3,
                  options: {
                    enum_titles: [
                      'As the tunnel',
                      'UDP',
                      'UDP, IPv4',
                      'UDP, IPv6',
                      'TCP',
                      'TCP, IPv4',
                      'TCP, IPv6',
                    ],
                  },
                },
              },
            },
          },
          remote_random: {
            title: 'Random server',
            description: 'Tries the servers in random order.',
            type: 'boolean',
            default: false,
            format: 'checkbox',
            propertyOrder: 8.1,
          },
          port: {
            title: 'Port',
            description: 'Local port, when "No bind" is off.',
            type: 'integer',
            default: '',
          },
          nobind: {
            title: 'No bind',
            description: 'Uses any free local port.',
            type: 'boolean',
            default: true,
            format: 'checkbox',
            propertyOrder: 4.1,
          },
          resolv_retry: {
            title: 'Retry name',
            description: 'Seconds to retry when the name of the server cannot be resolved, or "infinite".',
            type: 'string',
            default: 'infinite',
            pattern: '^(infinite)|([0-9])$',
            propertyOrder: 9,
          },
          tls_client: {
            title: 'TLS client',
            description: 'Takes the part of the client in the TLS handshake.',
            type: 'boolean',
            default: true,
            format: 'checkbox',
            propertyOrder: 10,
          },
          pull: {
            title: 'Pull',
            description: 'Accepts routes and other options from the server.',
            type: 'boolean',
            default: true,
            format: 'checkbox',
            propertyOrder: 11,
          },
          ns_cert_type: {
            title: 'Type of peer certificate',
            description: 'Old way to demand a server certificate.',
            enum: ['', 'server'],
            options: {
              enum_titles: ['Any', 'Server'],
            },
          },
          auth_user_pass: {
            title: 'Credentials file',
            description: 'Path of a file with user name and password on two lines.',
            type: 'string',
            pattern: '^(\\S*)$',
            propertyOrder: 40,
          },
          auth_retry: {
            title: 'On refused login',
            description: 'What happens when the server refuses the credentials.',
            type: 'string',
            enum: ['none', 'nointeract', 'interact'],
            default: 'none',
            propertyOrder: 41,
            options: {
              enum_titles: ['Give up', 'Retry', 'Ask'],
            },
          },
          remote_cert_tls: {
            title: 'Type of peer certificate',
            description: 'Demands a server certificate.',
            enum: ['', 'server'],
            options: {
              enum_titles: ['Any', 'Server'],
            },
          },
        },
      },
    ],
  },
} satisfies JsonSchemaMap;

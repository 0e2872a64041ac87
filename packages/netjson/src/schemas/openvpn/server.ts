import type { JsonSchemaMap } from '../../json-schema.ts';

/** OpenVPN server: with own addresses, bridged, or routed. */
export const openvpnServerDefinitions = {
  server: {
    type: 'object',
    properties: {
      mode: {
        enum: ['server'],
        options: {
          enum_titles: ['Server'],
        },
      },
      proto: {
        enum: ['udp', 'tcp-server'],
        default: 'udp',
        options: {
          enum_titles: ['UDP', 'TCP'],
        },
      },
      topology: {
        title: 'Topology',
        description: 'How addresses are handed out to clients.',
        enum: ['net30', 'p2p', 'subnet'],
        type: 'string',
        default: 'subnet',
        propertyOrder: 7,
        options: {
          enum_titles: ['A /30 network per client', 'Point to point', 'One subnet'],
        },
      },
      tls_server: {
        title: 'TLS server',
        description: 'Takes the part of the server in the TLS handshake.',
        type: 'boolean',
        default: true,
        format: 'checkbox',
        propertyOrder: 10,
      },
      dh: {
        title: 'Diffie-Hellman file',
        description: 'Path of the parameters.',
        type: 'string',
        propertyOrder: 17,
      },
      crl_verify: {
        title: 'Revocation list',
        description: 'Path of the list of revoked certificates.',
        type: 'string',
        pattern: '^(\\S*)$',
        propertyOrder: 18,
      },
      ns_cert_type: {
        title: 'Type of peer certificate',
        description: 'Old way to demand client certificates.',
        enum: ['', 'client'],
        options: {
          enum_titles: ['Any', 'Client'],
        },
      },
      duplicate_cn: {
        title: 'Duplicate names',
        description: 'Several clients may use the same certificate.',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 41,
      },
      client_to_client: {
        title: 'Client to client',
        description: 'Clients may reach each other.',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 42,
      },
      client_cert_not_required: {
        title: 'No client certificate',
        description: 'Clients log in with user name and password alone.',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 43,
      },
      username_as_common_name: {
        title: 'User name as common name',
        description: 'The user name stands for the client, not its certificate.',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 44,
      },
      auth_user_pass_verify: {
        title: 'Login check',
        description: 'Path of a program and how it gets the credentials (via-env or via-file).',
        type: 'string',
        pattern: '^((\\S*) (\\S*)|)$',
        propertyOrder: 45,
      },
      remote_cert_tls: {
        title: 'Type of peer certificate',
        description: 'Demands client certificates.',
        enum: ['', 'client'],
        options: {
          enum_titles: ['Any', 'Client'],
        },
      },
    },
  },
  server_manual: {
    title: 'Server (own addressing)',
    allOf: [
      {
        $ref: '#/definitions/tunnel',
      },
      {
        $ref: '#/definitions/server',
      },
      {
        not: {
          required: ['server'],
        },
      },
      {
        not: {
          required: ['server_bridge'],
        },
      },
    ],
  },
  server_bridged: {
    title: 'Server (bridged)',
    allOf: [
      {
        type: 'object',
        required: ['server_bridge'],
        properties: {
          server_bridge: {
            title: 'Bridge',
            description:
              'Gateway, netmask, first and last address for clients, separated by blanks; empty to leave it to DHCP.',
            type: 'string',
            propertyOrder: 1,
          },
        },
      },
      {
        $ref: '#/definitions/tunnel',
      },
      {
        $ref: '#/definitions/server',
      },
    ],
  },
  server_routed: {
    title: 'Server (routed)',
    allOf: [
      {
        type: 'object',
        required: ['server'],
        properties: {
          server: {
            title: 'Network',
            description:
              'Network and netmask for clients, separated by a blank, e.g. 10.8.0.0 255.255.255.0.',
            type: 'string',
            minLength: 15,
            propertyOrder: 1,
          },
        },
      },
      {
        $ref: '#/definitions/tunnel',
      },
      {
        $ref: '#/definitions/server',
      },
    ],
  },
} satisfies JsonSchemaMap;

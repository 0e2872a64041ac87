import type { JsonSchemaMap } from '../../json-schema.ts';

/** OpenVPN server: with own addresses, bridged, or routed. */
export const openvpnServerDefinitions = {
  server: {
    type: 'object',
    properties: {
      mode: {
        title: 'Mode',
        enum: ['server'],
      },
      proto: {
        title: 'Proto',
        enum: ['udp', 'tcp-server'],
        default: 'udp',
      },
      topology: {
        title: 'Topology',
        enum: ['net30', 'p2p', 'subnet'],
        type: 'string',
        default: 'subnet',
        propertyOrder: 7,
      },
      tls_server: {
        title: 'Tls server',
        type: 'boolean',
        default: true,
        format: 'checkbox',
        propertyOrder: 10,
      },
      dh: {
        title: 'Dh',
        type: 'string',
        propertyOrder: 17,
      },
      crl_verify: {
        title: 'Crl verify',
        type: 'string',
        pattern: '^(\\S*)$',
        propertyOrder: 18,
      },
      ns_cert_type: {
        title: 'Ns cert type',
        enum: ['', 'client'],
      },
      duplicate_cn: {
        title: 'Duplicate cn',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 41,
      },
      client_to_client: {
        title: 'Client to client',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 42,
      },
      client_cert_not_required: {
        title: 'Client cert not required',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 43,
      },
      username_as_common_name: {
        title: 'Username as common name',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 44,
      },
      auth_user_pass_verify: {
        title: 'Auth user pass verify',
        type: 'string',
        pattern: '^((\\S*) (\\S*)|)$',
        propertyOrder: 45,
      },
      remote_cert_tls: {
        title: 'Remote cert tls',
        enum: ['', 'client'],
      },
    },
  },
  server_manual: {
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
    allOf: [
      {
        type: 'object',
        required: ['server_bridge'],
        properties: {
          server_bridge: {
            title: 'Server bridge',
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
    allOf: [
      {
        type: 'object',
        required: ['server'],
        properties: {
          server: {
            title: 'Server',
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

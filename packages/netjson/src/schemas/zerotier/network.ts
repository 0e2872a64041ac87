import type { JsonSchemaMap } from '../../json-schema.ts';

/** A network as the ZeroTier controller describes it. */
export const zerotierNetworkDefinitions = {
  zerotier_server: {
    title: 'ZeroTier network',
    type: 'object',
    required: ['name'],
    properties: {
      name: {
        title: 'Name',
        type: 'string',
        readOnly: true,
        propertyOrder: 1,
      },
      id: {
        title: 'ID',
        description: 'Assigned by the controller.',
        type: 'string',
        maxLength: 16,
        readOnly: true,
        propertyOrder: 2,
      },
      nwid: {
        title: 'Network ID',
        description: 'Assigned by the controller.',
        type: 'string',
        maxLength: 16,
        readOnly: true,
        propertyOrder: 3,
      },
      objtype: {
        title: 'Object type',
        type: 'string',
        readOnly: true,
        propertyOrder: 4,
        default: 'network',
      },
      revision: {
        title: 'Revision',
        description: 'Counts the changes of the network.',
        type: 'integer',
        readOnly: true,
        propertyOrder: 5,
      },
      creationTime: {
        title: 'Created',
        description: 'Milliseconds since 1970.',
        type: 'number',
        readOnly: true,
        propertyOrder: 6,
      },
      client_options: {
        title: 'Client options',
        description: 'What clients of this network allow the controller.',
        type: 'object',
        propertyOrder: 14,
        properties: {
          allow_managed: {
            title: 'Allow managed addresses',
            description: 'The controller may assign addresses and routes.',
            type: 'boolean',
            default: true,
            format: 'checkbox',
          },
          allow_global: {
            title: 'Allow global addresses',
            description: 'Also public addresses and routes.',
            type: 'boolean',
            default: false,
            format: 'checkbox',
          },
          allow_default: {
            title: 'Allow default route',
            description: 'All traffic may go through the network.',
            type: 'boolean',
            format: 'checkbox',
          },
          allow_dns: {
            title: 'Allow DNS',
            description: 'The controller may set name servers.',
            type: 'boolean',
            format: 'checkbox',
          },
        },
      },
      capabilities: {
        title: 'Capabilities',
        description: 'Named sets of rules that members can be given.',
        type: 'array',
        propertyOrder: 17,
        items: {
          title: 'Capability',
          type: 'object',
        },
      },
      dns: {
        title: 'DNS',
        description: 'Name service for members.',
        type: 'object',
        propertyOrder: 15,
        properties: {
          domain: {
            title: 'Domain',
            description: 'Search domain.',
            type: 'string',
            propertyOrder: 1,
          },
          servers: {
            title: 'Servers',
            description: 'Addresses of name servers.',
            type: 'array',
            propertyOrder: 2,
            items: {
              title: 'Server',
              type: 'string',
            },
          },
        },
      },
      enableBroadcast: {
        title: 'Broadcast',
        description: 'Members may send broadcasts.',
        type: 'boolean',
        default: true,
        format: 'checkbox',
        propertyOrder: 8,
      },
      ipAssignmentPools: {
        title: 'Address pools',
        description: 'Ranges from which members get addresses.',
        type: 'array',
        propertyOrder: 14,
        items: {
          title: 'Pool',
          type: 'object',
          properties: {
            ipRangeStart: {
              title: 'First address',
              type: 'string',
              propertyOrder: 1,
            },
            ipRangeEnd: {
              title: 'Last address',
              type: 'string',
              propertyOrder: 2,
            },
          },
        },
      },
      mtu: {
        title: 'MTU',
        description: 'Size of the largest packet, in bytes.',
        type: 'integer',
        default: 2800,
        propertyOrder: 10,
      },
      multicastLimit: {
        title: 'Multicast recipients',
        description: 'Largest number of recipients of a multicast.',
        type: 'integer',
        default: 32,
        propertyOrder: 9,
      },
      private: {
        title: 'Private',
        description: 'Members have to be authorised.',
        type: 'boolean',
        default: true,
        format: 'checkbox',
        propertyOrder: 7,
      },
      remoteTraceLevel: {
        title: 'Trace level',
        type: 'integer',
        propertyOrder: 19,
      },
      remoteTraceTarget: {
        title: 'Trace target',
        description: 'Node that receives traces.',
        type: ['string', 'null'],
        propertyOrder: 20,
        default: '',
      },
      routes: {
        title: 'Routes',
        description: 'Routes that members get.',
        type: 'array',
        propertyOrder: 13,
        items: {
          title: 'Route',
          type: 'object',
          properties: {
            target: {
              title: 'Destination',
              description: 'Network in CIDR form.',
              type: 'string',
              propertyOrder: 1,
            },
            via: {
              title: 'Gateway',
              description: 'Address of the member that forwards. Leave empty for the network itself.',
              type: 'string',
              propertyOrder: 2,
            },
          },
        },
      },
      rules: {
        title: 'Rules',
        description: 'Which traffic is allowed.',
        type: 'array',
        propertyOrder: 16,
        default: [
          {
            etherType: 2048,
            not: true,
            or: false,
            type: 'MATCH_ETHERTYPE',
          },
          {
            etherType: 2054,
            not: true,
            or: false,
            type: 'MATCH_ETHERTYPE',
          },
          {
            etherType: 34525,
            not: true,
            or: false,
            type: 'MATCH_ETHERTYPE',
          },
          {
            type: 'ACTION_DROP',
          },
          {
            type: 'ACTION_ACCEPT',
          },
        ],
        items: {
          title: 'Rule',
          type: 'object',
        },
      },
      tags: {
        title: 'Tags',
        description: 'Tags of members, for rules.',
        type: 'array',
        propertyOrder: 18,
        items: {
          title: 'Tag',
          type: 'object',
        },
      },
      v4AssignMode: {
        title: 'IPv4 assignment',
        type: 'object',
        propertyOrder: 11,
        properties: {
          zt: {
            title: 'From pools',
            description: 'Members get IPv4 addresses from the pools.',
            type: 'boolean',
            format: 'checkbox',
          },
        },
      },
      v6AssignMode: {
        title: 'IPv6 assignment',
        type: 'object',
        propertyOrder: 12,
        properties: {
          '6plane': {
            title: '6PLANE',
            description: 'Each member gets a routable /80 below a private /40.',
            type: 'boolean',
            format: 'checkbox',
          },
          rfc4193: {
            title: 'RFC 4193',
            description: 'Each member gets a private /128 that is derived from its identity.',
            type: 'boolean',
            format: 'checkbox',
          },
          zt: {
            title: 'From pools',
            description: 'Members get IPv6 addresses from the pools.',
            type: 'boolean',
            format: 'checkbox',
          },
        },
      },
    },
  },
} satisfies JsonSchemaMap;

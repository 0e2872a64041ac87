import type { JsonSchemaMap } from '../../json-schema.ts';

/** A network as the ZeroTier controller describes it. */
export const zerotierNetworkDefinitions = {
  zerotier_server: {
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
        title: 'Id',
        type: 'string',
        maxLength: 16,
        readOnly: true,
        propertyOrder: 2,
      },
      nwid: {
        title: 'Nwid',
        type: 'string',
        maxLength: 16,
        readOnly: true,
        propertyOrder: 3,
      },
      objtype: {
        title: 'Objtype',
        type: 'string',
        readOnly: true,
        propertyOrder: 4,
        default: 'network',
      },
      revision: {
        title: 'Revision',
        type: 'integer',
        readOnly: true,
        propertyOrder: 5,
      },
      creationTime: {
        title: 'Creationtime',
        type: 'number',
        readOnly: true,
        propertyOrder: 6,
      },
      client_options: {
        title: 'Client options',
        type: 'object',
        propertyOrder: 14,
        properties: {
          allow_managed: {
            title: 'Allow managed',
            type: 'boolean',
            default: true,
            format: 'checkbox',
          },
          allow_global: {
            title: 'Allow global',
            type: 'boolean',
            default: false,
            format: 'checkbox',
          },
          allow_default: {
            title: 'Allow default',
            type: 'boolean',
            format: 'checkbox',
          },
          allow_dns: {
            title: 'Allow dns',
            type: 'boolean',
            format: 'checkbox',
          },
        },
      },
      capabilities: {
        title: 'Capabilities',
        type: 'array',
        propertyOrder: 17,
        items: {
          type: 'object',
        },
      },
      dns: {
        title: 'Dns',
        type: 'object',
        propertyOrder: 15,
        properties: {
          domain: {
            title: 'Domain',
            type: 'string',
            propertyOrder: 1,
          },
          servers: {
            title: 'Servers',
            type: 'array',
            propertyOrder: 2,
            items: {
              type: 'string',
            },
          },
        },
      },
      enableBroadcast: {
        title: 'Enablebroadcast',
        type: 'boolean',
        default: true,
        format: 'checkbox',
        propertyOrder: 8,
      },
      ipAssignmentPools: {
        title: 'Ipassignmentpools',
        type: 'array',
        propertyOrder: 14,
        items: {
          type: 'object',
          properties: {
            ipRangeStart: {
              title: 'Iprangestart',
              type: 'string',
              propertyOrder: 1,
            },
            ipRangeEnd: {
              title: 'Iprangeend',
              type: 'string',
              propertyOrder: 2,
            },
          },
        },
      },
      mtu: {
        title: 'Mtu',
        type: 'integer',
        default: 2800,
        propertyOrder: 10,
      },
      multicastLimit: {
        title: 'Multicastlimit',
        type: 'integer',
        default: 32,
        propertyOrder: 9,
      },
      private: {
        title: 'Private',
        type: 'boolean',
        default: true,
        format: 'checkbox',
        propertyOrder: 7,
      },
      remoteTraceLevel: {
        title: 'Remotetracelevel',
        type: 'integer',
        propertyOrder: 19,
      },
      remoteTraceTarget: {
        title: 'Remotetracetarget',
        type: ['string', 'null'],
        propertyOrder: 20,
        default: '',
      },
      routes: {
        title: 'Routes',
        type: 'array',
        propertyOrder: 13,
        items: {
          type: 'object',
          properties: {
            target: {
              title: 'Target',
              type: 'string',
              propertyOrder: 1,
            },
            via: {
              title: 'Via',
              type: 'string',
              propertyOrder: 2,
            },
          },
        },
      },
      rules: {
        title: 'Rules',
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
          type: 'object',
        },
      },
      tags: {
        title: 'Tags',
        type: 'array',
        propertyOrder: 18,
        items: {
          type: 'object',
        },
      },
      v4AssignMode: {
        title: 'V4assignmode',
        type: 'object',
        propertyOrder: 11,
        properties: {
          zt: {
            title: 'Zt',
            type: 'boolean',
            format: 'checkbox',
          },
        },
      },
      v6AssignMode: {
        title: 'V6assignmode',
        type: 'object',
        propertyOrder: 12,
        properties: {
          '6plane': {
            title: '6plane',
            type: 'boolean',
            format: 'checkbox',
          },
          rfc4193: {
            title: 'Rfc4193',
            type: 'boolean',
            format: 'checkbox',
          },
          zt: {
            title: 'Zt',
            type: 'boolean',
            format: 'checkbox',
          },
        },
      },
    },
  },
} satisfies JsonSchemaMap;

import type { JsonSchemaMap } from '../../json-schema.ts';

/** Bridges, with STP, IGMP snooping and VLAN filtering. */
export const bridgeDefinitions = {
  bridge_interface: {
    required: ['bridge_members'],
    allOf: [
      {
        properties: {
          type: {
            title: 'Type',
            type: 'string',
            enum: ['bridge'],
            propertyOrder: 1,
          },
          stp: {
            title: 'Stp',
            type: 'boolean',
            default: false,
            format: 'checkbox',
            propertyOrder: 4,
          },
          bridge_members: {
            title: 'Bridge members',
            type: 'array',
            uniqueItems: true,
            propertyOrder: 8,
            items: {
              type: 'string',
              $ref: '#/definitions/base_interface_settings/properties/name',
            },
          },
        },
      },
      {
        $ref: '#/definitions/base_interface_settings',
      },
      {
        $ref: '#/definitions/interface_settings',
      },
      {
        properties: {
          igmp_snooping: {
            title: 'Igmp snooping',
            type: 'boolean',
            default: false,
            format: 'checkbox',
            propertyOrder: 5,
          },
          multicast_querier: {
            title: 'Multicast querier',
            type: 'boolean',
            default: false,
            format: 'checkbox',
            propertyOrder: 5,
          },
          query_interval: {
            title: 'Query interval',
            type: 'integer',
            default: 12500,
            propertyOrder: 5,
          },
          query_response_interval: {
            title: 'Query response interval',
            type: 'integer',
            default: 1000,
            propertyOrder: 5,
          },
          last_member_interval: {
            title: 'Last member interval',
            type: 'integer',
            default: 100,
            propertyOrder: 5,
          },
          hash_max: {
            title: 'Hash max',
            type: 'integer',
            default: 512,
            propertyOrder: 5,
          },
          robustness: {
            title: 'Robustness',
            type: 'integer',
            default: 2,
            propertyOrder: 5,
          },
          forward_delay: {
            title: 'Forward delay',
            type: 'integer',
            default: 4,
            minimum: 2,
            maximum: 30,
            propertyOrder: 4,
          },
          hello_time: {
            title: 'Hello time',
            type: 'integer',
            default: 2,
            minimum: 1,
            maximum: 10,
            propertyOrder: 4,
          },
          priority: {
            title: 'Priority',
            type: 'integer',
            default: 32767,
            minimum: 0,
            maximum: 65535,
            propertyOrder: 4,
          },
          ageing_time: {
            title: 'Ageing time',
            type: 'integer',
            default: 300,
            minimum: 10,
            maximum: 1000000,
            propertyOrder: 4,
          },
          max_age: {
            title: 'Max age',
            type: 'integer',
            default: 20,
            minimum: 0,
            maximum: 40,
            propertyOrder: 4,
          },
          vlan_filtering: {
            title: 'Vlan filtering',
            type: 'array',
            items: {
              type: 'object',
              properties: {
                vlan: {
                  title: 'Vlan',
                  type: 'integer',
                  minimum: 0,
                },
                ports: {
                  title: 'Ports',
                  type: 'array',
                  items: {
                    type: 'object',
                    required: ['ifname', 'tagging'],
                    properties: {
                      ifname: {
                        title: 'Ifname',
                        type: 'string',
                      },
                      tagging: {
                        title: 'Tagging',
                        type: 'string',
                        enum: ['t', 'u'],
                      },
                      primary_vid: {
                        title: 'Primary vid',
                        type: 'boolean',
                        format: 'checkbox',
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    ],
  },
} satisfies JsonSchemaMap;

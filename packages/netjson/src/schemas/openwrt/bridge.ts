import type { JsonSchemaMap } from '../../json-schema.ts';

/** Bridges, with STP, IGMP snooping and VLAN filtering. */
export const bridgeDefinitions = {
  bridge_interface: {
    title: 'Bridge',
    required: ['bridge_members'],
    allOf: [
      {
        properties: {
          type: {
            title: 'Type',
            type: 'string',
            enum: ['bridge'],
            propertyOrder: 1,
            options: {
              enum_titles: ['Bridge'],
            },
          },
          stp: {
            title: 'Spanning tree (STP)',
            description: 'Detects and breaks loops between bridges.',
            type: 'boolean',
            default: false,
            format: 'checkbox',
            propertyOrder: 4,
          },
          bridge_members: {
            title: 'Members',
            description:
              'Names of the interfaces that the bridge joins. Wireless interfaces join by themselves.',
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
            title: 'IGMP snooping',
            description: 'Sends multicast traffic only to the ports that asked for it.',
            type: 'boolean',
            default: false,
            format: 'checkbox',
            propertyOrder: 5,
          },
          multicast_querier: {
            title: 'Multicast querier',
            description: 'The bridge itself asks which groups are wanted. Needs IGMP snooping.',
            type: 'boolean',
            default: false,
            format: 'checkbox',
            propertyOrder: 5,
          },
          query_interval: {
            title: 'Query interval',
            description: 'Time between two general queries, in hundredths of a second.',
            type: 'integer',
            default: 12500,
            propertyOrder: 5,
          },
          query_response_interval: {
            title: 'Query response interval',
            description: 'Time that hosts have to answer a query, in hundredths of a second.',
            type: 'integer',
            default: 1000,
            propertyOrder: 5,
          },
          last_member_interval: {
            title: 'Last member interval',
            description: 'Time to wait for other members after one has left, in hundredths of a second.',
            type: 'integer',
            default: 100,
            propertyOrder: 5,
          },
          hash_max: {
            title: 'Size of the multicast table',
            description: 'Largest number of multicast groups; a power of two.',
            type: 'integer',
            default: 512,
            propertyOrder: 5,
          },
          robustness: {
            title: 'Robustness',
            description: 'Number of lost messages that the bridge copes with.',
            type: 'integer',
            default: 2,
            propertyOrder: 5,
          },
          forward_delay: {
            title: 'Forward delay',
            description: 'Time in the states listening and learning, in seconds (2 to 30).',
            type: 'integer',
            default: 4,
            minimum: 2,
            maximum: 30,
            propertyOrder: 4,
          },
          hello_time: {
            title: 'Hello time',
            description: 'Time between two hello messages, in seconds (1 to 10).',
            type: 'integer',
            default: 2,
            minimum: 1,
            maximum: 10,
            propertyOrder: 4,
          },
          priority: {
            title: 'Priority',
            description: 'The bridge with the lowest value becomes the root (0 to 65535).',
            type: 'integer',
            default: 32767,
            minimum: 0,
            maximum: 65535,
            propertyOrder: 4,
          },
          ageing_time: {
            title: 'Ageing time',
            description: 'Seconds after which a silent address is forgotten (10 to 1000000).',
            type: 'integer',
            default: 300,
            minimum: 10,
            maximum: 1000000,
            propertyOrder: 4,
          },
          max_age: {
            title: 'Maximum age',
            description: 'Seconds after which a silent root is given up (0 to 40).',
            type: 'integer',
            default: 20,
            minimum: 0,
            maximum: 40,
            propertyOrder: 4,
          },
          vlan_filtering: {
            title: 'VLAN filtering',
            description: 'VLANs of the bridge and the ports that carry them. OpenWrt 21 or later.',
            type: 'array',
            items: {
              title: 'VLAN',
              type: 'object',
              properties: {
                vlan: {
                  title: 'VLAN',
                  description: 'Number of the VLAN.',
                  type: 'integer',
                  minimum: 0,
                },
                ports: {
                  title: 'Ports',
                  description: 'Members of the bridge that carry this VLAN.',
                  type: 'array',
                  items: {
                    title: 'Port',
                    type: 'object',
                    required: ['ifname', 'tagging'],
                    properties: {
                      ifname: {
                        title: 'Interface',
                        description: 'Name of the member.',
                        type: 'string',
                      },
                      tagging: {
                        title: 'Tagging',
                        description: 'Whether frames leave the port with the number of the VLAN.',
                        type: 'string',
                        enum: ['t', 'u'],
                        options: {
                          enum_titles: ['Tagged', 'Untagged'],
                        },
                      },
                      primary_vid: {
                        title: 'Primary VLAN',
                        description:
                          'Frames that arrive without a tag belong to this VLAN. One VLAN per port.',
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

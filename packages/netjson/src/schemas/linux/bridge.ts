import type { JsonSchema } from '../../json-schema.ts';
import { interfaceName, interfaceSettings, interfaceType } from './interface-settings.ts';

function seconds(title: string, description: string, minimum: number, maximum: number): JsonSchema {
  return { title, description, type: 'integer', minimum, maximum, propertyOrder: 4 };
}

/** A bridge, with spanning tree, IGMP snooping and VLAN filtering. */
export const linuxBridge: JsonSchema = {
  title: 'Bridge',
  type: 'object',
  additionalProperties: false,
  required: ['name', 'type', 'bridge_members'],
  properties: {
    type: interfaceType(['bridge'], ['Bridge']),
    ...interfaceSettings,
    bridge_members: {
      title: 'Members',
      description: 'Names of the interfaces that the bridge joins.',
      type: 'array',
      uniqueItems: true,
      maxItems: 256,
      propertyOrder: 8,
      items: interfaceName,
    },
    stp: {
      title: 'Spanning tree (STP)',
      description: 'Detects and breaks loops between bridges.',
      type: 'boolean',
      default: false,
      format: 'checkbox',
      propertyOrder: 4,
    },
    forward_delay: seconds(
      'Forward delay',
      'Time in the states listening and learning, in seconds (2 to 30).',
      2,
      30,
    ),
    hello_time: seconds('Hello time', 'Time between two hello messages, in seconds (1 to 10).', 1, 10),
    max_age: seconds('Maximum age', 'Seconds after which a silent root is given up (6 to 40).', 6, 40),
    ageing_time: seconds(
      'Ageing time',
      'Seconds after which a silent address is forgotten (10 to 1000000).',
      10,
      1_000_000,
    ),
    priority: {
      title: 'Priority',
      description: 'The bridge with the lowest value becomes the root (0 to 65535).',
      type: 'integer',
      minimum: 0,
      maximum: 65535,
      propertyOrder: 4,
    },
    igmp_snooping: {
      title: 'IGMP snooping',
      description: 'Sends multicast traffic only to the ports that asked for it.',
      type: 'boolean',
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
    vlan_filtering: {
      title: 'VLAN filtering',
      description: 'VLANs of the bridge and the ports that carry them.',
      type: 'array',
      uniqueItems: true,
      maxItems: 4094,
      items: {
        title: 'VLAN',
        type: 'object',
        additionalProperties: false,
        required: ['vlan'],
        properties: {
          vlan: {
            title: 'VLAN',
            description: 'Number of the VLAN.',
            type: 'integer',
            minimum: 1,
            maximum: 4094,
          },
          ports: {
            title: 'Ports',
            description: 'Members of the bridge that carry this VLAN.',
            type: 'array',
            uniqueItems: true,
            maxItems: 256,
            items: {
              title: 'Port',
              type: 'object',
              additionalProperties: false,
              required: ['ifname', 'tagging'],
              properties: {
                ifname: { ...interfaceName, title: 'Interface', description: 'Name of the member.' },
                tagging: {
                  title: 'Tagging',
                  description: 'Whether frames leave the port with the number of the VLAN.',
                  type: 'string',
                  enum: ['t', 'u'],
                  options: { enum_titles: ['Tagged', 'Untagged'] },
                },
                primary_vid: {
                  title: 'Primary VLAN',
                  description: 'Frames that arrive without a tag belong to this VLAN. One VLAN per port.',
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
};

import type { JsonSchema } from '../../json-schema.ts';

/** Programmable switches and their VLANs. */
export const switchSection: JsonSchema = {
  title: 'Switches',
  description: 'Programmable switches of older devices.',
  type: 'array',
  uniqueItems: true,
  additionalItems: true,
  propertyOrder: 9,
  items: {
    title: 'Switch',
    type: 'object',
    additionalProperties: true,
    required: ['name', 'reset', 'enable_vlan', 'vlan'],
    properties: {
      name: {
        title: 'Name',
        description: 'Name of the switch, e.g. switch0.',
        type: 'string',
        propertyOrder: 1,
      },
      reset: {
        title: 'Reset',
        description: 'The switch is reset before it is programmed.',
        type: 'boolean',
        default: true,
        format: 'checkbox',
        propertyOrder: 2,
      },
      enable_vlan: {
        title: 'VLANs',
        description: 'The switch separates VLANs.',
        type: 'boolean',
        default: true,
        format: 'checkbox',
        propertyOrder: 3,
      },
      vlan: {
        title: 'VLANs',
        type: 'array',
        uniqueItems: true,
        additionalItems: true,
        propertyOrder: 4,
        items: {
          title: 'VLAN',
          type: 'object',
          additionalProperties: true,
          required: ['device', 'vlan', 'ports'],
          properties: {
            device: {
              title: 'Switch',
              description: 'Name of the switch.',
              type: 'string',
              propertyOrder: 1,
            },
            vlan: {
              title: 'VLAN',
              description: 'Index in the table of the switch, and number unless "vid" says otherwise.',
              type: 'integer',
              propertyOrder: 2,
            },
            ports: {
              title: 'Ports',
              description: 'Numbers separated by blanks, with "t" for tagged, e.g. 0 1 6t.',
              type: 'string',
              propertyOrder: 3,
            },
          },
        },
      },
    },
  },
};

import type { JsonSchema } from '../../json-schema.ts';

/** Programmable switches and their VLANs. */
export const switchSection: JsonSchema = {
  title: 'Switch',
  type: 'array',
  uniqueItems: true,
  additionalItems: true,
  propertyOrder: 9,
  items: {
    type: 'object',
    additionalProperties: true,
    required: ['name', 'reset', 'enable_vlan', 'vlan'],
    properties: {
      name: {
        title: 'Name',
        type: 'string',
        propertyOrder: 1,
      },
      reset: {
        title: 'Reset',
        type: 'boolean',
        default: true,
        format: 'checkbox',
        propertyOrder: 2,
      },
      enable_vlan: {
        title: 'Enable vlan',
        type: 'boolean',
        default: true,
        format: 'checkbox',
        propertyOrder: 3,
      },
      vlan: {
        title: 'Vlan',
        type: 'array',
        uniqueItems: true,
        additionalItems: true,
        propertyOrder: 4,
        items: {
          type: 'object',
          additionalProperties: true,
          required: ['device', 'vlan', 'ports'],
          properties: {
            device: {
              title: 'Device',
              type: 'string',
              propertyOrder: 1,
            },
            vlan: {
              title: 'Vlan',
              type: 'integer',
              propertyOrder: 2,
            },
            ports: {
              title: 'Ports',
              type: 'string',
              propertyOrder: 3,
            },
          },
        },
      },
    },
  },
};

import type { JsonSchema } from '../../json-schema.ts';

/** VXLAN tunnels. */
export const vxlanSection: JsonSchema = {
  title: 'VXLAN',
  description: 'VXLAN tunnels inside of WireGuard.',
  type: 'array',
  uniqueItems: true,
  additionalItems: true,
  propertyOrder: 13,
  items: {
    title: 'Tunnel',
    type: 'object',
    additionalProperties: true,
    properties: {
      name: {
        title: 'Interface',
        description: 'Name of the interface, e.g. vxlan1.',
        type: 'string',
        minLength: 2,
        maxLength: 15,
        pattern: '^[^\\s]*$',
        propertyOrder: 1,
      },
      vni: {
        title: 'Network identifier (VNI)',
        description: 'Leave empty to give every client one of its own.',
        propertyOrder: 2,
        oneOf: [
          {
            title: 'Automatic',
            type: 'string',
            enum: [''],
            readOnly: true,
          },
          {
            title: 'Fixed',
            type: 'integer',
            default: 1,
            minimum: 0,
            maximum: 16777216,
          },
        ],
      },
    },
  },
};

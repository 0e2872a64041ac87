import type { JsonSchema } from '../../json-schema.ts';

/** VXLAN tunnels. */
export const vxlanSection: JsonSchema = {
  title: 'Vxlan',
  type: 'array',
  uniqueItems: true,
  additionalItems: true,
  propertyOrder: 13,
  items: {
    type: 'object',
    additionalProperties: true,
    properties: {
      name: {
        title: 'Name',
        type: 'string',
        minLength: 2,
        maxLength: 15,
        pattern: '^[^\\s]*$',
        propertyOrder: 1,
      },
      vni: {
        title: 'Vni',
        propertyOrder: 2,
        oneOf: [
          {
            type: 'string',
            enum: [''],
            readOnly: true,
          },
          {
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

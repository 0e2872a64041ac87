import type { JsonSchema } from '../../json-schema.ts';

/** Traffic control. */
export const tcOptionsSection: JsonSchema = {
  title: 'Traffic control',
  description: 'Bandwidth limits of interfaces.',
  type: 'array',
  additionalItems: true,
  propertyOrder: 12,
  items: {
    title: 'Limit',
    type: 'object',
    additionalProperties: false,
    required: ['name'],
    properties: {
      name: { title: 'Interface', type: 'string', propertyOrder: 1 },
      input_bandwidth: {
        title: 'Download limit',
        description: 'Highest rate of traffic that arrives at the interface, in kbit/s.',
        type: 'integer',
        propertyOrder: 2,
      },
      output_bandwidth: {
        title: 'Upload limit',
        description: 'Highest rate of traffic that leaves the interface, in kbit/s.',
        type: 'integer',
        propertyOrder: 3,
      },
    },
  },
};

import type { JsonSchema } from '../json-schema.ts';

/** Files that travel with the configuration. */
export const filesSection: JsonSchema = {
  title: 'Files',
  type: 'array',
  uniqueItems: true,
  additionalItems: true,
  propertyOrder: 20,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['path', 'mode', 'contents'],
    properties: {
      path: {
        title: 'Path',
        type: 'string',
        propertyOrder: 1,
        minLength: 2,
      },
      mode: {
        title: 'Mode',
        type: 'string',
        maxLength: 4,
        minLength: 3,
        pattern: '^[0-7]*$',
        default: '0644',
        propertyOrder: 2,
      },
      contents: {
        title: 'Contents',
        type: 'string',
        format: 'textarea',
        propertyOrder: 3,
      },
    },
  },
};

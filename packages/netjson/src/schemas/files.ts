import type { JsonSchema } from '../json-schema.ts';

/** Files that travel with the configuration. */
export const filesSection: JsonSchema = {
  title: 'Files',
  description: 'Files that are placed on the device.',
  type: 'array',
  uniqueItems: true,
  additionalItems: true,
  propertyOrder: 20,
  items: {
    title: 'File',
    type: 'object',
    additionalProperties: false,
    required: ['path', 'mode', 'contents'],
    properties: {
      path: {
        title: 'Path',
        description: 'Letters, digits, dot, underscore, dash and slash.',
        type: 'string',
        propertyOrder: 1,
        minLength: 2,
      },
      mode: {
        title: 'Mode',
        description: 'Permissions as octal number, e.g. 0644.',
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

import type { JsonSchema } from '../../json-schema.ts';

/** Policy routing rules. */
export const ipRulesSection: JsonSchema = {
  title: 'Ip rules',
  type: 'array',
  uniqueItems: true,
  additionalItems: true,
  propertyOrder: 7,
  items: {
    type: 'object',
    additionalProperties: true,
    properties: {
      in: {
        title: 'In',
        type: 'string',
        propertyOrder: 1,
      },
      out: {
        title: 'Out',
        type: 'string',
        propertyOrder: 2,
      },
      src: {
        title: 'Src',
        type: 'string',
        propertyOrder: 3,
        format: 'cidr',
      },
      dest: {
        title: 'Dest',
        type: 'string',
        propertyOrder: 4,
        format: 'cidr',
      },
      tos: {
        title: 'Tos',
        type: 'integer',
        propertyOrder: 5,
      },
      mark: {
        title: 'Mark',
        type: 'string',
        propertyOrder: 6,
      },
      lookup: {
        title: 'Lookup',
        type: 'string',
        propertyOrder: 7,
      },
      action: {
        title: 'Action',
        type: 'string',
        enum: ['prohibit', 'unreachable', 'blackhole', 'throw'],
        propertyOrder: 8,
      },
      goto: {
        title: 'Goto',
        type: 'integer',
        propertyOrder: 9,
      },
      invert: {
        title: 'Invert',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 10,
      },
    },
  },
};

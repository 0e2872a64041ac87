import type { JsonSchema } from '../../json-schema.ts';

/** LEDs. */
export const ledSection: JsonSchema = {
  title: 'Led',
  type: 'array',
  uniqueItems: true,
  additionalItems: true,
  propertyOrder: 10,
  items: {
    type: 'object',
    additionalProperties: true,
    required: ['name', 'sysfs', 'trigger'],
    properties: {
      name: {
        title: 'Name',
        type: 'string',
        propertyOrder: 1,
      },
      default: {
        title: 'Default',
        type: 'boolean',
        format: 'checkbox',
        propertyOrder: 2,
      },
      dev: {
        title: 'Dev',
        type: 'string',
        propertyOrder: 3,
      },
      sysfs: {
        title: 'Sysfs',
        type: 'string',
        propertyOrder: 4,
      },
      trigger: {
        title: 'Trigger',
        type: 'string',
        propertyOrder: 5,
      },
      delayoff: {
        title: 'Delayoff',
        type: 'integer',
        propertyOrder: 6,
      },
      delayon: {
        title: 'Delayon',
        type: 'integer',
        propertyOrder: 7,
      },
      interval: {
        title: 'Interval',
        type: 'integer',
        propertyOrder: 8,
      },
      message: {
        title: 'Message',
        type: 'string',
        propertyOrder: 9,
      },
      mode: {
        title: 'Mode',
        type: 'string',
        propertyOrder: 10,
      },
    },
  },
};

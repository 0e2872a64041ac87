import type { JsonSchema } from '../../json-schema.ts';

/** Static routes. */
export const routesSection: JsonSchema = {
  title: 'Routes',
  type: 'array',
  uniqueItems: true,
  additionalItems: true,
  propertyOrder: 6,
  items: {
    type: 'object',
    additionalProperties: true,
    required: ['device', 'destination', 'next', 'cost'],
    properties: {
      device: {
        title: 'Device',
        type: 'string',
        propertyOrder: 1,
      },
      destination: {
        title: 'Destination',
        type: 'string',
        propertyOrder: 2,
      },
      next: {
        title: 'Next',
        type: 'string',
        propertyOrder: 2,
      },
      cost: {
        title: 'Cost',
        type: 'integer',
        propertyOrder: 4,
        default: 0,
      },
      source: {
        title: 'Source',
        type: 'string',
        propertyOrder: 5,
      },
      type: {
        title: 'Type',
        type: 'string',
        enum: [
          'unicast',
          'local',
          'broadcast',
          'multicast',
          'unreachable',
          'prohibit',
          'blackhole',
          'anycast',
        ],
        default: 'unicast',
        propertyOrder: 0,
      },
      mtu: {
        title: 'Mtu',
        type: 'string',
        propertyOrder: 6,
        pattern: '^[0-9]*$',
      },
      table: {
        title: 'Table',
        type: 'string',
        propertyOrder: 7,
        pattern: '^[0-9]*$',
      },
      onlink: {
        title: 'Onlink',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 8,
      },
    },
  },
};

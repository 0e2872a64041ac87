import type { JsonSchema } from '../../json-schema.ts';

/** LEDs. */
export const ledSection: JsonSchema = {
  title: 'LEDs',
  description: 'What the lights of the device show.',
  type: 'array',
  uniqueItems: true,
  additionalItems: true,
  propertyOrder: 10,
  items: {
    title: 'LED',
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
        title: 'Initially on',
        description: 'State before the trigger acts.',
        type: 'boolean',
        format: 'checkbox',
        propertyOrder: 2,
      },
      dev: {
        title: 'Interface',
        description: 'Network interface, for the trigger "netdev".',
        type: 'string',
        propertyOrder: 3,
      },
      sysfs: {
        title: 'LED',
        description: 'Name below /sys/class/leds.',
        type: 'string',
        propertyOrder: 4,
      },
      trigger: {
        title: 'Trigger',
        description: 'What switches the light, e.g. netdev, timer, heartbeat.',
        type: 'string',
        propertyOrder: 5,
      },
      delayoff: {
        title: 'Time off',
        description: 'Milliseconds, for the trigger "timer".',
        type: 'integer',
        propertyOrder: 6,
      },
      delayon: {
        title: 'Time on',
        description: 'Milliseconds, for the triggers "timer" and "morse".',
        type: 'integer',
        propertyOrder: 7,
      },
      interval: {
        title: 'Interval',
        description: 'Milliseconds, for the trigger "netdev".',
        type: 'integer',
        propertyOrder: 8,
      },
      message: {
        title: 'Message',
        description: 'Text for the trigger "morse".',
        type: 'string',
        propertyOrder: 9,
      },
      mode: {
        title: 'Mode',
        description: 'Any of link, tx, rx, for the trigger "netdev".',
        type: 'string',
        propertyOrder: 10,
      },
    },
  },
};

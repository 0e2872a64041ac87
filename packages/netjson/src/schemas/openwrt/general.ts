import type { JsonSchema } from '../../json-schema.ts';
import { TIME_ZONE_NAMES } from '../time-zones.ts';

/** Host name, time zone and other settings of the whole device. */
export const generalSection: JsonSchema = {
  title: 'General',
  type: 'object',
  additionalProperties: true,
  propertyOrder: 1,
  properties: {
    hostname: {
      title: 'Hostname',
      type: 'string',
      maxLength: 63,
      minLength: 1,
      format: 'hostname',
      propertyOrder: 1,
    },
    timezone: {
      title: 'Timezone',
      type: 'string',
      propertyOrder: 1,
      enum: TIME_ZONE_NAMES,
      default: 'UTC',
    },
    ula_prefix: {
      title: 'Ula prefix',
      type: 'string',
      propertyOrder: 2,
    },
    maintainer: {
      title: 'Maintainer',
      type: 'string',
      propertyOrder: 3,
    },
    description: {
      title: 'Description',
      type: 'string',
      propertyOrder: 4,
    },
  },
};

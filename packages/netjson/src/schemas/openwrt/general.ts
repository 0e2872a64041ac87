import type { JsonSchema } from '../../json-schema.ts';
import { TIME_ZONE_NAMES } from '../time-zones.ts';

/** Host name, time zone and other settings of the whole device. */
export const generalSection: JsonSchema = {
  title: 'General',
  description: 'Settings of the whole device.',
  type: 'object',
  additionalProperties: true,
  propertyOrder: 1,
  properties: {
    hostname: {
      title: 'Host name',
      description: 'Letters, digits, dash and dot; 2 to 63 characters.',
      type: 'string',
      maxLength: 63,
      minLength: 1,
      format: 'hostname',
      propertyOrder: 1,
    },
    timezone: {
      title: 'Time zone',
      type: 'string',
      propertyOrder: 1,
      enum: TIME_ZONE_NAMES,
      default: 'UTC',
    },
    ula_prefix: {
      title: 'ULA prefix',
      description: 'Local IPv6 prefix of the site, e.g. fd12:3456:789a::/48.',
      type: 'string',
      propertyOrder: 2,
    },
    maintainer: {
      title: 'Maintainer',
      description: 'Whom to ask about this device.',
      type: 'string',
      propertyOrder: 3,
    },
    description: {
      title: 'Description',
      description: 'What this device is for.',
      type: 'string',
      propertyOrder: 4,
    },
  },
};

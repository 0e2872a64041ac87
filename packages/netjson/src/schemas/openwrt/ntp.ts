import type { JsonSchema } from '../../json-schema.ts';

/** Time servers. */
export const ntpSection: JsonSchema = {
  title: 'Time servers',
  description: 'Synchronisation of the clock.',
  type: 'object',
  additionalProperties: true,
  propertyOrder: 8,
  properties: {
    enabled: {
      title: 'Enabled',
      description: 'The clock follows the servers.',
      type: 'boolean',
      default: true,
      format: 'checkbox',
      propertyOrder: 1,
    },
    enable_server: {
      title: 'Serve time',
      description: 'The device answers time requests of others.',
      type: 'boolean',
      default: false,
      format: 'checkbox',
      propertyOrder: 2,
    },
    server: {
      title: 'Servers',
      description: 'Names of time servers.',
      type: 'array',
      uniqueItems: true,
      additionalItems: true,
      propertyOrder: 3,
      default: [
        '0.openwrt.pool.ntp.org',
        '1.openwrt.pool.ntp.org',
        '2.openwrt.pool.ntp.org',
        '3.openwrt.pool.ntp.org',
      ],
      items: {
        title: 'Server',
        type: 'string',
        format: 'hostname',
      },
    },
  },
};

import type { JsonSchema } from '../../json-schema.ts';

/** Time servers. */
export const ntpSection: JsonSchema = {
  title: 'Ntp',
  type: 'object',
  additionalProperties: true,
  propertyOrder: 8,
  properties: {
    enabled: {
      title: 'Enabled',
      type: 'boolean',
      default: true,
      format: 'checkbox',
      propertyOrder: 1,
    },
    enable_server: {
      title: 'Enable server',
      type: 'boolean',
      default: false,
      format: 'checkbox',
      propertyOrder: 2,
    },
    server: {
      title: 'Server',
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
        type: 'string',
        format: 'hostname',
      },
    },
  },
};

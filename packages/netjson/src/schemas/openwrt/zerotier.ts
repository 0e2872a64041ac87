import type { JsonSchema } from '../../json-schema.ts';

/** ZeroTier networks that the device joins. */
export const zerotierSection: JsonSchema = {
  title: 'Zerotier',
  type: 'array',
  uniqueItems: true,
  propertyOrder: 14,
  items: {
    type: 'object',
    additionalProperties: true,
    required: ['name', 'networks'],
    properties: {
      disabled: {
        title: 'Disabled',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 1,
      },
      name: {
        title: 'Name',
        type: 'string',
        propertyOrder: 2,
        default: 'global',
        minLength: 1,
      },
      networks: {
        title: 'Networks',
        type: 'array',
        propertyOrder: 3,
        uniqueItems: true,
        additionalProperties: true,
        items: {
          type: 'object',
          allOf: [
            {
              required: ['id', 'ifname'],
            },
          ],
          properties: {
            id: {
              title: 'Id',
              type: 'string',
              maxLength: 16,
              minLength: 16,
            },
            ifname: {
              title: 'Ifname',
              type: 'string',
              minLength: 1,
              maxLength: 10,
            },
            allow_managed: {
              title: 'Allow managed',
              type: 'boolean',
              default: true,
              format: 'checkbox',
            },
            allow_global: {
              title: 'Allow global',
              type: 'boolean',
              default: false,
              format: 'checkbox',
            },
            allow_default: {
              title: 'Allow default',
              type: 'boolean',
              format: 'checkbox',
            },
            allow_dns: {
              title: 'Allow dns',
              type: 'boolean',
              format: 'checkbox',
            },
          },
        },
      },
      secret: {
        title: 'Secret',
        type: 'string',
        propertyOrder: 4,
        default: '{{secret}}',
      },
      config_path: {
        title: 'Config path',
        type: 'string',
        propertyOrder: 5,
        default: '/etc/openwisp/zerotier',
        options: {
          hidden: true,
        },
      },
      copy_config_path: {
        title: 'Copy config path',
        type: 'string',
        propertyOrder: 6,
        enum: ['0', '1'],
        default: '1',
        options: {
          hidden: true,
        },
      },
      port: {
        title: 'Port',
        type: 'integer',
        minimum: 1,
        maximum: 65535,
        default: 9993,
        propertyOrder: 7,
      },
      local_conf_path: {
        title: 'Local conf path',
        type: 'string',
        propertyOrder: 8,
      },
    },
  },
};

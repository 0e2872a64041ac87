import type { JsonSchema } from '../../json-schema.ts';

/** ZeroTier networks that the device joins. */
export const zerotierSection: JsonSchema = {
  title: 'ZeroTier',
  description: 'ZeroTier networks that the device joins.',
  type: 'array',
  uniqueItems: true,
  propertyOrder: 14,
  items: {
    title: 'Instance',
    type: 'object',
    additionalProperties: true,
    required: ['name', 'networks'],
    properties: {
      disabled: {
        title: 'Disabled',
        description: 'The networks stay configured but are not joined.',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 1,
      },
      name: {
        title: 'Name',
        description: 'Name of the instance.',
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
          title: 'Network',
          type: 'object',
          allOf: [
            {
              required: ['id', 'ifname'],
            },
          ],
          properties: {
            id: {
              title: 'Network ID',
              description: '16 hexadecimal digits.',
              type: 'string',
              maxLength: 16,
              minLength: 16,
            },
            ifname: {
              title: 'Interface',
              description: 'Name of the virtual interface, up to 10 characters.',
              type: 'string',
              minLength: 1,
              maxLength: 10,
            },
            allow_managed: {
              title: 'Allow managed addresses',
              description: 'The controller may assign addresses and routes.',
              type: 'boolean',
              default: true,
              format: 'checkbox',
            },
            allow_global: {
              title: 'Allow global addresses',
              description: 'Also public addresses and routes.',
              type: 'boolean',
              default: false,
              format: 'checkbox',
            },
            allow_default: {
              title: 'Allow default route',
              description: 'All traffic may go through the network.',
              type: 'boolean',
              format: 'checkbox',
            },
            allow_dns: {
              title: 'Allow DNS',
              description: 'The controller may set name servers.',
              type: 'boolean',
              format: 'checkbox',
            },
          },
        },
      },
      secret: {
        title: 'Identity',
        description: 'Secret identity of the device in ZeroTier.',
        type: 'string',
        propertyOrder: 4,
        default: '{{secret}}',
      },
      config_path: {
        title: 'Configuration path',
        description: 'Folder that persists over reboots.',
        type: 'string',
        propertyOrder: 5,
        default: '/etc/openwisp/zerotier',
        options: {
          hidden: true,
        },
      },
      copy_config_path: {
        title: 'Copy configuration path',
        description: 'Copies the folder into memory, which spares the flash.',
        type: 'string',
        propertyOrder: 6,
        enum: ['0', '1'],
        default: '1',
        options: {
          hidden: true,
          enum_titles: ['No', 'Yes'],
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
        title: 'Local configuration',
        description: 'Path of a local.conf file.',
        type: 'string',
        propertyOrder: 8,
      },
    },
  },
};

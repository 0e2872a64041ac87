import type { JsonSchemaMap } from '../../json-schema.ts';

/** Dial-up and mobile-broadband interfaces. */
export const dialupDefinitions = {
  dialup_interface: {
    title: 'Dial-up interface',
    required: ['proto', 'username', 'password'],
    allOf: [
      {
        properties: {
          type: {
            title: 'Type',
            type: 'string',
            enum: ['dialup'],
            default: 'dialup',
            propertyOrder: 1,
            options: {
              enum_titles: ['Dial-up'],
            },
          },
          proto: {
            title: 'Protocol',
            description: 'How the provider is dialled.',
            type: 'string',
            enum: ['3g', '6in4', 'aiccu', 'l2tp', 'ncm', 'ppp', 'pppoa', 'pppoe', 'pptp', 'qmi', 'wwan'],
            default: 'pppoe',
            propertyOrder: 1.1,
            options: {
              enum_titles: [
                '3G',
                '6in4',
                'AICCU',
                'L2TP',
                'NCM',
                'PPP',
                'PPPoA',
                'PPPoE',
                'PPTP',
                'QMI',
                'WWAN',
              ],
            },
          },
          username: {
            title: 'User name',
            description: 'Account at the provider.',
            type: 'string',
            propertyOrder: 9,
          },
          password: {
            title: 'Password',
            description: 'Password of the account.',
            type: 'string',
            propertyOrder: 10,
          },
        },
      },
      {
        $ref: '#/definitions/base_interface_settings',
      },
      {
        $ref: '#/definitions/interface_settings',
      },
    ],
  },
  modemmanager_interface: {
    title: 'Mobile broadband (ModemManager)',
    type: 'object',
    required: ['name', 'device'],
    allOf: [
      {
        properties: {
          type: {
            title: 'Type',
            type: 'string',
            enum: ['modem-manager'],
            default: 'dialup',
            propertyOrder: 1,
            options: {
              enum_titles: ['ModemManager'],
            },
          },
          apn: {
            title: 'APN',
            description: 'Access point name of the provider.',
            type: 'string',
            propertyOrder: 1.1,
          },
          pin: {
            title: 'PIN',
            description: 'PIN of the SIM card. Leave empty when it has none.',
            type: 'string',
            propertyOrder: 1.2,
          },
          device: {
            title: 'Device',
            description: 'Path of the modem below /sys/devices, as "mmcli -L" and "mmcli -m 0" tell it.',
            type: 'string',
            propertyOrder: 1.3,
          },
          username: {
            title: 'User name',
            description: 'When the provider wants one.',
            type: 'string',
            propertyOrder: 1.4,
          },
          password: {
            title: 'Password',
            description: 'When the provider wants one.',
            type: 'string',
            propertyOrder: 1.5,
          },
          metric: {
            title: 'Metric',
            description: 'The route with the lowest metric is preferred.',
            type: 'integer',
            default: 50,
            propertyOrder: 1.6,
          },
          iptype: {
            title: 'IP type',
            description: 'Versions of the Internet protocol to ask for.',
            type: 'string',
            default: 'ipv4',
            enum: ['ipv4', 'ipv6', 'ipv4v6'],
            propertyOrder: 1.7,
            options: {
              enum_titles: ['IPv4', 'IPv6', 'IPv4 and IPv6'],
            },
          },
          lowpower: {
            title: 'Low power',
            description: 'Puts the modem to sleep when the interface is down.',
            type: 'boolean',
            format: 'checkbox',
            default: false,
            propertyOrder: 1.8,
          },
          signalrate: {
            title: 'Signal rate',
            description: 'Seconds between two readings of the signal strength.',
            type: 'integer',
            propertyOrder: 1.9,
          },
          force_link: {
            title: 'Force link',
            description: 'Keeps addresses and routes even when the link is lost.',
            type: 'boolean',
            format: 'checkbox',
            default: true,
            propertyOrder: 1.11,
          },
          loglevel: {
            title: 'Log level',
            description: 'From which level on the modem manager logs.',
            type: 'string',
            default: 'ERR',
            enum: ['ERR', 'WARN', 'INFO', 'DEBUG'],
            propertyOrder: 1.12,
            options: {
              enum_titles: ['Errors', 'Warnings', 'Information', 'Everything'],
            },
          },
        },
      },
      {
        $ref: '#/definitions/base_interface_settings',
      },
    ],
  },
} satisfies JsonSchemaMap;

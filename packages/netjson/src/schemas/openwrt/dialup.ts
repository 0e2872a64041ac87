import type { JsonSchemaMap } from '../../json-schema.ts';

/** Dial-up and mobile-broadband interfaces. */
export const dialupDefinitions = {
  dialup_interface: {
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
          },
          proto: {
            title: 'Proto',
            type: 'string',
            enum: ['3g', '6in4', 'aiccu', 'l2tp', 'ncm', 'ppp', 'pppoa', 'pppoe', 'pptp', 'qmi', 'wwan'],
            default: 'pppoe',
            propertyOrder: 1.1,
          },
          username: {
            title: 'Username',
            type: 'string',
            propertyOrder: 9,
          },
          password: {
            title: 'Password',
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
          },
          apn: {
            title: 'Apn',
            type: 'string',
            propertyOrder: 1.1,
          },
          pin: {
            title: 'Pin',
            type: 'string',
            propertyOrder: 1.2,
          },
          device: {
            title: 'Device',
            type: 'string',
            propertyOrder: 1.3,
          },
          username: {
            title: 'Username',
            type: 'string',
            propertyOrder: 1.4,
          },
          password: {
            title: 'Password',
            type: 'string',
            propertyOrder: 1.5,
          },
          metric: {
            title: 'Metric',
            type: 'integer',
            default: 50,
            propertyOrder: 1.6,
          },
          iptype: {
            title: 'Iptype',
            type: 'string',
            default: 'ipv4',
            enum: ['ipv4', 'ipv6', 'ipv4v6'],
            propertyOrder: 1.7,
          },
          lowpower: {
            title: 'Lowpower',
            type: 'boolean',
            format: 'checkbox',
            default: false,
            propertyOrder: 1.8,
          },
          signalrate: {
            title: 'Signalrate',
            type: 'integer',
            propertyOrder: 1.9,
          },
          force_link: {
            title: 'Force link',
            type: 'boolean',
            format: 'checkbox',
            default: true,
            propertyOrder: 1.11,
          },
          loglevel: {
            title: 'Loglevel',
            type: 'string',
            default: 'ERR',
            enum: ['ERR', 'WARN', 'INFO', 'DEBUG'],
            propertyOrder: 1.12,
          },
        },
      },
      {
        $ref: '#/definitions/base_interface_settings',
      },
    ],
  },
} satisfies JsonSchemaMap;

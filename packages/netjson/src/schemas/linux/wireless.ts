import type { JsonSchema, JsonSchemaMap } from '../../json-schema.ts';
import { interfaceName, interfaceSettings, interfaceType } from './interface-settings.ts';
import { MAC_ADDRESS, OPTIONAL_MAC_ADDRESS } from './patterns.ts';

function mode(value: string, title: string): JsonSchema {
  return {
    title: 'Mode',
    type: 'string',
    enum: [value],
    propertyOrder: 1,
    options: { enum_titles: [title] },
  };
}

function checkbox(title: string, description: string, propertyOrder: number): JsonSchema {
  return { title, description, type: 'boolean', format: 'checkbox', propertyOrder };
}

const RADIO: JsonSchema = {
  title: 'Radio',
  description: 'Name of the radio, e.g. radio0.',
  type: 'string',
  minLength: 2,
  maxLength: 32,
  pattern: '^[A-Za-z0-9._-]+$',
  propertyOrder: 2,
};

const SSID: JsonSchema = {
  title: 'SSID',
  description: 'Name of the wireless network, up to 32 bytes.',
  type: 'string',
  minLength: 1,
  maxLength: 32,
  propertyOrder: 3,
};

const NETWORK: JsonSchema = {
  title: 'Networks',
  description: 'The bridge that the interface joins. Leave empty to join the bridge that lists it, if any.',
  type: 'array',
  uniqueItems: true,
  maxItems: 1,
  propertyOrder: 19,
  items: interfaceName,
};

/** The two modes of wireless interfaces. */
export const linuxWirelessDefinitions = {
  access_point: {
    title: 'Access point',
    type: 'object',
    additionalProperties: false,
    required: ['radio', 'mode', 'ssid'],
    properties: {
      mode: mode('access_point', 'Access point'),
      radio: RADIO,
      ssid: SSID,
      network: NETWORK,
      hidden: checkbox('Hide SSID', 'The name is not broadcast.', 4),
      wmm: checkbox('WMM', 'Prioritises voice and video. Needed for 802.11n and later.', 8),
      isolate: checkbox('Isolate clients', 'Clients of this network cannot reach each other.', 9),
      max_clients: {
        title: 'Clients',
        description: 'Largest number of clients.',
        type: 'integer',
        minimum: 1,
        maximum: 2007,
        propertyOrder: 10,
      },
      rts_threshold: {
        title: 'RTS/CTS threshold',
        description: 'Packets larger than this, in bytes, are announced first; 0 for the default.',
        type: 'integer',
        minimum: 0,
        maximum: 2346,
        propertyOrder: 11,
      },
      frag_threshold: {
        title: 'Fragmentation threshold',
        description: 'Packets larger than this, in bytes, are sent in pieces; 0 for the default.',
        type: 'integer',
        minimum: 0,
        maximum: 2346,
        propertyOrder: 12,
      },
      macfilter: {
        title: 'MAC filter',
        description: 'What happens to the clients in the list.',
        type: 'string',
        enum: ['disable', 'allow', 'deny'],
        default: 'disable',
        propertyOrder: 15,
        options: { enum_titles: ['Off', 'Allow only the list', 'Deny the list'] },
      },
      maclist: {
        title: 'MAC list',
        description: 'MAC addresses of clients, for the filter.',
        type: 'array',
        uniqueItems: true,
        maxItems: 1024,
        propertyOrder: 16,
        items: { title: 'MAC address', type: 'string', pattern: MAC_ADDRESS },
      },
      encryption: { $ref: '#/definitions/access_point_encryption' },
    },
  },
  station: {
    title: 'Station',
    type: 'object',
    additionalProperties: false,
    required: ['radio', 'mode', 'ssid'],
    properties: {
      mode: mode('station', 'Station'),
      radio: RADIO,
      ssid: SSID,
      network: NETWORK,
      bssid: {
        title: 'BSSID',
        description: 'MAC address of the access point. Leave empty for any.',
        type: 'string',
        pattern: OPTIONAL_MAC_ADDRESS,
        propertyOrder: 4,
      },
      hidden: checkbox('Hidden SSID', 'The access point does not broadcast its name.', 4),
      encryption: { $ref: '#/definitions/station_encryption' },
    },
  },
} satisfies JsonSchemaMap;

/** A wireless interface. */
export const linuxWirelessInterface: JsonSchema = {
  title: 'Wireless interface',
  type: 'object',
  additionalProperties: false,
  required: ['name', 'type', 'wireless'],
  properties: {
    type: interfaceType(['wireless'], ['Wireless']),
    ...interfaceSettings,
    wireless: {
      title: 'Wireless',
      description: 'Settings of the wireless network.',
      propertyOrder: 10,
      oneOf: [{ $ref: '#/definitions/access_point' }, { $ref: '#/definitions/station' }],
    },
  },
};

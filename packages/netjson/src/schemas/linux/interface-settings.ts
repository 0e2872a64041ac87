import type { JsonSchema } from '../../json-schema.ts';
import { linuxAddresses } from './addresses.ts';
import { INTERFACE_NAME, OPTIONAL_INTERFACE_NAME, OPTIONAL_MAC_ADDRESS } from './patterns.ts';

/** The name of an interface, or a reference to one. */
export const interfaceName = {
  title: 'Name',
  description: 'Name of the interface in the system, e.g. eth0. At most 15 characters.',
  type: 'string',
  maxLength: 15,
  pattern: INTERFACE_NAME,
  propertyOrder: 0,
} satisfies JsonSchema;

/** The property `type` of one kind of interface. */
export function interfaceType(values: readonly string[], titles: readonly string[]): JsonSchema {
  return {
    title: 'Type',
    type: 'string',
    enum: values,
    propertyOrder: 1,
    options: { enum_titles: titles },
  };
}

/** What all interfaces share. */
export const interfaceSettings = {
  name: interfaceName,
  mtu: {
    title: 'MTU',
    description: 'Size of the largest packet, in bytes.',
    type: 'integer',
    minimum: 68,
    maximum: 65536,
    propertyOrder: 2,
  },
  mac: {
    title: 'MAC address',
    description: 'Overrides the address that the hardware has.',
    type: 'string',
    pattern: OPTIONAL_MAC_ADDRESS,
    maxLength: 17,
    propertyOrder: 3,
  },
  autostart: {
    title: 'Start at boot',
    description: 'The interface is brought up when the device boots.',
    type: 'boolean',
    default: true,
    format: 'checkbox',
    propertyOrder: 5,
  },
  disabled: {
    title: 'Disabled',
    description: 'The interface stays configured but is not brought up.',
    type: 'boolean',
    default: false,
    format: 'checkbox',
    propertyOrder: 6,
  },
  network: {
    title: 'Network',
    description: 'Another name, by which routes and wireless interfaces may refer to this interface.',
    type: 'string',
    maxLength: 15,
    pattern: OPTIONAL_INTERFACE_NAME,
    propertyOrder: 7,
  },
  dns: {
    title: 'DNS servers',
    description: 'Name servers that are asked through this interface.',
    type: 'array',
    uniqueItems: true,
    maxItems: 16,
    propertyOrder: 21,
    items: {
      title: 'DNS server',
      type: 'string',
      format: 'ip',
    },
  },
  dns_search: {
    title: 'DNS search domains',
    description: 'Domains in which short names are looked up.',
    type: 'array',
    uniqueItems: true,
    maxItems: 32,
    propertyOrder: 22,
    items: { title: 'Domain', type: 'string', format: 'hostname' },
  },
  comment: {
    title: 'Comment',
    description: 'For people; nothing is done with it.',
    type: 'string',
    maxLength: 1024,
    propertyOrder: 23,
  },
  addresses: linuxAddresses,
} satisfies Readonly<Record<string, JsonSchema>>;

import type { JsonSchema } from '../../json-schema.ts';

/** Name servers for every interface that has none of its own. */
export const dnsServersSection: JsonSchema = {
  title: 'DNS servers',
  description: 'Name servers of all interfaces that have none of their own and get none from DHCP.',
  type: 'array',
  uniqueItems: true,
  additionalItems: true,
  propertyOrder: 4,
  items: {
    title: 'DNS server',
    type: 'string',
  },
};

/** Search domains for every interface that has none of its own. */
export const dnsSearchSection: JsonSchema = {
  title: 'DNS search domains',
  description: 'Domains in which short names are looked up.',
  type: 'array',
  uniqueItems: true,
  additionalItems: true,
  propertyOrder: 5,
  items: {
    title: 'Domain',
    type: 'string',
    format: 'hostname',
  },
};

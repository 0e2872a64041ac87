import type { JsonSchema } from '../../json-schema.ts';

/** Name servers for every interface that has none of its own. */
export const dnsServersSection: JsonSchema = {
  title: 'Dns servers',
  type: 'array',
  uniqueItems: true,
  additionalItems: true,
  propertyOrder: 4,
  items: {
    type: 'string',
  },
};

/** Search domains for every interface that has none of its own. */
export const dnsSearchSection: JsonSchema = {
  title: 'Dns search',
  type: 'array',
  uniqueItems: true,
  additionalItems: true,
  propertyOrder: 5,
  items: {
    type: 'string',
    format: 'hostname',
  },
};

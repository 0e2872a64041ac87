import type { JsonSchema, JsonSchemaMap } from '../../json-schema.ts';

const GATEWAY = {
  title: 'Gateway',
  description: 'Router for traffic that leaves the network. Leave empty for none.',
  type: 'string',
  propertyOrder: 5,
} satisfies JsonSchema;

const ADDRESS = {
  title: 'Address',
  description: 'Address of the interface, without the prefix length.',
  type: 'string',
  propertyOrder: 3,
} satisfies JsonSchema;

const MASK = {
  title: 'Prefix length',
  description: 'Number of leading bits that belong to the network, e.g. 24.',
  type: 'integer',
  propertyOrder: 4,
} satisfies JsonSchema;

function proto(value: 'static' | 'dhcp', title: string): JsonSchema {
  return {
    title: 'Protocol',
    description: 'How the address is assigned.',
    type: 'string',
    enum: [value],
    propertyOrder: 1,
    options: { enum_titles: [title] },
  };
}

function family(values: readonly string[], titles: readonly string[]): JsonSchema {
  return {
    title: 'Family',
    description: 'Version of the Internet protocol.',
    type: 'string',
    enum: values,
    propertyOrder: 2,
    options: { enum_titles: titles },
  };
}

/** A static address; `format` may allow more than an address. */
export function staticAddress(version: 'ipv4' | 'ipv6', format: string = version): JsonSchema {
  const isIpv4 = version === 'ipv4';
  const title = isIpv4 ? 'IPv4' : 'IPv6';
  return {
    title: `Static ${title}`,
    type: 'object',
    additionalProperties: false,
    required: ['proto', 'family', 'address', 'mask'],
    properties: {
      proto: proto('static', 'Static'),
      family: family([version], [title]),
      address: { ...ADDRESS, format },
      mask: { ...MASK, minimum: 1, maximum: isIpv4 ? 32 : 128, default: isIpv4 ? 24 : 64 },
      gateway: { ...GATEWAY, format: `optional-${version}` },
    },
  };
}

/** IP addresses of an interface: DHCP, static IPv4, static IPv6. */
export const linuxAddressDefinitions = {
  dhcp_address: {
    title: 'DHCP',
    type: 'object',
    additionalProperties: false,
    required: ['proto', 'family'],
    properties: { proto: proto('dhcp', 'DHCP'), family: family(['ipv4', 'ipv6'], ['IPv4', 'IPv6']) },
  },
  ipv4_address: staticAddress('ipv4'),
  ipv6_address: staticAddress('ipv6'),
} satisfies JsonSchemaMap;

/** The list `addresses` of an interface. */
export const linuxAddresses = {
  title: 'Addresses',
  description: 'Static and automatic addresses. Without any, the interface has none.',
  type: 'array',
  uniqueItems: true,
  maxItems: 256,
  propertyOrder: 20,
  items: {
    title: 'Address',
    oneOf: [
      { $ref: '#/definitions/dhcp_address' },
      { $ref: '#/definitions/ipv4_address' },
      { $ref: '#/definitions/ipv6_address' },
    ],
  },
} satisfies JsonSchema;

import type { Schema } from '../../../platform/model/model.ts';

const nullable = (type: string): Schema => ({ anyOf: [{ type }, { type: 'null' }] });

/** JSON Schema of an address as it is answered. */
const addressSchema: Schema = {
  type: 'object',
  properties: {
    family: { type: 'string' },
    local: nullable('string'),
    prefixlen: nullable('integer'),
    broadcast: nullable('string'),
    anycast: nullable('string'),
    scope: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
    dynamic: { type: 'boolean' },
    label: nullable('string'),
    valid_life_time: nullable('integer'),
    preferred_life_time: nullable('integer'),
  },
  required: ['family'],
};

/** JSON Schema of an interface; further keys are those of `ip -details -json address show`. */
const interfaceSchema: Schema = {
  type: 'object',
  properties: {
    ifindex: { type: 'integer' },
    ifname: { type: 'string' },
    flags: { type: 'array', items: { type: 'string' } },
    mtu: { type: 'integer' },
    qdisc: { type: 'string' },
    operstate: { type: 'string' },
    group: { type: 'string' },
    txqlen: { type: 'integer' },
    link_type: { type: 'string' },
    address: { type: 'string' },
    broadcast: { type: 'string' },
    addr_info: { type: 'array', items: addressSchema },
    link: { type: 'string' },
    linkinfo: { type: 'object' },
    link_speed: { type: 'integer', description: 'Mb/s; absent where the driver does not tell.' },
  },
  required: ['ifindex', 'ifname', 'flags', 'mtu', 'operstate', 'link_type', 'addr_info'],
  additionalProperties: true,
};

/** JSON Schema of interfaces in lists by a name. */
export const interfacesByName: Schema = {
  type: 'object',
  additionalProperties: { type: 'array', items: interfaceSchema },
};

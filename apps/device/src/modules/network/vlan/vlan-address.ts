import { isIP } from 'node:net';
import { ipAddress } from '../../../platform/model/ip-address.ts';
import {
  boolean,
  integer,
  list,
  nullable,
  object,
  text,
  withDefault,
  type Location,
  type Model,
  type Reading,
} from '../../../platform/model/model.ts';
import { valueError } from '../../../platform/model/problem.ts';

/** An address that a VLAN shall get: a fixed one, or by DHCP (`dynamic`). */
export interface VlanAddress {
  family: string;
  /** Undefined when it comes by DHCP. */
  fixed:
    | { local: string; prefixlen: number; broadcast: string | undefined; anycast: string | undefined }
    | undefined;
  /** A word or number of iproute2. */
  scope: string | undefined;
  /** Seconds; undefined: for ever. */
  validSeconds: number | undefined;
  preferredSeconds: number | undefined;
}

/** Scopes that iproute2 knows by name; the others are numbers up to 255. */
const scopes = new Set(['global', 'site', 'link', 'host', 'nowhere']);

const lifetime = () => nullable(integer({ min: 0, max: 4_294_967_295, description: 'Seconds.' }));

const scope: Model<string> = {
  schema: { anyOf: [{ type: 'string' }, { type: 'integer' }], default: 'global' },
  absent: { value: 'global' },
  read: (input, loc, reading) => {
    if (typeof input !== 'string' && typeof input !== 'number') return text().read(input, loc, reading);
    const word = String(input);
    if (word === '' || scopes.has(word) || (/^\d{1,3}$/.test(word) && Number(word) <= 255)) return word;
    refuse(reading, loc, 'not a scope of addresses', input);
    return word;
  },
};

const fields = object(
  {
    family: text({ pattern: /^[a-z0-9]{1,20}$/, fault: 'not a family of addresses like inet or inet6' }),
    local: nullable(text()),
    prefixlen: nullable(integer({ min: 0, max: 128 })),
    broadcast: nullable(ipAddress()),
    anycast: nullable(ipAddress()),
    scope,
    dynamic: withDefault(boolean(), false),
    label: nullable(text()),
    valid_life_time: lifetime(),
    preferred_life_time: lifetime(),
  },
  {
    check: ({ dynamic, local, prefixlen }) => {
      if (dynamic) return undefined;
      if (prefixlen === null) return 'prefixlen required unless dynamic is True';
      return local === null ? 'local required unless dynamic is True' : undefined;
    },
  },
);

/** The address of a request (device service, section 2.5). What iproute2 would refuse is refused here, by its field. */
export const vlanAddress: Model<VlanAddress> = {
  schema: fields.schema,
  read: (input, loc, reading) => {
    const before = reading.problems.length;
    const address = fields.read(input, loc, reading);
    if (reading.problems.length > before) return undefined as never;
    const valid = address.valid_life_time || undefined;
    // iproute2 takes a missing preferred life for endless, and that for longer than a limited valid one.
    const preferred = address.preferred_life_time || valid;
    if (valid !== undefined && preferred !== undefined && preferred > valid)
      refuse(reading, [...loc, 'preferred_life_time'], 'longer than valid_life_time', preferred);
    const { family, local, prefixlen, broadcast, anycast } = address;
    const shared = {
      family,
      scope: address.scope || undefined,
      validSeconds: valid,
      preferredSeconds: preferred,
    };
    if (address.dynamic || local === null || prefixlen === null) return { ...shared, fixed: undefined };
    const version = isIP(local);
    if (version === 0 || local.includes('%') || version !== (versions[family] ?? version))
      refuse(reading, [...loc, 'local'], `not an address of the family ${family}`, local);
    else if (version === 4 && prefixlen > 32)
      refuse(reading, [...loc, 'prefixlen'], 'longer than an IPv4 address', prefixlen);
    // What is no address itself is refused already, and nothing can be said of the others.
    for (const [name, more] of [
      ['broadcast', broadcast],
      ['anycast', anycast],
    ] as const)
      if (version !== 0 && more !== null && isIP(more) !== version)
        refuse(reading, [...loc, name], 'not of the same family as local', more);
    return {
      ...shared,
      fixed: { local, prefixlen, broadcast: broadcast ?? undefined, anycast: anycast ?? undefined },
    };
  },
};

const versions: Readonly<Record<string, number>> = { inet: 4, inet6: 6 };

const refuse = (reading: Reading, loc: Location, why: string, input: unknown): void => {
  reading.problems.push(valueError(loc, why, input));
};

const maximumAddresses = 64;

/** The addresses of a new VLAN, in order; none of them twice. */
export const vlanAddresses: Model<VlanAddress[]> = {
  schema: { type: 'array', items: vlanAddress.schema, maxItems: maximumAddresses },
  read: (input, loc, reading) => {
    const before = reading.problems.length;
    const addresses = list(vlanAddress, maximumAddresses).read(input, loc, reading);
    if (reading.problems.length > before) return addresses;
    const seen = new Set<string>();
    for (const [position, { fixed }] of addresses.entries()) {
      if (fixed === undefined) continue;
      const key = `${fixed.local}/${fixed.prefixlen}`;
      if (seen.has(key)) refuse(reading, [...loc, position, 'local'], 'is there twice', fixed.local);
      seen.add(key);
    }
    return addresses;
  },
};

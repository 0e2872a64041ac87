import { isIP } from 'node:net';
import { text, type Model } from './model.ts';
import { valueError } from './problem.ts';

/** An IPv4 or IPv6 address, without a prefix length or zone. */
export const ipAddress = (): Model<string> => {
  const base = text();
  return {
    schema: { ...base.schema, anyOf: [{ format: 'ipv4' }, { format: 'ipv6' }] },
    read: (input, loc, reading) => {
      const before = reading.problems.length;
      const value = base.read(input, loc, reading);
      if (reading.problems.length > before || (isIP(value) !== 0 && !value.includes('%'))) return value;
      reading.problems.push(valueError(loc, 'not an IPv4 or IPv6 address', input));
      return value;
    },
  };
};

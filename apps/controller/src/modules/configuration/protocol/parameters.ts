import { normalizeAddress } from '../addresses/normalize-address.ts';

/** Parameters of a request by name, from a query string or a form. Undefined when one was not sent. */
export type Parameters = (name: string) => string | undefined;

/** Reads `a=1&b=2`; of a parameter that is sent more than once the last value counts. */
export const readParameters = (encoded: string): Parameters => {
  const values = new URLSearchParams(encoded);
  return (name) => values.getAll(name).at(-1);
};

/**
 * What a device says of its management address: null when it says that it has none, undefined when nothing can be
 * made of it.
 */
export const readManagementIp = (value: string | undefined): string | null | undefined =>
  value === undefined || value === '' ? null : normalizeAddress(value);

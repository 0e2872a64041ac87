/** A value from the bus without the library's wrapping: variants are unwrapped at any depth, bytes are Uint8Array. */
export const plainValue = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value !== 'object' || value === null) return value;
  if ('signature' in value && 'value' in value) return plainValue((value as { value: unknown }).value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainValue(item)]));
};

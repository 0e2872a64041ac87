import type { JsonValue } from '@netloom/netjson';

/** Python's idea of truth, which decides in many rules whether a setting counts as given: `[]` and `{}` are false. */
export function isTruthy(value: JsonValue | undefined): boolean {
  if (typeof value !== 'object' || value === null) return Boolean(value);
  return (Array.isArray(value) ? value : Object.keys(value)).length > 0;
}

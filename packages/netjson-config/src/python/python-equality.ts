import type { JsonValue } from '@netloom/netjson';

/**
 * A text that two values share exactly when they are equal: the order of keys does not count.
 *
 * @param booleansAreNumbers whether `true` equals 1 and `false` equals 0. Template merging says yes, schemas say no.
 */
export function equalityKey(value: JsonValue, booleansAreNumbers: boolean): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean') return booleansAreNumbers ? (value ? '1' : '0') : String(value);
  if (typeof value !== 'object') return value === 0 ? '0' : String(value);
  if (value === null) return 'null';
  if (Array.isArray(value))
    return `[${value.map((member) => equalityKey(member, booleansAreNumbers)).join()}]`;
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${equalityKey(value[key] ?? null, booleansAreNumbers)}`);
  return `{${members.join()}}`;
}

import type { JsonObject, JsonValue } from '@netloom/netjson';

/** An object of the values that are there. */
export function given(values: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const object: JsonObject = {};
  for (const [key, value] of Object.entries(values)) if (value !== undefined) object[key] = value;
  return object;
}

/** A list, or nothing when it is empty. */
export function listed(values: readonly JsonValue[]): JsonValue[] | undefined {
  return values.length === 0 ? undefined : [...values];
}

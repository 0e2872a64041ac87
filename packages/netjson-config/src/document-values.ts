import type { JsonObject, JsonValue } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';

/** The objects of a list; nothing when the value is no list. */
export function objectsIn(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** The texts of a list; nothing when the value is no list. */
export function textsIn(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((member) => typeof member === 'string') : [];
}

/** A copy without some keys. */
export function omit(object: JsonObject, keys: readonly string[]): JsonObject {
  const rest: JsonObject = {};
  for (const [key, value] of Object.entries(object)) if (!keys.includes(key)) rest[key] = value;
  return rest;
}

import type { JsonObject, JsonValue } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import { isTruthy } from './python/is-truthy.ts';
import { pythonText } from './python/python-text.ts';

/** The objects of a list; nothing when the value is no list. */
export function objectsIn(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** The texts of a list; nothing when the value is no list. */
export function textsIn(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((member) => typeof member === 'string') : [];
}

/** The text form of a value; empty when it is absent or null. */
export function textOf(value: JsonValue | undefined): string {
  return value === undefined || value === null ? '' : pythonText(value);
}

/** The text form of a value that counts as given, otherwise the alternative. */
export function textOr(value: JsonValue | undefined, alternative: string): string {
  return isTruthy(value) ? textOf(value) : alternative;
}

/** A copy without some keys. */
export function omit(object: JsonObject, keys: readonly string[]): JsonObject {
  const rest: JsonObject = {};
  for (const [key, value] of Object.entries(object)) if (!keys.includes(key)) rest[key] = value;
  return rest;
}

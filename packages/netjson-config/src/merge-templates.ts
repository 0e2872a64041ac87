import type { JsonObject, JsonValue } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import { ConfigurationError } from './configuration-error.ts';
import { equalityKey } from './python/python-equality.ts';
import { uniteLists } from './unite-lists.ts';

/**
 * Lays templates and finally the configuration over each other.
 *
 * Objects are merged key by key; lists are united: entries that carry the same identifier are merged, equal entries
 * appear once, all others are appended. Anything else is replaced by the later value. The inputs stay as they are;
 * the result may share parts with them.
 *
 * @param ids names that identify a list entry, the first present one counts; `a+b` identifies by both together
 * @throws ConfigurationError of kind `validation` when a list meets an object
 */
export function mergeTemplates(
  templates: readonly JsonObject[],
  config: JsonObject,
  ids: readonly string[],
): JsonObject {
  if (templates.length === 0) return config;
  return [...templates, config].reduce((merged, layer) => mergeObjects(merged, layer, ids), {});
}

/** One step of the merge: `overlay` over `base`. */
export function mergeObjects(base: JsonObject, overlay: JsonObject, ids: readonly string[]): JsonObject {
  const merged: JsonObject = { ...base };
  for (const [key, value] of Object.entries(overlay)) {
    const existing = Object.hasOwn(base, key) ? base[key] : undefined;
    merged[key] = existing === undefined ? value : mergeValues(key, existing, value, ids);
  }
  return merged;
}

/** Merges two values of the same key. */
export function mergeValues(
  key: string,
  existing: JsonValue,
  value: JsonValue,
  ids: readonly string[],
): JsonValue {
  if (Array.isArray(existing)) {
    if (Array.isArray(value)) return mergeLists(existing, value, ids);
    if (isJsonObject(value)) throw typeClash(key, 'a list', 'an object');
    return value;
  }
  if (!isJsonObject(existing)) return value;
  if (isJsonObject(value)) return mergeObjects(existing, value, ids);
  if (Array.isArray(value)) throw typeClash(key, 'an object', 'a list');
  return value;
}

function mergeLists(
  existing: readonly JsonValue[],
  added: readonly JsonValue[],
  ids: readonly string[],
): JsonValue[] {
  if (ids.length === 0) return uniteLists(existing, added);
  const merged = new Map<string | symbol, JsonValue>();
  for (const entry of existing) merged.set(entryKey(entry, ids), entry);
  const anonymous = new Set<string>();
  for (const [key, entry] of merged) if (typeof key === 'symbol') anonymous.add(equalityKey(entry, true));

  const additions = new Map<string | symbol, JsonValue>();
  for (const entry of added) {
    const key = entryKey(entry, ids);
    const isKnown =
      typeof key === 'symbol' ? anonymous.has(equalityKey(entry, true)) : isEqual(entry, merged.get(key));
    if (!isKnown) additions.set(key, entry);
  }
  for (const [key, entry] of additions) {
    const match = merged.get(key);
    // Inside matching entries identifiers no longer count: their lists are plain unions.
    merged.set(key, isJsonObject(match) && isJsonObject(entry) ? mergeObjects(match, entry, []) : entry);
  }
  return [...merged.values()];
}

function isEqual(entry: JsonValue, other: JsonValue | undefined): boolean {
  return other !== undefined && equalityKey(entry, true) === equalityKey(other, true);
}

/**
 * What an entry has in common with those that it is merged with, or a key of its own. Inside one list an entry takes
 * the place of an earlier one with the same key.
 */
function entryKey(entry: JsonValue, ids: readonly string[]): string | symbol {
  return identify(entry, ids) ?? Symbol('anonymous');
}

function identify(entry: JsonValue, ids: readonly string[]): string | undefined {
  if (!isJsonObject(entry)) return undefined;
  for (const id of ids) {
    if (Object.hasOwn(entry, id)) return equalityKey(entry[id] ?? null, true);
    const names = id.includes('+') ? id.split('+') : [];
    if (names.length > 0 && names.every((name) => Object.hasOwn(entry, name)))
      return names.map((name) => equalityKey(entry[name] ?? null, true)).join('+');
  }
  return undefined;
}

function typeClash(key: string, expected: string, got: string): ConfigurationError {
  return new ConfigurationError('validation', {
    path: [],
    message: `Incompatible type for '${key}': expected ${expected}, as in the layers below, but got ${got}.`,
  });
}

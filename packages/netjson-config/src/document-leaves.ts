import type { JsonObject, JsonValue } from '@netloom/netjson';
import type { JsonPath } from './json-path.ts';

/** A value of a document that holds no other values. */
export interface Leaf {
  readonly path: JsonPath;
  readonly value: JsonValue;
}

/** All leaves, also lists and objects that are empty inside the document, in its order. */
export function documentLeaves(document: JsonObject): Leaf[] {
  const leaves: Leaf[] = [];

  function collect(value: JsonValue, path: JsonPath): void {
    if (typeof value !== 'object' || value === null) {
      leaves.push({ path, value });
      return;
    }
    const members = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
    if (members.length === 0 && path.length > 0) leaves.push({ path, value });
    for (const [key, member] of members) collect(member, [...path, key]);
  }

  collect(document, []);
  return leaves;
}

import type { JsonObject, JsonValue } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import type { JsonPath } from './json-path.ts';

/** The value at a path; undefined when there is none. */
export function valueAt(document: JsonObject, path: JsonPath): JsonValue | undefined {
  let value: JsonValue | undefined = document;
  for (const part of path) {
    if (Array.isArray(value)) value = value[Number(part)];
    else if (isJsonObject(value) && Object.hasOwn(value, part)) value = value[part];
    else return undefined;
  }
  return value;
}

/** A copy with another value at a path; undefined removes the value. What is not on the way is shared. */
export function withValueAt(document: JsonObject, path: JsonPath, value: JsonValue | undefined): JsonObject {
  return replaceAt(document, path, value) as JsonObject;
}

function replaceAt(
  container: JsonValue | undefined,
  path: JsonPath,
  value: JsonValue | undefined,
): JsonValue | undefined {
  const [part, ...rest] = path;
  if (part === undefined) return value;
  if (Array.isArray(container)) {
    const index = Number(part);
    const member = replaceAt(container[index], rest, value);
    return member === undefined ? container.toSpliced(index, 1) : container.with(index, member);
  }
  if (!isJsonObject(container)) return container;
  const key = String(part);
  const { [key]: existing, ...others } = container;
  const member = replaceAt(existing, rest, value);
  // The order of keys stays as it is, because it decides the order of what is written.
  return member === undefined ? others : { ...container, [key]: member };
}

import type { JsonObject, JsonValue } from '@netloom/netjson';
import { ConfigurationError } from './configuration-error.ts';
import { formatJsonPath } from './json-path.ts';

/** Deeper documents are refused; everything after this check may recurse without care. */
const MAX_DEPTH = 64;

/**
 * Deep copy of a document from outside, which proves at the same time that it is JSON: no cycles, no functions, no
 * infinite numbers, and no key that could reach a prototype. Everything that this package takes goes through it, so
 * whoever stores documents for later can find out beforehand whether they will be accepted.
 *
 * @param what names the document in the error text
 * @throws ConfigurationError of kind `type`
 */
export function copyJsonObject(source: object, what: string): JsonObject {
  const path: (string | number)[] = [];

  function refuse(reason: string): never {
    throw new ConfigurationError('type', {
      path: [...path],
      message: `${what}: ${formatJsonPath(path)} ${reason}.`,
    });
  }

  function copyObject(object: object): JsonObject {
    const copy: JsonObject = {};
    for (const [key, value] of Object.entries(object)) {
      if (key === '__proto__') refuse('has the key "__proto__", which is not allowed');
      path.push(key);
      copy[key] = copyValue(value);
      path.pop();
    }
    return copy;
  }

  function copyValue(value: unknown): JsonValue {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        if (!Number.isFinite(value)) refuse('is not a finite number');
        return value;
      case 'object':
        if (value === null) return null;
        if (path.length > MAX_DEPTH) refuse(`is nested deeper than ${MAX_DEPTH} levels`);
        if (!Array.isArray(value)) return copyObject(value);
        return copyList(value);
      default:
        return refuse(`is a ${typeof value}, which JSON does not know`);
    }
  }

  function copyList(list: readonly unknown[]): JsonValue[] {
    const copy: JsonValue[] = [];
    for (let index = 0; index < list.length; index += 1) {
      path.push(index);
      copy.push(copyValue(list[index]));
      path.pop();
    }
    return copy;
  }

  return copyObject(source);
}

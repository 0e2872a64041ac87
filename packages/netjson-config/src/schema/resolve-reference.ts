import type { JsonObject, JsonSchema } from '@netloom/netjson';

/** The part of a schema that a `$ref` means. @throws Error when the schema does not have it: a defect of the schema */
export function resolveReference(root: JsonSchema, reference: string): JsonSchema {
  if (!reference.startsWith('#')) throw new Error(`The schema refers to another document: ${reference}`);
  let target: unknown = root;
  for (const part of reference.slice(1).split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    target = Object.hasOwn(target as JsonObject, key) ? (target as JsonObject)[key] : undefined;
    if (typeof target !== 'object' || target === null) throw new Error(`The schema lacks ${reference}`);
  }
  return target as JsonSchema;
}

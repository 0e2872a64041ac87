import type { JsonSchema, JsonSchemaType } from '@netloom/netjson';
import { resolveReference } from './resolve-reference.ts';

/** The types of options by their names. */
export type OptionTypes = ReadonlyMap<string, JsonSchemaType>;

/**
 * Types of all properties that some parts of a schema declare, also by `allOf` and by reference. Of several types of
 * one property the first counts.
 */
export function optionTypes(root: JsonSchema, ...parts: readonly JsonSchema[]): OptionTypes {
  const types = new Map<string, JsonSchemaType>();

  function collect(schema: JsonSchema): void {
    if (schema.$ref !== undefined) {
      collect(resolveReference(root, schema.$ref));
      return;
    }
    for (const [name, { type }] of Object.entries(schema.properties ?? {})) {
      const first = typeof type === 'string' ? type : type?.[0];
      if (first !== undefined && !types.has(name)) types.set(name, first);
    }
    for (const part of schema.allOf ?? []) collect(part);
  }

  for (const part of parts) collect(part);
  return types;
}

import type { JsonSchema, JsonSchemaMap } from '@netloom/netjson';

/** A schema without `$ref` and `allOf` on its own level; deeper levels are resolved when they are reached. */
export type ResolvedSchema = Omit<JsonSchema, '$ref' | 'allOf'> & {
  /** Name of the definition that it comes from, if it was a reference. */
  readonly definition?: string;
};

const cache = new WeakMap<JsonSchema, WeakMap<JsonSchema, ResolvedSchema>>();

/** The schema that a reference inside the document means; an empty one, which allows anything, for a broken one. */
const lookUp = (root: JsonSchema, reference: string): JsonSchema => {
  let found: unknown = root;
  for (const part of reference.replace(/^#\/?/, '').split('/').filter(Boolean)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    found = typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[key] : undefined;
  }
  return (found as JsonSchema | undefined) ?? {};
};

const mergeProperties = (first: JsonSchemaMap, second: JsonSchemaMap): JsonSchemaMap => {
  const merged: Record<string, JsonSchema> = { ...first };
  for (const [name, schema] of Object.entries(second)) {
    const before = merged[name];
    merged[name] = before ? { allOf: [before, schema] } : schema;
  }
  return merged;
};

/** What holds for both; where they say different things of one keyword, the second one counts. */
export const mergeSchemas = (first: ResolvedSchema, second: ResolvedSchema): ResolvedSchema => {
  const merged: Record<string, unknown> = { ...first, ...second };
  if (first.properties && second.properties) {
    merged['properties'] = mergeProperties(first.properties, second.properties);
  }
  if (first.required && second.required) {
    merged['required'] = [...new Set([...first.required, ...second.required])];
  }
  if (first.enum && second.enum) merged['enum'] = second.enum.filter((value) => first.enum?.includes(value));
  return merged as ResolvedSchema;
};

const withoutDefinition = (schema: ResolvedSchema): ResolvedSchema => {
  const rest: Record<string, unknown> = { ...schema };
  delete rest['definition'];
  return rest as ResolvedSchema;
};

const resolve = (root: JsonSchema, schema: JsonSchema, depth: number): ResolvedSchema => {
  // A reference that leads to itself would never end.
  if (depth > 20) return {};
  if (schema.$ref !== undefined) {
    const target = resolve(root, lookUp(root, schema.$ref), depth + 1);
    return { ...target, definition: schema.$ref.split('/').at(-1) ?? '' };
  }
  const { allOf, ...own } = schema;
  if (!allOf) return own;
  return allOf
    .map((part) => resolve(root, part, depth + 1))
    .reduceRight((merged, part) => mergeSchemas(withoutDefinition(part), merged), own as ResolvedSchema);
};

/** Follows references (which hide their siblings, as draft 4 says) and folds `allOf` into one schema. */
export const resolveSchema = (root: JsonSchema, schema: JsonSchema): ResolvedSchema => {
  const known = cache.get(root) ?? new WeakMap<JsonSchema, ResolvedSchema>();
  cache.set(root, known);
  const resolved = known.get(schema) ?? resolve(root, schema, 0);
  known.set(schema, resolved);
  return resolved;
};

import { isJsonObject, type JsonSchema, type JsonValue } from '@netloom/netjson';
import { mergeSchemas, resolveSchema, type ResolvedSchema } from './resolve-schema.ts';

/** The alternatives of a schema, each merged with what holds for all of them. Empty when there are none. */
export const optionsOf = (root: JsonSchema, schema: ResolvedSchema): ResolvedSchema[] => {
  const { oneOf, anyOf, ...base } = schema;
  return (oneOf ?? anyOf ?? []).map((option) => {
    const resolved = resolveSchema(root, option);
    const { definition: _, ...shared } = base;
    return mergeSchemas(shared, resolved);
  });
};

const fit = (root: JsonSchema, option: ResolvedSchema, value: JsonValue): number => {
  if (!isJsonObject(value)) {
    const type = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
    return [option.type].flat().includes(type as never) ? 1 : 0;
  }
  let points = 0;
  for (const [name, inner] of Object.entries(value)) {
    const property = option.properties?.[name];
    if (!property) {
      points -= 1;
      continue;
    }
    const { enum: allowed } = resolveSchema(root, property);
    if (!allowed) points += 1;
    else points += allowed.includes(inner) ? 10 : -20;
  }
  for (const name of option.required ?? []) {
    if (!(name in value)) points -= 3;
  }
  return points;
};

/** Index of the alternative that a value most likely means: fixed values such as `type` count most. */
export const chooseOption = (
  root: JsonSchema,
  options: readonly ResolvedSchema[],
  value: JsonValue,
): number => {
  const points = options.map((option) => fit(root, option, value));
  return Math.max(0, points.indexOf(Math.max(...points)));
};

/** True for a property that an alternative fixes to one value: the choice of the alternative says it all. */
export const isFixed = (schema: ResolvedSchema): boolean => schema.enum?.length === 1;

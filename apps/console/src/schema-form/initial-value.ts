import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '@netloom/netjson';
import { optionsOf } from './choose-option.ts';
import { resolveSchema, type ResolvedSchema } from './resolve-schema.ts';

const firstType = (schema: ResolvedSchema): string | undefined =>
  Array.isArray(schema.type) ? schema.type[0] : (schema.type as string | undefined);

const initialObject = (root: JsonSchema, schema: ResolvedSchema, depth: number): JsonObject => {
  const properties = Object.entries(schema.properties ?? {}).map(
    ([name, property]) => [name, resolveSchema(root, property)] as const,
  );
  const known = new Map(properties);
  // A choice of kinds is what the object is about (the mode of a wireless interface), required or not.
  const telling =
    depth > 8 ? [] : properties.filter(([, property]) => property.oneOf && firstType(property) === 'object');
  const names = new Set([...(schema.required ?? []), ...telling.map(([name]) => name)]);
  return Object.fromEntries(
    [...names].map((name) => {
      const property = known.get(name);
      return [name, property ? initialOf(root, property, depth + 1) : ''] as const;
    }),
  );
};

const initialOf = (root: JsonSchema, schema: ResolvedSchema, depth: number): JsonValue => {
  const { default: usual, enum: allowed } = schema;
  // An alternative may narrow the enum and leave a default behind that no longer fits.
  if (usual !== undefined && (!allowed || allowed.includes(usual))) return usual;
  if (allowed?.length) return allowed[0] ?? '';
  const [option] = depth > 8 ? [] : optionsOf(root, schema);
  if (option) return initialOf(root, option, depth + 1);
  if (schema.properties) return initialObject(root, schema, depth);
  switch (firstType(schema)) {
    case 'object':
      return {};
    case 'array':
      return [];
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return schema.minimum ?? 0;
    default:
      return '';
  }
};

/** The least that a new value of this schema must have: required properties with their defaults or first choices. */
export const initialValue = (root: JsonSchema, schema: ResolvedSchema): JsonValue =>
  initialOf(root, schema, 0);

/** A value turned into another alternative: what fits it is kept, what it requires is added. */
export const toOption = (root: JsonSchema, option: ResolvedSchema, value: JsonValue): JsonValue => {
  const fresh = initialValue(root, option);
  if (!isJsonObject(value) || !isJsonObject(fresh)) return fresh;
  const kept = Object.entries(value).filter(([name, inner]) => {
    const property = option.properties?.[name];
    if (!property) return false;
    const { enum: allowed } = resolveSchema(root, property);
    return !allowed || allowed.includes(inner);
  });
  return { ...fresh, ...Object.fromEntries(kept) };
};

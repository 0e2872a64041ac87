import type { JsonSchema, JsonSchemaType, JsonValue } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import type { SchemaCheck } from './compile-schema.ts';
import { SCHEMA_FORMATS } from './schema-formats.ts';
import { simpleKeyword } from './simple-keyword.ts';

const TYPES: Record<
  JsonSchemaType,
  { readonly label: string; readonly test: (value: JsonValue) => boolean }
> = {
  array: { label: 'a list', test: Array.isArray },
  boolean: { label: 'true or false', test: (value) => typeof value === 'boolean' },
  integer: { label: 'a whole number', test: Number.isInteger },
  null: { label: 'null', test: (value) => value === null },
  number: { label: 'a number', test: (value) => typeof value === 'number' },
  object: { label: 'an object', test: isJsonObject },
  string: { label: 'text', test: (value) => typeof value === 'string' },
};

function compileType(schema: JsonSchema): SchemaCheck[] {
  const names = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  const types = names.map((name) => TYPES[name]);
  const label = types.map((type) => type.label).join(' or ');
  const [only] = types;
  const test =
    types.length === 1 && only !== undefined
      ? only.test
      : (value: JsonValue) => types.some((type) => type.test(value));
  return simpleKeyword('type', test, () => `must be ${label}`);
}

function compileEnum(schema: JsonSchema): SchemaCheck[] {
  const members = schema.enum ?? [];
  // All members in use are plain values, which a set compares as the schema wants it.
  const allowed = new Set(members);
  const shown = members.slice(0, 20).map((member) => JSON.stringify(member));
  const label = `${shown.join(', ')}${members.length > shown.length ? ', …' : ''}`;
  return simpleKeyword(
    'enum',
    (value) => allowed.has(value),
    () => (members.length === 1 ? `must be ${label}` : `must be one of ${label}`),
  );
}

function compileFormat(schema: JsonSchema): SchemaCheck[] {
  const format = SCHEMA_FORMATS.get(schema.format ?? '');
  if (format === undefined) return [];
  return simpleKeyword(
    'format',
    (value) => typeof value !== 'string' || format.test(value),
    () => `must be ${format.label}`,
  );
}

function compilePattern(schema: JsonSchema): SchemaCheck[] {
  // In these schemas `$` also matches before a final line break, as in the language they come from.
  const pattern = new RegExp((schema.pattern ?? '').replace(/\$$/, '(?=\\n?$)'), 'u');
  return simpleKeyword(
    'pattern',
    (value) => typeof value !== 'string' || pattern.test(value),
    () => `has characters or a form that is not allowed here (it must match ${schema.pattern})`,
  );
}

/** Whether a text has at most so many code points; they are counted only when the number is in doubt. */
function hasAtMost(text: string, limit: number): boolean {
  if (text.length <= limit) return true;
  return text.length <= limit * 2 && [...text].length <= limit;
}

function compileMinLength(schema: JsonSchema): SchemaCheck[] {
  const limit = schema.minLength ?? 0;
  return simpleKeyword(
    'minLength',
    (value) => typeof value !== 'string' || !hasAtMost(value, limit - 1),
    () => (limit === 1 ? 'must not be empty' : `must have at least ${limit} characters`),
  );
}

function compileMaxLength(schema: JsonSchema): SchemaCheck[] {
  const limit = schema.maxLength ?? Number.POSITIVE_INFINITY;
  return simpleKeyword(
    'maxLength',
    (value) => typeof value !== 'string' || hasAtMost(value, limit),
    () => `must have at most ${limit} characters`,
  );
}

function compileMinimum(schema: JsonSchema): SchemaCheck[] {
  const limit = schema.minimum ?? Number.NEGATIVE_INFINITY;
  const exclusive = schema.exclusiveMinimum === true;
  return simpleKeyword(
    'minimum',
    (value) => typeof value !== 'number' || value > limit || (!exclusive && value === limit),
    () => (exclusive ? `must be more than ${limit}` : `must be at least ${limit}`),
  );
}

function compileMaximum(schema: JsonSchema): SchemaCheck[] {
  const limit = schema.maximum ?? Number.POSITIVE_INFINITY;
  const exclusive = schema.exclusiveMaximum === true;
  return simpleKeyword(
    'maximum',
    (value) => typeof value !== 'number' || value < limit || (!exclusive && value === limit),
    () => (exclusive ? `must be less than ${limit}` : `must be at most ${limit}`),
  );
}

/** The keywords about plain values. */
export const VALUE_KEYWORDS: readonly (readonly [name: string, (schema: JsonSchema) => SchemaCheck[]])[] = [
  ['type', compileType],
  ['enum', compileEnum],
  ['format', compileFormat],
  ['pattern', compilePattern],
  ['minLength', compileMinLength],
  ['maxLength', compileMaxLength],
  ['minimum', compileMinimum],
  ['maximum', compileMaximum],
];

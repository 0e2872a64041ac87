import type { JsonSchema, JsonSchemaType, JsonValue } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import type { JsonPath } from '../json-path.ts';
import { equalityKey } from '../python/python-equality.ts';
import type { CompileSchema, SchemaCheck, SchemaProblem } from './compile-schema.ts';
import { SCHEMA_FORMATS } from './schema-formats.ts';

/** How many problems of one alternative are looked at. */
const MAX_PROBLEMS = 50;

type KeywordCompiler = (schema: JsonSchema, compile: CompileSchema) => SchemaCheck[];

/** A keyword that judges a value as a whole. */
function simple(
  keyword: string,
  isValid: (value: JsonValue) => boolean,
  rule: (value: JsonValue) => string,
): SchemaCheck[] {
  return [
    {
      isValid,
      problems: (value, path) => [{ path, keyword, message: `${subject(path)} ${rule(value)}.` }],
    },
  ];
}

/** How a message names the value it is about. */
function subject(path: JsonPath): string {
  const last = path.at(-1);
  if (last === undefined) return 'The configuration';
  if (typeof last === 'string') return `"${last}"`;
  const list = path.at(-2);
  return typeof list === 'string' ? `Entry ${last + 1} of "${list}"` : `Entry ${last + 1}`;
}

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
  return simple('type', test, () => `must be ${label}`);
}

function compileEnum(schema: JsonSchema): SchemaCheck[] {
  const members = schema.enum ?? [];
  // All members in use are plain values, which a set compares as the schema wants it.
  const allowed = new Set(members);
  const shown = members.slice(0, 20).map((member) => JSON.stringify(member));
  const label = `${shown.join(', ')}${members.length > shown.length ? ', …' : ''}`;
  return simple(
    'enum',
    (value) => allowed.has(value),
    () => (members.length === 1 ? `must be ${label}` : `must be one of ${label}`),
  );
}

function compileFormat(schema: JsonSchema): SchemaCheck[] {
  const format = SCHEMA_FORMATS.get(schema.format ?? '');
  if (format === undefined) return [];
  return simple(
    'format',
    (value) => typeof value !== 'string' || format.test(value),
    () => `must be ${format.label}`,
  );
}

function compilePattern(schema: JsonSchema): SchemaCheck[] {
  // In these schemas `$` also matches before a final line break, as in the language they come from.
  const pattern = new RegExp((schema.pattern ?? '').replace(/\$$/, '(?=\\n?$)'), 'u');
  return simple(
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
  return simple(
    'minLength',
    (value) => typeof value !== 'string' || !hasAtMost(value, limit - 1),
    () => (limit === 1 ? 'must not be empty' : `must have at least ${limit} characters`),
  );
}

function compileMaxLength(schema: JsonSchema): SchemaCheck[] {
  const limit = schema.maxLength ?? Number.POSITIVE_INFINITY;
  return simple(
    'maxLength',
    (value) => typeof value !== 'string' || hasAtMost(value, limit),
    () => `must have at most ${limit} characters`,
  );
}

function compileMinimum(schema: JsonSchema): SchemaCheck[] {
  const limit = schema.minimum ?? Number.NEGATIVE_INFINITY;
  const exclusive = schema.exclusiveMinimum === true;
  return simple(
    'minimum',
    (value) => typeof value !== 'number' || value > limit || (!exclusive && value === limit),
    () => (exclusive ? `must be more than ${limit}` : `must be at least ${limit}`),
  );
}

function compileMaximum(schema: JsonSchema): SchemaCheck[] {
  const limit = schema.maximum ?? Number.POSITIVE_INFINITY;
  const exclusive = schema.exclusiveMaximum === true;
  return simple(
    'maximum',
    (value) => typeof value !== 'number' || value < limit || (!exclusive && value === limit),
    () => (exclusive ? `must be less than ${limit}` : `must be at most ${limit}`),
  );
}

function compileMinItems(schema: JsonSchema): SchemaCheck[] {
  const limit = schema.minItems ?? 0;
  return simple(
    'minItems',
    (value) => !Array.isArray(value) || value.length >= limit,
    () => (limit === 1 ? 'must not be empty' : `must have at least ${limit} entries`),
  );
}

function compileMaxItems(schema: JsonSchema): SchemaCheck[] {
  const limit = schema.maxItems ?? Number.POSITIVE_INFINITY;
  return simple(
    'maxItems',
    (value) => !Array.isArray(value) || value.length <= limit,
    () => `must have at most ${limit} entries`,
  );
}

function compileUniqueItems(schema: JsonSchema): SchemaCheck[] {
  if (schema.uniqueItems !== true) return [];
  return simple(
    'uniqueItems',
    (value) => !Array.isArray(value) || hasUniqueItems(value),
    () => 'must not contain the same entry twice',
  );
}

function hasUniqueItems(list: readonly JsonValue[]): boolean {
  if (list.length < 2 || new Set(list.map(fingerprint)).size === list.length) return true;
  return new Set(list.map((item) => equalityKey(item, false))).size === list.length;
}

/** Equal values have equal fingerprints; most different ones differ already here, which is much faster to see. */
function fingerprint(value: JsonValue): JsonValue {
  if (!isJsonObject(value)) return Array.isArray(value) ? value.length : value;
  let sum = 0;
  for (const [key, member] of Object.entries(value)) {
    sum += key.length;
    if (typeof member === 'number') sum += member | 0;
    if (typeof member !== 'string') continue;
    for (let index = 0; index < member.length && index < 32; index += 1)
      sum += member.charCodeAt(index) * (index + 1);
  }
  return sum;
}

function compileItems(schema: JsonSchema, compile: CompileSchema): SchemaCheck[] {
  if (schema.items === undefined) return [];
  const item = compile(schema.items);
  return [
    {
      isValid: (value) => !Array.isArray(value) || value.every((entry) => item.isValid(entry)),
      *problems(value, path) {
        if (!Array.isArray(value)) return;
        for (const [index, entry] of value.entries()) {
          if (!item.isValid(entry)) yield* item.problems(entry, [...path, index]);
        }
      },
    },
  ];
}

function compileRequired(schema: JsonSchema): SchemaCheck[] {
  const names = schema.required ?? [];
  return [
    {
      isValid: (value) => !isJsonObject(value) || names.every((name) => Object.hasOwn(value, name)),
      *problems(value, path) {
        if (!isJsonObject(value)) return;
        for (const name of names) {
          if (Object.hasOwn(value, name)) continue;
          yield { path, keyword: 'required', message: `${subject(path)} must have "${name}".` };
        }
      },
    },
  ];
}

function compileProperties(schema: JsonSchema, compile: CompileSchema): SchemaCheck[] {
  const properties = Object.entries(schema.properties ?? {}).map(
    ([name, property]) => [name, compile(property)] as const,
  );
  return [
    {
      isValid(value) {
        if (!isJsonObject(value)) return true;
        for (const [name, check] of properties) {
          if (!Object.hasOwn(value, name)) continue;
          const member = value[name];
          if (member !== undefined && !check.isValid(member)) return false;
        }
        return true;
      },
      *problems(value, path) {
        if (!isJsonObject(value)) return;
        for (const [name, check] of properties) {
          const member = Object.hasOwn(value, name) ? value[name] : undefined;
          if (member !== undefined && !check.isValid(member)) yield* check.problems(member, [...path, name]);
        }
      },
    },
  ];
}

function compileAdditionalProperties(schema: JsonSchema): SchemaCheck[] {
  if (schema.additionalProperties !== false) return [];
  const known = new Set(Object.keys(schema.properties ?? {}));
  const unknownKeys = (value: JsonValue): string[] =>
    isJsonObject(value) ? Object.keys(value).filter((key) => !known.has(key)) : [];
  return simple(
    'additionalProperties',
    (value) => unknownKeys(value).length === 0,
    (value) =>
      `must not have ${unknownKeys(value)
        .map((key) => `"${key}"`)
        .join(', ')}`,
  );
}

function compileAllOf(schema: JsonSchema, compile: CompileSchema): SchemaCheck[] {
  return (schema.allOf ?? []).map(compile);
}

function compileOneOf(schema: JsonSchema, compile: CompileSchema): SchemaCheck[] {
  const alternatives = (schema.oneOf ?? []).map(compile);
  const matches = (value: JsonValue): number => {
    let count = 0;
    for (const alternative of alternatives) if (alternative.isValid(value)) count += 1;
    return count;
  };
  return [
    {
      isValid: (value) => matches(value) === 1,
      *problems(value, path) {
        if (matches(value) > 1) {
          const message = `${subject(path)} fits several of the allowed shapes at once, so its meaning is unclear.`;
          yield { path, keyword: 'oneOf', message };
          return;
        }
        yield noMatch('oneOf', alternatives, value, path);
      },
    },
  ];
}

function compileAnyOf(schema: JsonSchema, compile: CompileSchema): SchemaCheck[] {
  const alternatives = (schema.anyOf ?? []).map(compile);
  return [
    {
      isValid: (value) => alternatives.some((alternative) => alternative.isValid(value)),
      problems: (value, path) => [noMatch('anyOf', alternatives, value, path)],
    },
  ];
}

function noMatch(
  keyword: string,
  alternatives: readonly SchemaCheck[],
  value: JsonValue,
  path: JsonPath,
): SchemaProblem {
  return {
    path,
    keyword,
    message: `${subject(path)} fits none of the allowed shapes.`,
    alternatives: alternatives.map((alternative) => firstOf(alternative.problems(value, path))),
  };
}

function compileNot(schema: JsonSchema, compile: CompileSchema): SchemaCheck[] {
  if (schema.not === undefined) return [];
  const unwanted = compile(schema.not);
  const keys = schema.not.required?.map((name) => `"${name}"`).join(', ');
  return simple(
    'not',
    (value) => !unwanted.isValid(value),
    () => (keys === undefined ? 'has a form that is not allowed here' : `must not have ${keys} here`),
  );
}

/** The keywords of draft 4 that the schemas of this project use. */
export const KEYWORDS: ReadonlyMap<string, KeywordCompiler> = new Map<string, KeywordCompiler>([
  ['type', compileType],
  ['enum', compileEnum],
  ['format', compileFormat],
  ['pattern', compilePattern],
  ['minLength', compileMinLength],
  ['maxLength', compileMaxLength],
  ['minimum', compileMinimum],
  ['maximum', compileMaximum],
  ['minItems', compileMinItems],
  ['maxItems', compileMaxItems],
  ['uniqueItems', compileUniqueItems],
  ['items', compileItems],
  ['required', compileRequired],
  ['properties', compileProperties],
  ['additionalProperties', compileAdditionalProperties],
  ['allOf', compileAllOf],
  ['anyOf', compileAnyOf],
  ['oneOf', compileOneOf],
  ['not', compileNot],
]);

/** Enough of the problems to tell how close an alternative comes; a large list could have thousands. */
function firstOf(problems: Iterable<SchemaProblem>): SchemaProblem[] {
  const first: SchemaProblem[] = [];
  for (const problem of problems) {
    first.push(problem);
    if (first.length === MAX_PROBLEMS) break;
  }
  return first;
}

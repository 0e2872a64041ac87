import type { JsonSchema, JsonValue } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import type { JsonPath } from '../json-path.ts';
import { equalityKey } from '../python/python-equality.ts';
import type { CompileSchema, SchemaCheck, SchemaProblem } from './compile-schema.ts';
import { simpleKeyword, subject } from './simple-keyword.ts';
import { VALUE_KEYWORDS } from './value-keywords.ts';

/** How many problems of one alternative are looked at. */
const MAX_PROBLEMS = 50;

type KeywordCompiler = (schema: JsonSchema, compile: CompileSchema) => SchemaCheck[];

function compileMinItems(schema: JsonSchema): SchemaCheck[] {
  const limit = schema.minItems ?? 0;
  return simpleKeyword(
    'minItems',
    (value) => !Array.isArray(value) || value.length >= limit,
    () => (limit === 1 ? 'must not be empty' : `must have at least ${limit} entries`),
  );
}

function compileMaxItems(schema: JsonSchema): SchemaCheck[] {
  const limit = schema.maxItems ?? Number.POSITIVE_INFINITY;
  return simpleKeyword(
    'maxItems',
    (value) => !Array.isArray(value) || value.length <= limit,
    () => `must have at most ${limit} entries`,
  );
}

function compileUniqueItems(schema: JsonSchema): SchemaCheck[] {
  if (schema.uniqueItems !== true) return [];
  return simpleKeyword(
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
  return simpleKeyword(
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
  return simpleKeyword(
    'not',
    (value) => !unwanted.isValid(value),
    () => (keys === undefined ? 'has a form that is not allowed here' : `must not have ${keys} here`),
  );
}

/** Enough of the problems to tell how close an alternative comes; a large list could have thousands. */
function firstOf(problems: Iterable<SchemaProblem>): SchemaProblem[] {
  const first: SchemaProblem[] = [];
  for (const problem of problems) {
    first.push(problem);
    if (first.length === MAX_PROBLEMS) break;
  }
  return first;
}

/** The keywords of draft 4 that the schemas of this project use. */
export const KEYWORDS: ReadonlyMap<string, KeywordCompiler> = new Map<string, KeywordCompiler>([
  ...VALUE_KEYWORDS,
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

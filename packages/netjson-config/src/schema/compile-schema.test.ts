import { describe, expect, test } from 'vitest';
import type { JsonSchema, JsonValue } from '@netloom/netjson';
import { compileSchema } from './compile-schema.ts';

/** `keyword at path` of all violations. */
function violations(schema: JsonSchema, value: JsonValue): string[] {
  const check = compileSchema(schema);
  const found = [...check.problems(value, [])].map(({ keyword, path }) => `${keyword} at /${path.join('/')}`);
  expect(check.isValid(value)).toBe(found.length === 0);
  return found;
}

describe('keywords', () => {
  test.each<[JsonSchema, JsonValue, boolean]>([
    [{ type: 'integer' }, 3, true],
    [{ type: 'integer' }, 3.5, false],
    [{ type: 'integer' }, true, false],
    [{ type: ['string', 'null'] }, null, true],
    [{ type: ['string', 'null'] }, 1, false],
    [{ type: 'object' }, [], false],
    [{ enum: [1, 'a', null] }, 1, true],
    [{ enum: [1, 'a', null] }, true, false],
    [{ minLength: 2 }, '😀', false],
    [{ maxLength: 1 }, '😀', true],
    [{ maxLength: 1 }, 'ab', false],
    [{ minimum: 5 }, 5, true],
    [{ minimum: 5, exclusiveMinimum: true }, 5, false],
    [{ maximum: 5, exclusiveMaximum: true }, 5, false],
    [{ maximum: 5 }, '9', true],
    [{ pattern: '^a+$' }, 'aa\n', true],
    [{ pattern: '^a+$' }, 'aa\n\n', false],
    [{ pattern: 'b' }, 'abc', true],
    [{ minItems: 1 }, [], false],
    [{ maxItems: 1 }, [1, 2], false],
    [{ uniqueItems: true }, [1, true, '1'], true],
    [
      { uniqueItems: true },
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      false,
    ],
    [
      { uniqueItems: true },
      [
        { a: 'b', b: 'a' },
        { a: 'a', b: 'b' },
      ],
      true,
    ],
    [{ not: { required: ['x'] } }, { x: 1 }, false],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 1, false],
    [{ oneOf: [{ type: 'integer' }, { minimum: 5 }] }, 7, false],
    [{ oneOf: [{ type: 'integer' }, { minimum: 5 }] }, 3, true],
    [{ format: 'ipv4' }, '10.0.0.1', true],
    [{ format: 'ipv4' }, '10.0.0.01', false],
    [{ format: 'ipv6' }, 'fe80::1', true],
    [{ format: 'ipv6' }, 'fe80::1%eth0', false],
    [{ format: 'cidr' }, '10.0.0.0/8', true],
    [{ format: 'cidr' }, '10.0.0.0/255.0.0.0', true],
    [{ format: 'cidr' }, '10.0.0.1/8', false],
    [{ format: 'cidr' }, 'fd00::/129', false],
    [{ format: 'hostname' }, 'a.example', true],
    [{ format: 'hostname' }, 'a', false],
    [{ format: 'hostname' }, `${'a'.repeat(64)}.example`, false],
    [{ format: 'textarea' }, 'anything', true],
  ])('%j with %j: %s', (schema, value, valid) => {
    expect(violations(schema, value).length === 0).toBe(valid);
  });
});

test('violations come in the order of the keywords and of the declared properties', () => {
  const schema: JsonSchema = {
    properties: { b: { type: 'string' }, a: { required: ['x', 'y'], type: 'object', minimum: 3 } },
    required: ['c'],
    additionalProperties: false,
  };
  expect(violations(schema, { a: { x: 1 }, z: 0, b: 2 })).toEqual([
    'type at /b',
    'required at /a',
    'required at /',
    'additionalProperties at /',
  ]);
});

test('a reference hides its siblings and may be recursive', () => {
  const schema: JsonSchema = {
    definitions: {
      node: { properties: { next: { $ref: '#/definitions/node', type: 'string' } }, required: ['v'] },
    },
    $ref: '#/definitions/node',
    type: 'string',
  };
  expect(violations(schema, { v: 1, next: { v: 1, next: {} } })).toEqual(['required at /next/next']);
});

test('a schema that refers to nothing or elsewhere is a mistake of the programmer', () => {
  expect(() => compileSchema({ $ref: '#/definitions/x' })).toThrow(/lacks/);
  expect(() => compileSchema({ $ref: 'http://example.net/x' })).toThrow(/another document/);
});

test('an alternative keeps what each shape has to say', () => {
  const check = compileSchema({ items: { oneOf: [{ required: ['a'] }, { required: ['b', 'c'] }] } });
  const [problem] = check.problems([{}], []);
  expect(problem?.path).toEqual([0]);
  expect(problem?.alternatives?.map((alternative) => alternative.length)).toEqual([1, 2]);
});

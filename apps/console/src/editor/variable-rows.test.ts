import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readValue, toRows, toVariables, valueText } from './variable-rows.ts';

test('variables survive the table', () => {
  const variables = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue(), { noNullPrototype: true });
  fc.assert(
    fc.property(variables, (given) => {
      const value = JSON.parse(JSON.stringify(given)) as never;
      expect(toVariables(toRows(value))).toEqual(value);
    }),
  );
});

test('lines without a name are left out, the last of two counts', () => {
  const rows = [
    { id: 0, name: '', value: 'x' },
    { id: 1, name: 'a', value: '1' },
    { id: 2, name: 'a', value: '2' },
  ];
  expect(toVariables(rows)).toEqual({ a: '2' });
});

test('texts stay texts, other values keep their kind while they can', () => {
  expect(readValue('5', '')).toBe('5');
  expect(readValue('5', 4)).toBe(5);
  expect(readValue('true', false)).toBe(true);
  expect(readValue('{"a":', {})).toBe('{"a":');
  expect(valueText({ a: 1 })).toBe('{"a":1}');
  expect(valueText('a')).toBe('a');
});

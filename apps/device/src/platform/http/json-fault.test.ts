import { expect, test } from 'vitest';
import { findJsonFault } from './json-fault.ts';

const name = 'Expecting property name enclosed in double quotes';
const comma = "Expecting ',' delimiter";

// As Python's parser tells them, which clients of the API have read so far.
test.each([
  ['{', 1, name],
  ['{"a":1,}', 7, name],
  ["{'a':1}", 1, name],
  ['{,}', 1, name],
  ['{"a"', 4, "Expecting ':' delimiter"],
  ['{"a" 1}', 5, "Expecting ':' delimiter"],
  ['{"a":', 5, 'Expecting value'],
  ['{"a": }', 6, 'Expecting value'],
  ['[1,]', 3, 'Expecting value'],
  ['nul', 0, 'Expecting value'],
  ['-', 0, 'Expecting value'],
  ['  ', 2, 'Expecting value'],
  ['[1 2]', 3, comma],
  ['{"a":1', 6, comma],
  ['{"a":01}', 6, comma],
  ['[1}', 2, comma],
  ['1 2', 2, 'Extra data'],
  ['{"a":1}}', 7, 'Extra data'],
  ['"abc', 0, 'Unterminated string starting at'],
  ['{"a":"x\\', 5, 'Unterminated string starting at'],
  ['"a\\x"', 2, 'Invalid \\escape'],
  ['"a\\u12"', 3, 'Invalid \\uXXXX escape'],
  ['"\\u00e9', 2, 'Invalid \\uXXXX escape'],
  ['"a\nb"', 2, 'Invalid control character at'],
  ['{"a":"😀" x}', 9, comma],
  ['{"a":NaN,', 9, name],
  ['['.repeat(100_000), 100_000, 'Expecting value'],
])('%.20s', (text, offset, message) => expect(findJsonFault(text)).toEqual({ offset, message }));

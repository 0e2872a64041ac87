import { expect, test } from 'vitest';
import type { JsonValue } from '@netloom/netjson';
import { pythonJson } from './python-json.ts';
import { pythonText } from './python-text.ts';

test.each<[JsonValue, string]>([
  ['it\'s "x"', 'it\'s "x"'],
  [true, 'True'],
  [null, 'None'],
  [1, '1'],
  [-0.5, '-0.5'],
  [0.00001, '1e-05'],
  [1.5e-7, '1.5e-07'],
  [1e21, '1e+21'],
  [['a', false, null, 2.5], "['a', False, None, 2.5]"],
  [{ a: [], b: {} }, "{'a': [], 'b': {}}"],
  [["it's"], '["it\'s"]'],
  [['both \' and "'], "['both \\' and \"']"],
  [['tab\tnew\nline\\'], "['tab\\tnew\\nline\\\\']"],
  [['é\u0001\u00a0'], "['é\\x01\\xa0']"],
])('%j is %s', (value, expected) => {
  expect(pythonText(value)).toBe(expected);
});

test('JSON has the blanks and escapes of Python', () => {
  const value = { b: [1, 'ü😀/', true], a: {}, c: [], d: 1e-7 };
  expect(pythonJson(value)).toBe('{"b": [1, "\\u00fc\\ud83d\\ude00/", true], "a": {}, "c": [], "d": 1e-07}');
  expect(pythonJson({ b: [1], a: { c: null } }, { indent: 2, sortKeys: true })).toBe(
    '{\n  "a": {\n    "c": null\n  },\n  "b": [\n    1\n  ]\n}',
  );
  expect(pythonJson('ü', { ensureAscii: false })).toBe('"ü"');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { uciTokens } from './uci-tokens.ts';

test('tells the parts of a line of UCI apart', () => {
  expect(uciTokens("\toption hostname 'ap-1'")).toEqual([
    { text: '\t', kind: 'plain' },
    { text: 'option', kind: 'word' },
    { text: ' ', kind: 'plain' },
    { text: 'hostname', kind: 'name' },
    { text: " 'ap-1'", kind: 'value' },
  ]);
  expect(uciTokens('# mode: 0600')).toEqual([{ text: '# mode: 0600', kind: 'comment' }]);
  expect(uciTokens('options are not option')).toEqual([{ text: 'options are not option', kind: 'plain' }]);
});

test('the parts together are the line', () => {
  const piece = fc.constantFrom('option', 'config', ' ', '\t', "'x'", '#', 'name', '{{ v }}');
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const line = pieces.join('');
      expect(
        uciTokens(line)
          .map(({ text }) => text)
          .join(''),
      ).toBe(line);
    }),
  );
});

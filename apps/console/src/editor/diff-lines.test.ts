import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffLines, foldDiff } from './diff-lines.ts';

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', '', '\toption x'), { maxLength: 12 })
  .map((lines) => lines.join('\n'));
const without = (kind: string, before: string, after: string): string =>
  diffLines(before, after)
    .filter((line) => line.kind !== kind)
    .map((line) => line.text)
    .join('\n');
const lined = (value: string): string => value.replace(/\n$/, '');

test('leaving out what was added gives the text before, and the other way round', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(without('added', before, after)).toBe(lined(before));
      expect(without('removed', before, after)).toBe(lined(after));
    }),
  );
});

test('one changed line is one removed and one added', () => {
  expect(diffLines('a\nb\nc\n', 'a\nx\nc\n')).toEqual([
    { kind: 'same', text: 'a' },
    { kind: 'removed', text: 'b' },
    { kind: 'added', text: 'x' },
    { kind: 'same', text: 'c' },
  ]);
});

test('a text against itself has no changes', () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(diffLines(value, value).filter(({ kind }) => kind !== 'same')).toEqual([]);
    }),
  );
});

test('folding keeps every line in sight or counted', () => {
  const before = Array.from({ length: 20 }, (_, index) => `line ${index}`).join('\n');
  const parts = foldDiff(diffLines(before, before.replace('line 10', 'other')), 2);
  expect(parts.map((part) => (part.kind === 'skipped' ? part.count : part.lines.length))).toEqual([8, 6, 7]);
});

test('a few lines between two changes are shown and not counted', () => {
  const before = Array.from({ length: 9 }, (_, index) => `line ${index}`);
  const after = before.with(1, 'x').with(7, 'y').join('\n');
  expect(foldDiff(diffLines(before.join('\n'), after), 1).map(({ kind }) => kind)).toEqual(['lines']);
});

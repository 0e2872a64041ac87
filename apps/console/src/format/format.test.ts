import { expect, test } from 'vitest';
import { byteSize } from './byte-size.ts';
import { formatCount, formatShare } from './count.ts';
import { toCsv } from './csv.ts';
import { relativeTime } from './relative-time.ts';

const now = new Date('2026-03-01T12:00:00Z');
const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1000);

test.each([
  [0, 'now'],
  [44, 'now'],
  [50, '1 minute ago'],
  [60, '1 minute ago'],
  [59 * 60, '1 hour ago'],
  [3 * 3600, '3 hours ago'],
  [26 * 3600, 'yesterday'],
  [40 * 86_400, 'last month'],
  [800 * 86_400, '2 years ago'],
  [-120, 'in 2 minutes'],
])('%d seconds ago is told as %j', (seconds, text) =>
  expect(relativeTime(ago(seconds), now, 'en')).toBe(text),
);

test('counts and shares', () => {
  expect(formatCount(12_345, 'en')).toBe('12,345');
  expect(formatShare(1, 4, 'en')).toBe('25%');
  expect(formatShare(1, 100_000, 'en')).toBe('<0.1%');
  expect(formatShare(99_999, 100_000, 'en')).toBe('>99%');
  expect(formatShare(0, 0, 'en')).toBe('–');
  expect(formatShare(7, 7, 'en')).toBe('100%');
});

test('sizes', () => {
  expect(byteSize(0, 'en')).toBe('0 byte');
  expect(byteSize(999, 'en')).toBe('999 byte');
  expect(byteSize(1234, 'en')).toBe('1.2 kB');
  expect(byteSize(5_600_000, 'en')).toBe('5.6 MB');
});

test('CSV quotes what needs it and disarms formulas', () => {
  expect(
    toCsv([
      ['name', 'n'],
      ['a "b", c', 3],
      ['=1+1', -2],
      ['two\nlines', 0],
    ]),
  ).toBe('name,n\r\n"a ""b"", c",3\r\n\'=1+1,-2\r\n"two\nlines",0\r\n');
});

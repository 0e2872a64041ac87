import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backOff } from './back-off.ts';

test('the first retry comes within a second', () => {
  expect(backOff(1, 0)).toBe(500);
  expect(backOff(1, 0.999)).toBeLessThanOrEqual(1000);
});

test('the wait grows, never beyond half a minute', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (attempt, random) => {
        const wait = backOff(attempt, random);
        expect(wait).toBeGreaterThanOrEqual(500);
        expect(wait).toBeLessThanOrEqual(30_000);
        expect(backOff(attempt + 1, random)).toBeGreaterThanOrEqual(wait);
      },
    ),
  );
});

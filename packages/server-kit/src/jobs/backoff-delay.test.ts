import { expect, test } from 'vitest';
import { backoffDelay } from './backoff-delay.ts';

const attempts = [1, 2, 3, 4, 5, 50];

test('doubles up to the longest pause', () => {
  const backoff = { type: 'exponential', ms: 1000, maxMs: 10_000 } as const;
  expect(attempts.map((attempt) => backoffDelay(backoff, attempt, 0.5))).toEqual([
    1000, 2000, 4000, 8000, 10_000, 10_000,
  ]);
});

test('stays the same when fixed', () => {
  const backoff = { type: 'fixed', ms: 500, maxMs: 10_000 } as const;
  expect(attempts.map((attempt) => backoffDelay(backoff, attempt, 0.5))).toEqual(attempts.map(() => 500));
});

test('is spread by a fifth either way', () => {
  const backoff = { type: 'fixed', ms: 1000, maxMs: 10_000 } as const;
  expect(backoffDelay(backoff, 1, 0)).toBe(800);
  expect(backoffDelay(backoff, 1, 1)).toBe(1200);
  const drawn = new Set(Array.from({ length: 50 }, () => backoffDelay(backoff, 1)));
  expect(drawn.size).toBeGreaterThan(10);
  for (const delay of drawn) expect(Math.abs(delay - 1000)).toBeLessThanOrEqual(200);
});

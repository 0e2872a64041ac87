import { describe, expect, it } from 'vitest';
import { createRateLimiter, parseRate } from './rate-limiter.ts';

describe('createRateLimiter', () => {
  it('lets a window have its limit and tells how long to wait then', () => {
    let now = 0;
    const limiter = createRateLimiter({ limit: 2, windowMs: 10_000 }, () => now);
    expect([limiter.take('a'), limiter.take('a'), limiter.take('b')]).toEqual([0, 0, 0]);
    expect(limiter.waiting('a')).toBe(10);
    now = 2_500;
    expect(limiter.take('a')).toBe(8);
    expect(limiter.waiting('b')).toBe(0);
    now = 10_000;
    expect(limiter.waiting('a')).toBe(0);
    expect(limiter.take('a')).toBe(0);
  });
});

describe('parseRate', () => {
  it.each([
    ['20/day', { limit: 20, windowMs: 86_400_000 }],
    ['5/min', { limit: 5, windowMs: 60_000 }],
    ['1/s', { limit: 1, windowMs: 1000 }],
  ])('reads %s', (text, rate) => expect(parseRate(text)).toEqual(rate));

  it.each(['', 'none', '5', '5/fortnight', '-1/s', '5/constructor'])('refuses %j', (text) =>
    expect(parseRate(text)).toBeUndefined(),
  );
});

import { describe, expect, it } from 'vitest';
import { freshFor } from './fresh-for.ts';

describe('an answer that stays fresh for a while', () => {
  it('is asked for once by all who come at the same time or soon after', async () => {
    let now = 1000;
    let asked = 0;
    const get = freshFor(
      100,
      async (key: string) => `${key}${++asked}`,
      () => now,
    );
    expect(await Promise.all([get('a'), get('a'), get('b')])).toEqual(['a1', 'a1', 'b2']);
    now += 99;
    expect(await get('a')).toBe('a1');
    now += 1;
    expect(await get('a')).toBe('a3');
    get.forget();
    expect(await get('a')).toBe('a4');
  });

  it('is not kept when the clock goes back', async () => {
    let now = 1_000_000;
    let asked = 0;
    const get = freshFor(
      100,
      async () => ++asked,
      () => now,
    );
    await get('a');
    now -= 500_000;
    expect(await get('a')).toBe(2);
  });

  it('is not kept when it failed', async () => {
    let asked = 0;
    const get = freshFor(100, async () => {
      if (++asked === 1) throw new Error('once');
      return asked;
    });
    await expect(get('a')).rejects.toThrow('once');
    expect(await get('a')).toBe(2);
  });
});

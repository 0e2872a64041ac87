import { expect, test } from 'vitest';
import { randomHexToken, randomToken } from './random-token.ts';

test('tokens have the asked length and alphabet and do not repeat', () => {
  const tokens = Array.from({ length: 200 }, () => randomToken());
  for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9]{32}$/);
  expect(new Set(tokens).size).toBe(200);
  expect(randomToken(64)).toMatch(/^[A-Za-z0-9]{64}$/);
  expect(randomHexToken()).toMatch(/^[0-9a-f]{40}$/);
  expect(randomHexToken(7)).toMatch(/^[0-9a-f]{7}$/);
});

test('all 62 characters are about equally likely', () => {
  const counts = new Map<string, number>();
  const drawn = 62_000;
  for (const character of randomToken(drawn)) counts.set(character, (counts.get(character) ?? 0) + 1);
  expect(counts.size).toBe(62);
  // Expected 1000 each with a deviation of 31; eight deviations never happen by chance, a modulo bias of 256 % 62
  // would put eight characters at 1210.
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(200);
});

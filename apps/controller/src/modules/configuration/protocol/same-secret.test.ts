import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sameSecret } from './same-secret.ts';

it('is equality', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', 'b', '\0', 'é') });
  fc.assert(
    fc.property(texts, texts, (left, right) => {
      expect(sameSecret(left, right)).toBe(left === right);
      expect(sameSecret(left, left)).toBe(true);
    }),
  );
});

it('looks at every character, wherever the first difference is', () => {
  const secret = 'k'.repeat(32);
  const looksAt = (given: string): number => {
    let looks = 0;
    const watched = {
      length: given.length,
      charCodeAt: (position: number): number => {
        looks++;
        return given.charCodeAt(position);
      },
    };
    expect(sameSecret(watched as unknown as string, secret)).toBe(given === secret);
    return looks;
  };
  for (let position = 0; position < 32; position++) {
    expect(looksAt(`${secret.slice(0, position)}x${secret.slice(position + 1)}`)).toBe(32);
  }
  expect(looksAt(secret)).toBe(32);
  expect(looksAt('k'.repeat(5))).toBe(5);
});

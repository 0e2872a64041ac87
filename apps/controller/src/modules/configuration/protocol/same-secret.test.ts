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

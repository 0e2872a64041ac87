import { expect, it } from 'vitest';
import { consistentKey } from './device-key.ts';

it.each([
  ['00:11:22:AA:BB:CC', 's3cr+et', 'dbd7bd4f0a09ced16974e7a54ca62c66'],
  ['1234', 'functional_testing_secret', '800c605076cad8d777adeadf89a34b8b'],
])('the key of %s with %s', (identity, secret, key) => {
  expect(consistentKey(identity, secret)).toBe(key);
});

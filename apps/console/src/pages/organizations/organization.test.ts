import { expect, test } from 'vitest';
import { randomSecret } from './random-secret.ts';
import { slugify } from './slugify.ts';

test.each([
  ['City WiFi', 'city-wifi'],
  ['  Zürich – Süd ', 'zurich-sud'],
  ['A/B_c', 'a-b_c'],
  ['---', ''],
])('%j becomes %j', (name, slug) => expect(slugify(name)).toBe(slug));

test('secrets are what the agent accepts, and differ', () => {
  const secrets = Array.from({ length: 50 }, randomSecret);
  for (const secret of secrets) expect(secret).toMatch(/^[A-Za-z0-9]{32}$/);
  expect(new Set(secrets).size).toBe(50);
});

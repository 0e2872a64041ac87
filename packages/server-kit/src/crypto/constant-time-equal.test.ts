import { expect, test } from 'vitest';
import { constantTimeEqual } from './constant-time-equal.ts';

test.each([
  ['secret', 'secret', true],
  ['secret', 'secreT', false],
  ['secret', 'secret ', false],
  ['', '', true],
  ['', 'x', false],
  ['größe', Buffer.from('größe'), true],
])('%j and %j: %s', (left, right, equal) => {
  expect(constantTimeEqual(left, right)).toBe(equal);
});

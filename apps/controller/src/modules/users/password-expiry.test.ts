import { describe, expect, it } from 'vitest';
import { isPasswordExpired } from './password-expiry.ts';

const now = new Date('2026-03-31T23:30:00Z');
const user = { password: '$argon2id$x', password_updated: '2026-03-01', is_staff: false };

describe('the age of a password', () => {
  it.each([
    ['never when nothing is set', user, { user: 0, staff: 0 }, false],
    ['still good on the last day', user, { user: 30, staff: 0 }, false],
    ['expired the day after', user, { user: 29, staff: 0 }, true],
    ['staff has a limit of its own', { ...user, is_staff: true }, { user: 10, staff: 60 }, false],
    [
      'staff without a limit has that of everybody',
      { ...user, is_staff: true },
      { user: 10, staff: 0 },
      true,
    ],
    ['the limit of staff is not for others', user, { user: 0, staff: 10 }, false],
    ['no password, no age', { ...user, password: '!xyz' }, { user: 10, staff: 0 }, false],
    ['unknown age', { ...user, password_updated: null }, { user: 10, staff: 0 }, false],
  ])('%s', (_, given, ages, expired) => {
    expect(isPasswordExpired(given, ages, now)).toBe(expired);
  });
});

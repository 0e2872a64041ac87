import { describe, expect, it } from 'vitest';
import { passwordProblems } from './password-problems.ts';

const owner = {
  username: 'anna.karlsson',
  first_name: 'Anna',
  last_name: 'Karlsson',
  email: 'ak@hills.example',
};
const tooShort = 'This password is too short. It must contain at least 8 characters.';
const tooCommon = 'This password is too common.';
const numeric = 'This password is entirely numeric.';

describe('what is wrong with a password', () => {
  it.each([
    ['x7-Kq', [tooShort]],
    ['password', [tooCommon]],
    ['PassWord', [tooCommon]],
    ['P@ssw0rd', [tooCommon]],
    ['password123', [tooCommon]],
    ['123password!', [tooCommon]],
    ['Welcome2024!', [tooCommon]],
    ['qwertyuiop', [tooCommon]],
    ['passwordpassword', [tooCommon]],
    ['aaaaaaaaaa', [tooCommon]],
    ['abcabcabcabc', [tooCommon]],
    ...[
      '1qaz2wsx',
      'q1w2e3r4',
      'zaq12wsx',
      'a1b2c3d4',
      'benjamin',
      'Benjamin1985!',
      'letmein!!',
      'sunshine#7',
    ].map((password): [string, string[]] => [password, [tooCommon]]),
    ['mikrotik-2026', [tooCommon]],
    ['1qaz1qaz', [tooCommon]],
    ['19871987', [tooCommon, numeric]],
    ['12345678', [tooCommon, numeric]],
    ['4915550238', [numeric]],
    ['٤٩١٥٥٥٠٢٣٨', [numeric]],
    ['1234', [tooShort, tooCommon, numeric]],
    ['anna.karlsson1', ['The password is too similar to the username.']],
    ['nossrlak.anna', ['The password is too similar to the username.']],
    ['hillsexample', ['The password is too similar to the email address.']],
    ['Karlsson2', ['The password is too similar to the username.']],
  ])('%s: %j', (password, problems) => {
    expect(passwordProblems(password, owner)).toEqual(problems);
  });

  it('compares with every attribute', () => {
    const other = { username: 'x', first_name: 'Bartholomew', last_name: 'Featherstone', email: null };
    expect(passwordProblems('bartholomew9', other)).toEqual([
      'The password is too similar to the first name.',
    ]);
    expect(passwordProblems('featherstone9', other)).toEqual([
      'The password is too similar to the last name.',
    ]);
  });

  it.each([
    'correct horse battery',
    'Tr1cky-Heron-88',
    'anna likes to walk in the hills at night',
    'xkqvwpfz',
    'ünïcödé wörks',
    'monkeybusiness42',
    'bob-4519-sex-88',
  ])('%s is good', (password) => {
    expect(passwordProblems(password, owner)).toEqual([]);
  });

  it('takes no longer for long texts', () => {
    expect(passwordProblems('ab'.repeat(2000), { ...owner, username: 'u'.repeat(150) })).toEqual([tooCommon]);
  });
});

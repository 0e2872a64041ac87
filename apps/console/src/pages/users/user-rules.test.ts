import { personName } from '../../model/user.ts';
import { expect, test } from 'vitest';
import { mayEndAccount, mayManageAccount, usernameFor, userState } from './user-rules.ts';

const session = (is_superuser: boolean) => ({
  user: {
    id: 'me',
    username: 'me',
    email: null,
    first_name: '',
    last_name: '',
    is_superuser,
    is_staff: true,
    language: null,
  },
});

test.each([
  ['vera.meier@example.org', 'vera.meier'],
  ['jörg+net@example.org', 'jörg+net'],
  ['"odd name"@example.org', 'oddname'],
  ['no-address', 'no-address'],
  ['', ''],
])('%j suggests %j', (email, username) => expect(usernameFor(email)).toBe(username));

test('owners are left to superusers, and to themselves', () => {
  const owner = { id: 'you', is_owner: true };
  expect(mayManageAccount(session(false), owner)).toBe(false);
  expect(mayManageAccount(session(true), owner)).toBe(true);
  expect(mayManageAccount(session(false), { id: 'me', is_owner: true })).toBe(true);
  expect(mayManageAccount(session(false), { id: 'you', is_owner: false })).toBe(true);
});

test('nobody ends their own account', () => {
  expect(mayEndAccount(session(true), { id: 'me', is_owner: false })).toBe(false);
  expect(mayEndAccount(session(true), { id: 'you', is_owner: true })).toBe(true);
  expect(mayEndAccount(session(false), { id: 'you', is_owner: true })).toBe(false);
});

test('a name is what is known of it', () => {
  expect(personName({ first_name: 'Vera', last_name: '' })).toBe('Vera');
  expect(personName({ first_name: 'Vera', last_name: 'Meier' })).toBe('Vera Meier');
  expect(personName({})).toBe('');
});

test('who has no password is invited, unless they come in another way', () => {
  const invited = { is_active: true, has_password: false, last_login: null };
  expect(userState(invited)).toBe('invited');
  expect(userState({ ...invited, last_login: '2026-01-01T00:00:00Z' })).toBe('active');
  expect(userState({ ...invited, has_password: true })).toBe('active');
  expect(userState({ ...invited, is_active: false })).toBe('inactive');
});

import { expect, test } from 'vitest';
import type { Session } from '../model/session.ts';
import { visiblePages } from './navigation.ts';

const session = (given: Partial<Session> & { superuser?: boolean }): Session => ({
  user: {
    id: '1',
    username: 'op',
    email: null,
    first_name: '',
    last_name: '',
    is_superuser: given.superuser ?? false,
    is_staff: true,
    language: null,
  },
  organizations: [],
  permissions: [],
  modules: ['users', 'audit', 'configuration'],
  version: '0.1.0',
  mail_enabled: false,
  auth_api: true,
  restriction: null,
  ...given,
});
const names = (given: Session) => visiblePages(given).map(({ name }) => name);

test('a superuser sees every page', () => {
  expect(names(session({ superuser: true }))).toEqual([
    'overview',
    'devices',
    'groups',
    'templates',
    'users',
    'permissionGroups',
    'organizations',
    'audit',
    'about',
  ]);
});

test('others see what they may view or change', () => {
  expect(names(session({ permissions: ['config.change_device', 'config.view_devicegroup'] }))).toEqual([
    'overview',
    'devices',
    'groups',
    'about',
  ]);
});

test('pages of modules that are off are hidden, from superusers too', () => {
  expect(names(session({ superuser: true, modules: ['users'] }))).toEqual([
    'users',
    'permissionGroups',
    'organizations',
    'about',
  ]);
});

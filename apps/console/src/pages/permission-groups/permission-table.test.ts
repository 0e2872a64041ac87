import { expect, test } from 'vitest';
import { permissionIds, type Permission } from '../../model/permission-group.ts';
import { permissionTable, withPermissions } from './permission-table.ts';

const permission = (
  id: number,
  model: string,
  action: Permission['action'],
  subject: string,
): Permission => ({
  id,
  model,
  action,
  code: model.replace('.', `.${action}_`),
  name: `Can ${action} ${subject}`,
});

test('permissions become rows of kinds of objects, in sections', () => {
  const table = permissionTable([
    permission(1, 'account.emailaddress', 'add', 'email address'),
    permission(2, 'account.emailaddress', 'view', 'email address'),
    permission(3, 'config.device', 'delete', 'device'),
    permission(4, 'config.template', 'view', 'template'),
  ]);
  expect(table).toEqual([
    {
      app: 'account',
      rows: [{ model: 'account.emailaddress', subject: 'email address', ids: { add: 1, view: 2 } }],
    },
    {
      app: 'config',
      rows: [
        { model: 'config.device', subject: 'device', ids: { delete: 3 } },
        { model: 'config.template', subject: 'template', ids: { view: 4 } },
      ],
    },
  ]);
});

test('granting and taking keep the order and name nothing twice', () => {
  expect(withPermissions([7, 2], [3, 2], true)).toEqual([2, 3, 7]);
  expect(withPermissions([2, 3, 7], [3, 9], false)).toEqual([2, 7]);
});

test('the ids of a group stand in front of what it shows', () => {
  expect(
    permissionIds({ permissions: ['12: device | Can add device', '3: user | Can view user', 4] }),
  ).toEqual([3, 4, 12]);
});

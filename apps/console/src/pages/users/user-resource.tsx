import { IconUsers } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { personName, type UserRow } from '../../model/user.ts';
import { CopyCell } from '../../list/copy-cell.tsx';
import { defineResource, type Filter } from '../../resource/define-resource.ts';
import { timeColumn } from '../../resource/time-column.tsx';
import { UserBadge } from './user-badge.tsx';
import { userBulkActions } from './user-bulk-actions.tsx';
import { userState } from './user-rules.ts';

const kindText = (row: UserRow, t: TFunction): string => {
  if (row.is_superuser) return t('users.kind.superuser');
  return row.is_staff ? t('users.kind.staff') : t('users.kind.none');
};

const yesOrNo = (id: string, parameter: string, label: Filter['label']): Filter => ({
  id,
  parameter,
  label,
  kind: 'choice',
  choices: (t) => [
    { value: 'true', label: t('common.yes') },
    { value: 'false', label: t('common.no') },
  ],
});

export const userResource = defineResource<UserRow>({
  kind: 'user',
  path: '/api/v1/users/user/',
  route: '/users',
  model: 'openwisp_users.user',
  icon: IconUsers,
  title: (t) => t('users.title'),
  noun: (t, count) => t('users.noun', { count }),
  searchHint: (t) => t('users.search'),
  fields: ['id', 'username', 'is_active', 'is_owner'],
  name: (row) => row.username,
  columns: [
    {
      id: 'name',
      label: (t) => t('users.field.username'),
      fields: [],
      text: (row) => row.username,
      ordering: 'username',
      width: 160,
      grow: 1,
      usual: true,
    },
    {
      id: 'person',
      label: (t) => t('users.field.person'),
      fields: ['first_name', 'last_name'],
      text: personName,
      width: 150,
      grow: 1,
      usual: true,
      phone: 'detail',
    },
    {
      id: 'state',
      label: (t) => t('users.field.state'),
      fields: ['is_active', 'has_password', 'last_login'],
      cell: (row) => <UserBadge user={row} />,
      text: (row, t) => t(`users.state.${userState(row)}`),
      width: 120,
      usual: true,
      phone: 'badge',
    },
    {
      id: 'email',
      label: (t) => t('users.field.email'),
      fields: ['email'],
      cell: (row, t) => (row.email ? <CopyCell text={row.email} label={t('users.field.email')} /> : null),
      text: (row) => row.email ?? '',
      ordering: 'email',
      width: 200,
      grow: 1.4,
      usual: true,
      phone: 'detail',
      detail: (row) => row.email,
    },
    {
      id: 'organizations',
      label: (t) => t('users.field.organizations'),
      fields: ['organization_names'],
      text: (row) => row.organization_names?.join(', ') ?? '',
      width: 160,
      grow: 1,
      usual: (session) => session.user.is_superuser || session.organizations.length > 1,
    },
    {
      id: 'groups',
      label: (t) => t('users.field.groups'),
      fields: ['group_names'],
      text: (row) => row.group_names?.join(', ') ?? '',
      width: 140,
      usual: true,
    },
    {
      id: 'kind',
      label: (t) => t('users.field.role'),
      fields: ['is_staff'],
      text: kindText,
      width: 110,
    },
    timeColumn('last_login', (t) => t('users.field.lastLogin'), {
      id: 'last-login',
      width: 130,
      usual: true,
    }),
    {
      id: 'expiration',
      label: (t) => t('users.field.expiration'),
      fields: ['expiration_date'],
      text: (row) => row.expiration_date ?? '',
      width: 120,
    },
    {
      id: 'phone',
      label: (t) => t('users.field.phone'),
      fields: ['phone_number'],
      text: (row) => row.phone_number ?? '',
      width: 150,
    },
    timeColumn('date_joined', (t) => t('users.field.joined'), { id: 'joined' }),
  ],
  filters: [
    {
      id: 'state',
      parameter: 'is_active',
      label: (t) => t('users.field.state'),
      kind: 'choice',
      choices: (t) => [
        { value: 'true', label: t('users.state.active') },
        { value: 'false', label: t('users.state.inactive') },
      ],
    },
    {
      id: 'group',
      parameter: 'group',
      label: (t) => t('users.field.group'),
      kind: 'reference',
      path: '/api/v1/users/group/',
    },
    yesOrNo('staff', 'is_staff', (t) => t('users.field.staff')),
    {
      ...yesOrNo('superuser', 'is_superuser', (t) => t('users.field.superuser')),
      // Nobody else sees any.
      visible: ({ user }) => user.is_superuser,
    },
  ],
  ordering: 'username',
  bulk: { path: '/api/v1/users/user/bulk/', actions: userBulkActions },
  create: { to: '/users/new', label: (t) => t('users.add'), permission: 'add' },
  empty: { title: (t) => t('users.empty.title'), text: (t) => t('users.empty.text') },
});

import { Badge, Group } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { seededGroups, type PermissionGroup } from '../../model/permission-group.ts';
import { defineResource } from '../../resource/define-resource.ts';

/** A group as its list shows it. */
type GroupRow = Pick<PermissionGroup, 'id' | 'name'> & Partial<PermissionGroup>;

export const permissionGroupResource = defineResource<GroupRow>({
  kind: 'permission-group',
  path: '/api/v1/users/group/',
  route: '/permission-groups',
  model: 'openwisp_users.group',
  icon: IconShieldLock,
  title: (t) => t('permissionGroups.title'),
  noun: (t, count) => t('permissionGroups.noun', { count }),
  searchHint: (t) => t('permissionGroups.search'),
  fields: ['id', 'name'],
  name: (row) => row.name,
  columns: [
    {
      id: 'name',
      label: (t) => t('permissionGroups.field.name'),
      fields: [],
      text: (row) => row.name,
      ordering: 'name',
      width: 220,
      grow: 2,
      usual: true,
    },
    {
      id: 'permissions',
      label: (t) => t('permissionGroups.field.permissions'),
      fields: ['permissions'],
      text: (row, t) => t('permissionGroups.count', { count: row.permissions?.length ?? 0 }),
      width: 160,
      grow: 1,
      usual: true,
      phone: 'detail',
    },
    {
      id: 'origin',
      label: (t) => t('permissionGroups.origin'),
      fields: [],
      cell: (row, t) =>
        seededGroups.has(row.id) ? (
          <Group>
            <Badge variant="light" tt="none">
              {t('permissionGroups.seeded')}
            </Badge>
          </Group>
        ) : null,
      text: (row, t) => (seededGroups.has(row.id) ? t('permissionGroups.seeded') : ''),
      width: 180,
      usual: true,
    },
  ],
  filters: [],
  ordering: 'name',
  create: { to: '/permission-groups/new', label: (t) => t('permissionGroups.add'), permission: 'add' },
  empty: {
    title: (t) => t('permissionGroups.empty.title'),
    text: (t) => t('permissionGroups.empty.text'),
  },
});

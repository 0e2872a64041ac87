import { IconFolders } from '@tabler/icons-react';
import type { DeviceGroup } from '../../model/device-group.ts';
import { defineResource } from '../../resource/define-resource.ts';
import { timeColumn } from '../../resource/time-column.tsx';

/** A group as its list shows it. */
export type GroupRow = Pick<DeviceGroup, 'id' | 'name'> &
  Partial<DeviceGroup> & { organization_name?: string; device_count?: number };

export const groupResource = defineResource<GroupRow>({
  kind: 'group',
  path: '/api/v1/controller/group/',
  route: '/groups',
  model: 'config.devicegroup',
  icon: IconFolders,
  title: (t) => t('groups.title'),
  noun: (t, count) => t('groups.noun', { count }),
  searchHint: (t) => t('groups.search'),
  fields: ['id', 'name'],
  name: (row) => row.name,
  columns: [
    {
      id: 'name',
      label: (t) => t('groups.field.name'),
      fields: [],
      text: (row) => row.name,
      ordering: 'name',
      width: 180,
      grow: 1,
      usual: true,
    },
    {
      id: 'description',
      label: (t) => t('groups.field.description'),
      fields: ['description'],
      text: (row) => row.description ?? '',
      width: 200,
      grow: 2,
      usual: true,
      phone: 'detail',
    },
    {
      id: 'templates',
      label: (t) => t('groups.field.templates'),
      fields: ['templates'],
      text: (row) => String(row.templates?.length ?? 0),
      width: 110,
      usual: true,
    },
    timeColumn('modified', (t) => t('groups.field.modified'), { usual: true }),
    timeColumn('created', (t) => t('groups.field.created')),
  ],
  filters: [],
  ordering: 'name',
  create: { to: '/groups/new', label: (t) => t('groups.add'), permission: 'add' },
  empty: { title: (t) => t('groups.empty.title'), text: (t) => t('groups.empty.text') },
});

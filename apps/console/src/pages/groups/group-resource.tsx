import { IconFolders } from '@tabler/icons-react';
import type { DeviceGroup } from '../../model/device-group.ts';
import { TimeAgo } from '../../parts/time-ago.tsx';
import { defineResource } from '../../resource/define-resource.ts';

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
    {
      id: 'modified',
      label: (t) => t('groups.field.modified'),
      fields: ['modified'],
      cell: (row) => (row.modified ? <TimeAgo time={row.modified} /> : null),
      text: (row) => row.modified ?? '',
      ordering: 'modified',
      width: 140,
      usual: true,
    },
    {
      id: 'created',
      label: (t) => t('groups.field.created'),
      fields: ['created'],
      cell: (row) => (row.created ? <TimeAgo time={row.created} /> : null),
      text: (row) => row.created ?? '',
      ordering: 'created',
      width: 140,
    },
  ],
  filters: [],
  ordering: 'name',
  create: { to: '/groups/new', label: (t) => t('groups.add'), permission: 'add' },
  empty: { title: (t) => t('groups.empty.title'), text: (t) => t('groups.empty.text') },
});

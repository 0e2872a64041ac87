import { IconRouter } from '@tabler/icons-react';
import { deviceStatus, deviceStatuses, type DeviceStatus } from '../../model/health.ts';
import type { DeviceRow } from '../../model/device.ts';
import { CopyCell } from '../../list/copy-cell.tsx';
import { DeviceStatusBadge } from '../../parts/device-status-badge.tsx';
import { TimeAgo } from '../../parts/time-ago.tsx';
import { defineResource, type Column } from '../../resource/define-resource.ts';
import { timeColumn } from '../../resource/time-column.tsx';
import { backendChoices, backendLabel } from '../../resource/backends.ts';
import { deviceBulkActions } from './device-bulk-actions.tsx';

const statusOf = (row: DeviceRow): DeviceStatus => deviceStatus(row.config_status, row.is_deactivated);
const addressOf = (row: DeviceRow): string => row.management_ip || row.last_ip || '';

const columns: readonly Column<DeviceRow>[] = [
  {
    id: 'name',
    label: (t) => t('devices.field.name'),
    fields: [],
    text: (row) => row.name,
    ordering: 'name',
    width: 150,
    grow: 2,
    usual: true,
  },
  {
    id: 'status',
    label: (t) => t('devices.field.status'),
    fields: ['config_status', 'is_deactivated', 'error_reason'],
    cell: (row) => (
      <DeviceStatusBadge status={statusOf(row)} {...(row.error_reason ? { reason: row.error_reason } : {})} />
    ),
    text: (row, t) => t(`status.${statusOf(row)}`),
    ordering: 'status',
    width: 136,
    usual: true,
    phone: 'badge',
  },
  {
    id: 'last_seen',
    label: (t) => t('devices.field.lastSeen'),
    fields: ['last_seen'],
    cell: (row, t) => (row.last_seen ? <TimeAgo time={row.last_seen} /> : t('devices.never')),
    detail: (row) => (row.last_seen ? <TimeAgo time={row.last_seen} /> : null),
    text: (row) => row.last_seen ?? '',
    phone: 'detail',
    ordering: 'last_seen',
    width: 126,
    usual: true,
  },
  {
    id: 'address',
    label: (t) => t('devices.field.address'),
    fields: ['management_ip', 'last_ip'],
    cell: (row, t) => <CopyCell text={addressOf(row)} label={t('devices.field.address')} />,
    text: addressOf,
    width: 124,
    grow: 0.6,
    usual: true,
    phone: 'detail',
  },
  {
    id: 'mac',
    label: (t) => t('devices.field.mac'),
    fields: ['mac_address'],
    cell: (row, t) => <CopyCell text={row.mac_address} label={t('devices.field.mac')} />,
    text: (row) => row.mac_address,
    ordering: 'mac_address',
    width: 172,
    usual: true,
  },
  {
    id: 'model',
    label: (t) => t('devices.field.model'),
    fields: ['model'],
    text: (row) => row.model ?? '',
    ordering: 'model',
    width: 140,
    grow: 1.4,
    usual: true,
    phone: 'detail',
  },
  {
    id: 'os',
    label: (t) => t('devices.field.os'),
    fields: ['os'],
    text: (row) => row.os ?? '',
    ordering: 'os',
    width: 140,
    grow: 1.4,
    usual: true,
  },
  {
    id: 'organization',
    label: (t) => t('devices.field.organization'),
    fields: ['organization_name'],
    text: (row) => row.organization_name ?? '',
    width: 120,
    grow: 0.8,
    usual: ({ organizations }) => organizations.length > 1,
  },
  {
    id: 'group',
    label: (t) => t('devices.field.group'),
    fields: ['group_name'],
    text: (row) => row.group_name ?? '',
    width: 120,
    grow: 1,
  },
  {
    id: 'templates',
    label: (t) => t('devices.field.templates'),
    fields: ['template_count'],
    text: (row) => String(row.template_count ?? ''),
    width: 100,
  },
  {
    id: 'reason',
    label: (t) => t('devices.field.reason'),
    fields: ['error_reason'],
    text: (row) => row.error_reason ?? '',
    width: 200,
    grow: 2,
  },
  {
    id: 'system',
    label: (t) => t('devices.field.system'),
    fields: ['system'],
    text: (row) => row.system ?? '',
    width: 160,
    grow: 1,
  },
  {
    id: 'backend',
    label: (t) => t('devices.field.backend'),
    fields: ['backend'],
    text: (row) => (row.backend ? backendLabel(row.backend) : ''),
    width: 120,
  },
  timeColumn('created', (t) => t('devices.field.created'), { width: 130 }),
  timeColumn('modified', (t) => t('devices.field.modified'), { width: 130 }),
];

export const deviceResource = defineResource<DeviceRow>({
  kind: 'device',
  path: '/api/v1/controller/device/',
  route: '/devices',
  model: 'config.device',
  icon: IconRouter,
  title: (t) => t('devices.title'),
  noun: (t, count) => t('devices.noun', { count }),
  searchHint: (t) => t('devices.search'),
  fields: ['id', 'name', 'organization', 'config_status', 'is_deactivated'],
  name: (row) => row.name,
  columns,
  filters: [
    {
      id: 'status',
      parameter: 'config__status',
      label: (t) => t('devices.field.status'),
      kind: 'choice',
      choices: (t) => deviceStatuses.map((status) => ({ value: status, label: t(`status.${status}`) })),
    },
    {
      id: 'seen',
      parameter: 'seen',
      label: (t) => t('devices.filter.seen'),
      kind: 'choice',
      choices: (t) =>
        (['recent', 'stale', 'never'] as const).map((value) => ({
          value,
          label: t(`overview.seen.${value}`),
        })),
    },
    {
      id: 'group',
      parameter: 'group',
      label: (t) => t('devices.field.group'),
      kind: 'reference',
      path: '/api/v1/controller/group/',
    },
    {
      id: 'template',
      parameter: 'config__templates',
      label: (t) => t('devices.filter.template'),
      kind: 'reference',
      path: '/api/v1/controller/template/',
    },
    {
      id: 'backend',
      parameter: 'config__backend',
      label: (t) => t('devices.field.backend'),
      kind: 'choice',
      choices: () => backendChoices,
    },
    {
      id: 'from',
      parameter: 'created__gte',
      label: (t) => t('devices.filter.createdFrom'),
      kind: 'date',
    },
    {
      id: 'before',
      parameter: 'created__lt',
      label: (t) => t('devices.filter.createdBefore'),
      kind: 'date',
    },
  ],
  ordering: 'name',
  bulk: { path: '/api/v1/controller/device/bulk/', actions: deviceBulkActions },
  create: { to: '/devices/add', label: (t) => t('devices.add'), permission: 'add' },
  empty: { title: (t) => t('devices.empty.title'), text: (t) => t('devices.empty.text') },
});

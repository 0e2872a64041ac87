import { Badge, Text } from '@mantine/core';
import { IconTemplate, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../format/count.ts';
import type { TemplateRow } from '../../model/template.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { AnchorLink } from '../../parts/router-link.tsx';
import { backendChoices, backendLabel } from '../../resource/backends.ts';
import {
  defineResource,
  type BulkAction,
  type BulkDialogProps,
  type Column,
} from '../../resource/define-resource.ts';
import { timeColumn } from '../../resource/time-column.tsx';
import { templateUse } from './template-use.ts';

const DeleteDialog = ({ rows, onCancel, onRun }: BulkDialogProps<TemplateRow>) => {
  const { t, i18n } = useTranslation();
  const count = rows.length;
  return (
    <ConfirmDialog
      title={t('templates.delete.titleMany', { count, formatted: formatCount(count, i18n.language) })}
      confirm={t('common.delete')}
      danger
      typed={{ label: t('common.typeCount', { count: rows.length }), text: String(count) }}
      onCancel={onCancel}
      onConfirm={() => onRun({ action: 'delete' })}
    >
      <Text size="sm">{t('templates.delete.textMany')}</Text>
    </ConfirmDialog>
  );
};

const bulkActions: readonly BulkAction<TemplateRow>[] = [
  {
    id: 'delete',
    label: (t) => t('common.delete'),
    icon: IconTrash,
    permission: 'delete',
    danger: true,
    applies: () => true,
    dialog: (props) => <DeleteDialog {...props} />,
  },
];

const columns: readonly Column<TemplateRow>[] = [
  {
    id: 'name',
    label: (t) => t('templates.field.name'),
    fields: [],
    text: (row) => row.name,
    ordering: 'name',
    width: 200,
    grow: 2,
    usual: true,
  },
  {
    id: 'use',
    label: (t) => t('templates.field.use'),
    fields: ['default', 'required'],
    cell: (row, t) => {
      const use = templateUse(row);
      return use === 'optional' ? (
        t('templates.use.optional')
      ) : (
        <Badge variant="light" tt="none" fw={600} title={t(`templates.useMeaning.${use}`)}>
          {t(`templates.use.${use}`)}
        </Badge>
      );
    },
    text: (row, t) => t(`templates.use.${templateUse(row)}`),
    width: 120,
    usual: true,
    phone: 'badge',
  },
  {
    id: 'devices',
    label: (t) => t('templates.field.devices'),
    fields: ['device_count'],
    cell: (row) => (
      <AnchorLink size="sm" to="/devices" search={{ template: row.id }}>
        {String(row.device_count ?? '')}
      </AnchorLink>
    ),
    text: (row) => String(row.device_count ?? ''),
    ordering: 'device_count',
    width: 100,
    usual: true,
  },
  {
    id: 'organization',
    label: (t) => t('templates.field.organization'),
    fields: ['organization', 'organization_name'],
    text: (row, t) => (row.organization === null ? t('common.sharedShort') : (row.organization_name ?? '')),
    width: 140,
    grow: 1,
    usual: true,
    phone: 'detail',
  },
  {
    id: 'backend',
    label: (t) => t('templates.field.backend'),
    fields: ['backend'],
    text: (row) => backendLabel(row.backend),
    width: 130,
    usual: true,
    phone: 'detail',
  },
  {
    id: 'type',
    label: (t) => t('templates.field.type'),
    fields: ['type'],
    text: (row, t) => t(`templates.type.${row.type}`),
    width: 120,
  },
  {
    id: 'tags',
    label: (t) => t('templates.field.tags'),
    fields: ['tags'],
    text: (row) => (row.tags ?? []).join(', '),
    width: 120,
    grow: 1,
    usual: true,
  },
  timeColumn('modified', (t) => t('templates.field.modified'), { width: 130, usual: true }),
  timeColumn('created', (t) => t('templates.field.created'), { width: 130 }),
];

export const templateResource = defineResource<TemplateRow>({
  kind: 'template',
  path: '/api/v1/controller/template/',
  route: '/templates',
  model: 'config.template',
  icon: IconTemplate,
  title: (t) => t('templates.title'),
  noun: (t, count) => t('templates.noun', { count }),
  searchHint: (t) => t('templates.search'),
  fields: ['id', 'name', 'organization', 'default', 'required', 'type', 'backend'],
  name: (row) => row.name,
  columns,
  filters: [
    {
      id: 'required',
      parameter: 'required',
      label: (t) => t('templates.field.required'),
      kind: 'choice',
      choices: (t) => [
        { value: 'true', label: t('common.yes') },
        { value: 'false', label: t('common.no') },
      ],
    },
    {
      id: 'default',
      parameter: 'default',
      label: (t) => t('templates.field.default'),
      kind: 'choice',
      choices: (t) => [
        { value: 'true', label: t('common.yes') },
        { value: 'false', label: t('common.no') },
      ],
    },
    {
      id: 'backend',
      parameter: 'backend',
      label: (t) => t('templates.field.backend'),
      kind: 'choice',
      choices: () => backendChoices,
    },
    {
      id: 'type',
      parameter: 'type',
      label: (t) => t('templates.field.type'),
      kind: 'choice',
      choices: (t) =>
        (['generic', 'vpn'] as const).map((value) => ({ value, label: t(`templates.type.${value}`) })),
    },
  ],
  ordering: 'name',
  bulk: { path: '/api/v1/controller/template/bulk/', actions: bulkActions },
  create: { to: '/templates/new', label: (t) => t('templates.add'), permission: 'add' },
  empty: { title: (t) => t('templates.empty.title'), text: (t) => t('templates.empty.text') },
});

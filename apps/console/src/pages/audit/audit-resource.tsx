import { IconHistory } from '@tabler/icons-react';
import { CopyCell } from '../../list/copy-cell.tsx';
import type { AuditEntry } from '../../model/audit-entry.ts';
import { defineResource } from '../../resource/define-resource.ts';
import { timeColumn } from '../../resource/time-column.tsx';
import { actionWords, kindWords, viaWords } from './action-words.ts';

/** An entry as its list shows it. */
type AuditRow = Pick<AuditEntry, 'id' | 'action' | 'kind' | 'label'> & Partial<AuditEntry>;

/** Kinds of objects that one most often looks for. */
const kinds = ['device', 'template', 'group', 'organization', 'user'] as const;

const what = ({ action, kind, label }: AuditRow): string =>
  [actionWords(action), label === '' ? kindWords(kind) : label].filter(Boolean).join(': ');

export const auditResource = defineResource<AuditRow>({
  kind: 'audit-entry',
  path: '/api/v1/audit/entry/',
  route: '/audit',
  model: 'audit.entry',
  icon: IconHistory,
  title: (t) => t('audit.title'),
  noun: (t, count) => t('audit.noun', { count }),
  searchHint: (t) => t('audit.search'),
  fields: ['id', 'action', 'kind', 'label'],
  name: what,
  columns: [
    {
      id: 'name',
      label: (t) => t('audit.field.what'),
      fields: [],
      text: what,
      width: 240,
      grow: 2,
      usual: true,
    },
    {
      id: 'kind',
      label: (t) => t('audit.field.kind'),
      fields: ['kind'],
      text: (row) => kindWords(row.kind),
      width: 120,
      usual: true,
    },
    {
      id: 'user',
      label: (t) => t('audit.field.user'),
      fields: ['username'],
      text: (row) => row.username ?? '',
      width: 130,
      grow: 1,
      usual: true,
      phone: 'detail',
    },
    {
      id: 'via',
      label: (t) => t('audit.field.via'),
      fields: ['via', 'token_name'],
      text: (row) => [row.via && viaWords(row.via), row.token_name].filter(Boolean).join(' '),
      width: 130,
      usual: true,
    },
    {
      id: 'ip',
      label: (t) => t('audit.field.ip'),
      fields: ['ip'],
      cell: (row, t) => <CopyCell text={row.ip ?? ''} label={t('audit.field.ip')} />,
      text: (row) => row.ip ?? '',
      width: 150,
      usual: true,
      phone: 'detail',
    },
    timeColumn('created', (t) => t('audit.field.created'), { usual: true, phone: 'badge' }),
  ],
  filters: [
    {
      id: 'kind',
      parameter: 'kind',
      label: (t) => t('audit.field.kind'),
      kind: 'choice',
      choices: () => kinds.map((value) => ({ value, label: kindWords(value) })),
    },
    { id: 'user', parameter: 'username', label: (t) => t('audit.field.user'), kind: 'text' },
    { id: 'object', parameter: 'object', label: (t) => t('audit.field.object'), kind: 'text' },
    { id: 'from', parameter: 'created__gte', label: (t) => t('audit.filter.from'), kind: 'date' },
    { id: 'before', parameter: 'created__lt', label: (t) => t('audit.filter.until'), kind: 'date' },
  ],
  ordering: '-created',
  empty: { title: (t) => t('audit.empty.title'), text: (t) => t('audit.empty.text') },
});

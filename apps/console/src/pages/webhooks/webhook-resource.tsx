import { IconWebhook } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { webhookState, type Webhook } from '../../model/webhook.ts';
import { defineResource } from '../../resource/define-resource.ts';
import { timeColumn } from '../../resource/time-column.tsx';
import { ReceiverGuide } from './receiver-guide.tsx';
import { WebhookBadge } from './webhook-badge.tsx';

/** A webhook as its list shows it. */
type WebhookRow = Pick<Webhook, 'id' | 'name'> & Partial<Webhook>;

const topicsText = ({ topics = [] }: WebhookRow, t: TFunction): string =>
  topics.includes('*') ? t('webhooks.topics.everything') : topics.join(', ');

export const webhookResource = defineResource<WebhookRow>({
  kind: 'webhook',
  path: '/api/v1/webhooks/webhook/',
  route: '/webhooks',
  model: 'webhooks.webhook',
  icon: IconWebhook,
  title: (t) => t('webhooks.title'),
  noun: (t, count) => t('webhooks.noun', { count }),
  searchHint: (t) => t('webhooks.search'),
  fields: ['id', 'name'],
  name: (row) => row.name,
  columns: [
    {
      id: 'name',
      label: (t) => t('webhooks.field.name'),
      fields: [],
      text: (row) => row.name,
      ordering: 'name',
      width: 180,
      grow: 1,
      usual: true,
    },
    {
      id: 'state',
      label: (t) => t('webhooks.field.state'),
      fields: ['enabled', 'failing_since', 'disabled_reason'],
      cell: (row) => <WebhookBadge webhook={row} />,
      text: (row, t) => t(`webhooks.state.${webhookState(row)}`),
      width: 230,
      usual: true,
      phone: 'badge',
    },
    {
      id: 'url',
      label: (t) => t('webhooks.field.url'),
      fields: ['url'],
      text: (row) => row.url ?? '',
      width: 220,
      grow: 2,
      usual: true,
      phone: 'detail',
    },
    {
      id: 'topics',
      label: (t) => t('webhooks.field.topics'),
      fields: ['topics'],
      text: topicsText,
      width: 180,
      grow: 1.4,
      usual: true,
    },
    {
      id: 'organization',
      label: (t) => t('webhooks.field.organization'),
      fields: ['organization', 'organization_name'],
      text: (row, t) =>
        row.organization === null ? t('webhooks.allOrganizations') : (row.organization_name ?? ''),
      width: 160,
      usual: (session) => session.organizations.length > 1,
    },
    timeColumn('created', (t) => t('webhooks.field.created'), { usual: true }),
    timeColumn('modified', (t) => t('webhooks.field.modified')),
  ],
  filters: [
    {
      id: 'enabled',
      parameter: 'enabled',
      label: (t) => t('webhooks.field.enabled'),
      kind: 'choice',
      choices: (t) => [
        { value: 'true', label: t('common.yes') },
        { value: 'false', label: t('common.no') },
      ],
    },
  ],
  ordering: 'name',
  create: { to: '/webhooks/new', label: (t) => t('webhooks.add'), permission: 'add' },
  empty: {
    title: (t) => t('webhooks.empty.title'),
    text: (t) => t('webhooks.empty.text'),
    teach: () => <ReceiverGuide />,
  },
});

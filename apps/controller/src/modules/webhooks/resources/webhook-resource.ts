import type { FastifyRequest } from 'fastify';
import { field, filter, type Resource } from '../../../platform/resource/index.ts';
import { within } from '../../../platform/tenancy.ts';
import { createWebhook, deleteWebhook, updateWebhook, type WebhookContent } from '../manage-webhooks.ts';
import type { WebhookTable } from '../tables.ts';
import { webhookUrlProblem } from '../target/webhook-url.ts';
import type { WebhooksContext } from '../webhooks-context.ts';
import { ownWebhooks } from './own-webhooks.ts';
import { topicsField } from './topics-field.ts';
import { webhookPermission } from '../webhook-permission.ts';

export interface WebhookRow extends Omit<WebhookTable, 'secret_sealed' | 'failures'> {
  organization_name: string | null;
  /** Only in the answer to the request that made it. */
  secret?: string;
}

type NewWebhook = Omit<WebhookContent, 'enabled'> & { enabled?: boolean; organization: string | null };

/** `webhooks/webhook/`: where events are sent to. */
export const webhookResource = (context: WebhooksContext): Resource<WebhookRow> => {
  const { webhooksAllowPrivate } = context.settings;
  /** A secret that a request has just made: its answer is the only one that shows it. */
  const madeSecrets = new WeakMap<FastifyRequest, { id: string; secret: string }>();
  return {
    name: 'webhook',
    modelName: 'Webhook',
    path: 'webhooks/webhook',
    description:
      'Receivers that are told of events by HTTP. Managers have those of their organizations, superusers also such for all organizations.',
    permission: webhookPermission,
    query: (db, scope) =>
      db
        .selectFrom('webhooks_webhook')
        .leftJoin(
          'openwisp_users_organization as organization',
          'organization.id',
          'webhooks_webhook.organization_id',
        )
        .select([
          'organization.name as organization_name',
          'webhooks_webhook.id',
          'webhooks_webhook.organization_id',
          'webhooks_webhook.name',
          'webhooks_webhook.url',
          'webhooks_webhook.topics',
          'webhooks_webhook.enabled',
          'webhooks_webhook.failing_since',
          'webhooks_webhook.disabled_reason',
          'webhooks_webhook.created',
          'webhooks_webhook.modified',
        ])
        .where(within(ownWebhooks(scope), 'webhooks_webhook.organization_id')),
    idColumn: 'webhooks_webhook.id',
    organizationOf: ({ organization_id }) => organization_id,
    fields: {
      id: field.idField(),
      name: field.text({ required: true, max: 64 }),
      organization: field.organization({ shared: true }),
      url: field.text({
        required: true,
        max: 1000,
        format: 'uri',
        check: (value) => webhookUrlProblem(value, webhooksAllowPrivate),
        help: 'http or https; what it leads to must be public unless the installation allows more.',
      }),
      topics: topicsField(),
      enabled: field.bool({ help: 'Switched on, it starts with the next event.' }),
      secret: field.shown(
        { type: 'string' },
        { optional: true, help: 'For signatures. Only in the answer that makes it.' },
      ),
      failing_since: field.timeField({
        nullable: true,
        help: 'First of the attempts that have failed since one succeeded.',
      }),
      disabled_reason: field.shown({ type: 'string' }, { help: 'Why Netloom switched it off.' }),
      created: field.timeField(),
      modified: field.timeField(),
    },
    detailFields: {
      // Its deliveries tell what happened in the organization: they must not go to another one.
      organization: field.shown(
        { type: ['string', 'null'], format: 'uuid' },
        { show: ({ organization_id }: WebhookRow) => organization_id },
      ),
    },
    extraFields: {
      organization_name: field.shown({ type: ['string', 'null'] }),
    },
    liveFields: ['failing_since'],
    complete: async (rows, { request }) => {
      const made = madeSecrets.get(request);
      for (const row of rows) if (made?.id === row.id) row.secret = made.secret;
    },
    filters: {
      name: filter.contains('webhooks_webhook.name'),
      enabled: filter.boolFilter('webhooks_webhook.enabled'),
      organization: filter.organizationFilter('webhooks_webhook.organization_id'),
      organization_slug: filter.organizationSlugFilter('webhooks_webhook.organization_id'),
    },
    search: ['webhooks_webhook.name', 'webhooks_webhook.url'],
    orderings: {
      name: { column: 'webhooks_webhook.name' },
      created: { column: 'webhooks_webhook.created', time: true },
      modified: { column: 'webhooks_webhook.modified', time: true },
    },
    defaultOrdering: '-created',
    create: async (values, { request }) => {
      const { organization: organizationId, ...content } = values as unknown as NewWebhook;
      const made = await createWebhook(context, { ...content, organizationId: organizationId ?? null });
      madeSecrets.set(request, made);
      return made.id;
    },
    update: (row, values) => updateWebhook(context, row, values as Partial<WebhookContent>),
    remove: (row) => deleteWebhook(context, row),
  };
};

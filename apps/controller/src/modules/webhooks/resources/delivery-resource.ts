import { notFound } from '@netloom/server-kit';
import type { FastifyRequest } from 'fastify';
import {
  field,
  filter,
  showDetail,
  type Resource,
  type ResourceAction,
} from '../../../platform/resource/index.ts';
import { within } from '../../../platform/tenancy.ts';
import { replayDelivery } from '../replay-delivery.ts';
import type { DeliveryTable } from '../tables.ts';
import type { WebhooksContext } from '../webhooks-context.ts';
import { ownWebhooks } from './own-webhooks.ts';
import { webhookPermission } from '../webhook-permission.ts';

interface DeliveryRow extends DeliveryTable {
  /** Of the webhook. */
  organization_id: string | null;
}

const text = { type: 'string' };
const states = ['pending', 'delivered', 'failed'] as const;

const webhookOf = (request: FastifyRequest): string => (request.params as { webhook_id: string }).webhook_id;

/** `webhooks/webhook/<id>/deliveries/`: what was sent to a webhook, and what became of it. */
export const deliveryResource: Resource<DeliveryRow> = {
  name: 'webhook delivery',
  modelName: 'Delivery',
  path: 'webhooks/webhook/:webhook_id/deliveries',
  description: 'What was sent to a webhook in the last 30 days, and what became of it.',
  permission: webhookPermission,
  parentFirst: true,
  requireParent: async ({ db, scope, request }) => {
    const webhook = await db
      .selectFrom('webhooks_webhook')
      .select('id')
      .where('id', '=', webhookOf(request))
      .where(within(ownWebhooks(scope), 'webhooks_webhook.organization_id'))
      .executeTakeFirst();
    if (!webhook) throw notFound();
  },
  query: (db, _scope, _caller, request) =>
    db
      .selectFrom('webhooks_delivery')
      .innerJoin('webhooks_webhook', 'webhooks_webhook.id', 'webhooks_delivery.webhook_id')
      .selectAll('webhooks_delivery')
      .select('webhooks_webhook.organization_id')
      .where('webhooks_delivery.webhook_id', '=', webhookOf(request)),
  idColumn: 'webhooks_delivery.id',
  fields: {
    id: field.idField(),
    event: field.shown(
      { ...text, format: 'uuid' },
      { show: ({ event_id }: DeliveryRow) => event_id, help: 'The same for an event that is sent again.' },
    ),
    topic: field.shown(text),
    state: field.shown({ ...text, enum: states }),
    attempts: field.shown({ type: 'integer' }),
    created: field.timeField(),
    last_attempt: field.timeField({ nullable: true }),
    next_attempt: field.timeField({ nullable: true }),
    status: field.shown({ type: 'integer' }, { nullable: true, help: 'HTTP status of the last answer.' }),
    duration_ms: field.shown({ type: 'integer' }, { nullable: true }),
    error: field.shown(text, { help: 'Why the last attempt failed.' }),
    replay_of: field.shown({ ...text, format: 'uuid' }, { nullable: true }),
  },
  detailFields: {
    body: field.shown(
      { type: 'object', additionalProperties: true },
      { show: ({ body }: DeliveryRow) => JSON.parse(body) as unknown },
    ),
    response: field.shown(text, { help: 'Beginning of the last answer.' }),
  },
  filters: {
    state: filter.oneOf('webhooks_delivery.state', states),
    topic: filter.exact('webhooks_delivery.topic'),
    event: filter.uuidFilter('webhooks_delivery.event_id'),
    ...filter.timeFilters('created', 'webhooks_delivery.created'),
  },
  // Ids sort by time.
  orderings: { created: { column: 'webhooks_delivery.id' } },
  defaultOrdering: '-created',
  audit: { label: ({ topic }) => topic },
};

/** What can be done with a delivery. */
export const deliveryActions = (context: WebhooksContext): ResourceAction<DeliveryRow>[] => [
  {
    path: 'replay',
    method: 'POST',
    action: 'change',
    summary: 'Deliver the same event once more',
    audit: 'replayed',
    errors: [400],
    response: { type: 'object', additionalProperties: true, description: 'The new delivery.' },
    run: async ({ row, ...caller }) =>
      showDetail(deliveryResource, caller, await replayDelivery(context, row)),
  },
];

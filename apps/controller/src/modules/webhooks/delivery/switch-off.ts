import type { Db } from '@netloom/server-kit';
import { announceWebhook } from '../announce-webhook.ts';
import type { WebhookTable } from '../tables.ts';
import type { WebhooksContext } from '../webhooks-context.ts';

/** Switches a webhook off that lets nothing through, and says why. */
export const switchOff = async (
  context: WebhooksContext,
  webhook: Pick<WebhookTable, 'id' | 'organization_id'>,
  reason: string,
): Promise<void> => {
  const { db, clock, events, log } = context;
  const { numUpdatedRows } = await db
    .updateTable('webhooks_webhook')
    .set({ enabled: false, disabled_reason: reason, modified: clock() })
    .where('id', '=', webhook.id)
    .where('enabled', '=', true)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  log.warn({ webhook: webhook.id, reason }, 'a webhook was switched off');
  const { id: webhookId, organization_id: organizationId } = webhook;
  await announceWebhook(context, { webhookId, organizationId }, 'updated');
  events.emit('webhook.disabled', { webhookId, organizationId, reason });
  await abandonPending(db, webhookId, 'The webhook was switched off.');
};

/** Nothing more is delivered of what waits. A test that somebody is waiting for goes on. */
export const abandonPending = async (db: Db, webhookId: string, reason: string): Promise<void> => {
  await db
    .updateTable('webhooks_delivery')
    .set({ state: 'failed', next_attempt: null, error: reason })
    .where('webhook_id', '=', webhookId)
    .where('state', '=', 'pending')
    .where('next_attempt', 'is not', null)
    .execute();
};

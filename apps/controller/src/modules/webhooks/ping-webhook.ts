import { newDelivery } from './delivery/new-delivery.ts';
import { loadWebhook } from './delivery/load-webhook.ts';
import { makeAttempt } from './delivery/make-attempt.ts';
import { storeOutcome } from './delivery/store-outcome.ts';
import { writeEventBody } from './event-body.ts';
import type { WebhookTable } from './tables.ts';
import { pingTopic } from './topics.ts';
import type { WebhooksContext } from './webhooks-context.ts';

/** What became of a test. */
export interface PingResult {
  delivery: string;
  delivered: boolean;
  status: number | null;
  error: string;
  duration_ms: number;
}

/** Sends a test to a webhook, also to one that is switched off, and waits for its outcome. It is not repeated. */
export const pingWebhook = async (
  context: WebhooksContext,
  { id, organization_id }: Pick<WebhookTable, 'id' | 'organization_id'>,
): Promise<PingResult> => {
  const { db, clock } = context;
  const payload = { organizationId: organization_id, webhook: id };
  const event = writeEventBody(pingTopic, payload, clock());
  const delivery = {
    ...newDelivery({ webhookId: id, topic: pingTopic, ...event }, clock()),
    // No worker is to take it.
    next_attempt: null,
  };
  await db.insertInto('webhooks_delivery').values(delivery).execute();
  const webhook = await loadWebhook(db, id);
  if (!webhook) throw new Error('the webhook was deleted meanwhile');
  const outcome = await makeAttempt(context, webhook, delivery, new AbortController().signal);
  await storeOutcome(db, delivery, outcome, {
    state: outcome.ok ? 'delivered' : 'failed',
    next_attempt: null,
    last_attempt: clock(),
  });
  const { ok: delivered, status, error, durationMs: duration_ms } = outcome;
  return { delivery: delivery.id, delivered, status, error, duration_ms };
};

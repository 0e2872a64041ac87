import { badRequest } from '@netloom/server-kit';
import { newDelivery } from './delivery/new-delivery.ts';
import { loadWebhook } from './delivery/load-webhook.ts';
import type { DeliveryTable } from './tables.ts';
import { pingTopic } from './topics.ts';
import type { WebhooksContext } from './webhooks-context.ts';

/**
 * Delivers an event once more: the same body, with the same event id, as a new delivery. Its id.
 *
 * @throws HttpError 400 when the webhook is switched off, or the delivery was a test.
 */
export const replayDelivery = async (
  context: WebhooksContext,
  { id, webhook_id, event_id, topic, body }: DeliveryTable,
): Promise<string> => {
  const { db, clock } = context;
  const webhook = await loadWebhook(db, webhook_id);
  if (!webhook?.enabled || webhook.organization_active === false)
    throw badRequest({ __all__: ['The webhook is switched off.'] });
  if (topic === pingTopic) throw badRequest({ __all__: ['A test cannot be replayed: make another one.'] });
  const replay = newDelivery(
    { webhookId: webhook_id, eventId: event_id, topic, body, replayOf: id },
    clock(),
  );
  await db.insertInto('webhooks_delivery').values(replay).execute();
  await context.wake(webhook_id);
  return replay.id;
};

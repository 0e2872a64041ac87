import type { LiveChange } from '../../platform/realtime.ts';
import type { WebhookEvent } from './events.ts';
import type { WebhooksContext } from './webhooks-context.ts';

/** Tells everybody that a webhook is another one than before; when it resolves, the next event knows. */
export const announceWebhook = async (
  { events, index, realtime }: Pick<WebhooksContext, 'events' | 'index' | 'realtime'>,
  { webhookId, organizationId }: WebhookEvent,
  action: LiveChange['action'],
): Promise<void> => {
  events.emit('webhook.changed', { webhookId, organizationId });
  // Managers must not hear of what superusers do for all organizations.
  if (organizationId !== null) realtime.changed({ kind: 'webhook', id: webhookId, organizationId, action });
  await index.refresh();
};

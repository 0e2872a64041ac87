import type { LiveChange, Realtime } from '../../platform/realtime.ts';
import type { WebhookEvent } from './events.ts';
import { webhookPermission } from './webhook-permission.ts';
import type { WebhooksContext } from './webhooks-context.ts';

/** Tells everybody that a webhook is another one than before; when it resolves, the next event knows. */
export const announceWebhook = async (
  { events, index, realtime }: Pick<WebhooksContext, 'events' | 'index' | 'realtime'>,
  { webhookId, organizationId }: WebhookEvent,
  action: LiveChange['action'],
): Promise<void> => {
  events.emit('webhook.changed', { webhookId, organizationId });
  tellConsoles(realtime, { webhookId, organizationId }, action);
  await index.refresh();
};

/** Managers do not hear of webhooks for all organizations, superusers do. */
export const tellConsoles = (
  realtime: Realtime,
  { webhookId, organizationId }: WebhookEvent,
  action: LiveChange['action'],
  patch: LiveChange['patch'] = {},
): void => {
  const audience = organizationId === null ? { organizationIds: [] } : { organizationId };
  realtime.changed({
    kind: 'webhook',
    permission: webhookPermission,
    id: webhookId,
    action,
    patch,
    ...audience,
  });
};

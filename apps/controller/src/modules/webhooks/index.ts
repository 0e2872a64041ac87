import type { AppContext } from '../../platform/app-context.ts';
import { defineModule } from '../../platform/module.ts';
import { registerResource } from '../../platform/resource/index.ts';
import { declarePermissions, standardPermissions } from '../users/index.ts';
import { createEventCollector } from './delivery/collect-events.ts';
import { defineJobs } from './jobs.ts';
import { createWebhooks } from './migrations/0001-create-webhooks.ts';
import { deliveryActions, deliveryResource } from './resources/delivery-resource.ts';
import { webhookActions } from './resources/webhook-actions.ts';
import { webhookResource } from './resources/webhook-resource.ts';
import { registerTopicsRoute } from './routes/topics-route.ts';
import { createWebhookIndex, type WebhookIndex } from './webhook-index.ts';
import type { WebhooksContext } from './webhooks-context.ts';

/** Tells programs elsewhere of events: signed, repeated until they answer, written down. */
export const webhooksModule = defineModule({
  name: 'webhooks',
  requires: ['users'],
  migrations: [createWebhooks],
  register: async (app) => {
    await declarePermissions(app.db, standardPermissions.webhooks);
    const index = createWebhookIndex(app);
    const context: WebhooksContext = { ...app, index, wake: async () => {} };
    context.wake = (await defineJobs(app.jobs, context)).wake;
    const collector = createEventCollector(context);
    registerResource(app, webhookResource(context), webhookActions(context));
    registerResource(app, deliveryResource, deliveryActions(context));
    registerTopicsRoute(app);
    followChanges(app, index);
    await index.refresh();
    // Only the process that an event happens in makes its deliveries.
    const leave = app.events.onEmit(collector.hear);
    return {
      stop: async () => {
        leave();
        await collector.stop();
      },
    };
  },
});

/** Keeps the webhooks in memory in step with what other processes and other modules do. */
const followChanges = ({ events }: AppContext, index: WebhookIndex): void => {
  const refresh = (): Promise<void> => index.refresh();
  events.on('webhook.changed', refresh);
  events.on('organization.enabled', refresh);
  events.on('organization.disabled', refresh);
  events.on('organization.deleted', refresh);
  events.onGap(refresh);
};

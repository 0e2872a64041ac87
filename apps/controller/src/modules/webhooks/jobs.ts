import type { JobQueue } from '@netloom/server-kit';
import { cleanUpDeliveries } from './delivery/clean-up.ts';
import { deliverDue } from './delivery/deliver-due.ts';
import type { WebhooksContext } from './webhooks-context.ts';

/** Webhooks that one process serves at the same time. */
const concurrency = 8;

/** Declares the background work; `wake` lets a worker deliver what is due for a webhook. */
export const defineJobs = async (
  jobs: JobQueue,
  context: WebhooksContext,
): Promise<Pick<WebhooksContext, 'wake'>> => {
  // One job a webhook, however much waits for it: a slow receiver delays its own deliveries only.
  const deliver = jobs.define<{ webhookId: string }>({
    name: 'webhooks.deliver',
    queue: 'network',
    concurrency,
    timeoutMs: 120_000,
    run: ({ webhookId }, { signal }) => deliverDue(context, webhookId, signal),
  });
  const wakeDue = jobs.define<null>({
    name: 'webhooks.wake-due',
    queue: 'network',
    run: async () => {
      for (const webhookId of await dueWebhooks(context))
        await deliver.enqueue({ webhookId }, { key: webhookId });
    },
  });
  const cleanUp = jobs.define<null>({
    name: 'webhooks.clean-up',
    timeoutMs: 600_000,
    run: (_data, { signal }) => cleanUpDeliveries(context, signal),
  });
  // Retries, and what a killed process has left.
  await wakeDue.every('each minute', '* * * * *', null);
  await cleanUp.every('each night', '23 3 * * *', null);
  return {
    wake: async (webhookId) => {
      await deliver.enqueue({ webhookId }, { key: webhookId, rerun: true });
    },
  };
};

const dueWebhooks = async ({ db, clock }: WebhooksContext): Promise<string[]> => {
  const rows = await db
    .selectFrom('webhooks_delivery')
    .select('webhook_id')
    .distinct()
    .where('state', '=', 'pending')
    .where('next_attempt', '<=', clock())
    .execute();
  return rows.map(({ webhook_id }) => webhook_id);
};

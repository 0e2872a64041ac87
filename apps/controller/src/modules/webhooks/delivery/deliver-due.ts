import type { DeliveryTable } from '../tables.ts';
import type { WebhooksContext } from '../webhooks-context.ts';
import { concludeAttempt } from './conclude-attempt.ts';
import { loadWebhook } from './load-webhook.ts';
import { makeAttempt, type Outcome } from './make-attempt.ts';
import { abandonPending } from './switch-off.ts';

/** An attempt that tells of no outcome for so long, in milliseconds, is made again: its process has gone. */
const attemptLeaseMs = 60_000;
/** One run for a webhook ends after so long, in milliseconds, so that others get their turn. */
const turnMs = 30_000;

/**
 * Delivers what is due for one webhook, in the order of the events, until nothing is left, the receiver seems to be
 * away, or its turn is over. Several runs at once share the deliveries; a delivery whose process was killed is made
 * again, with the same id.
 */
export const deliverDue = async (
  context: WebhooksContext,
  webhookId: string,
  signal: AbortSignal,
): Promise<void> => {
  const { db } = context;
  const turnEnds = performance.now() + turnMs;
  for (;;) {
    const webhook = await loadWebhook(db, webhookId);
    if (!webhook || signal.aborted) return;
    if (!webhook.enabled) return abandonPending(db, webhookId, 'The webhook was switched off.');
    if (webhook.organization_active === false)
      return abandonPending(db, webhookId, 'The organization was switched off.');
    const delivery = await claimNext(context, webhookId);
    if (!delivery) return;
    const outcome = await makeAttempt(context, webhook, delivery, signal);
    // An attempt that was interrupted does not count.
    if (signal.aborted && !outcome.ok) return giveBack(context, delivery);
    await concludeAttempt(context, webhook, delivery, outcome);
    if (isAway(outcome)) return;
    if (performance.now() > turnEnds) return context.wake(webhookId);
  }
};

/** Who does not answer, or only tells of its own trouble, is asked again later, and not with the next event. */
const isAway = ({ ok, status }: Outcome): boolean =>
  !ok && (status === null || status >= 500 || status === 429);

/** Takes the oldest delivery that is due, for the time of an attempt. */
const claimNext = async (
  { db, clock }: WebhooksContext,
  webhookId: string,
): Promise<DeliveryTable | undefined> => {
  const now = clock();
  for (;;) {
    const due = await db
      .selectFrom('webhooks_delivery')
      .selectAll()
      .where('webhook_id', '=', webhookId)
      .where('state', '=', 'pending')
      .where('next_attempt', '<=', now)
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    if (!due) return undefined;
    const claimed = await db
      .updateTable('webhooks_delivery')
      .set({ next_attempt: new Date(now.getTime() + attemptLeaseMs) })
      .where('id', '=', due.id)
      .where('state', '=', 'pending')
      .where('next_attempt', '=', due.next_attempt)
      .returning('id')
      .executeTakeFirst();
    // Otherwise another run was faster, and takes this one.
    if (claimed) return due;
  }
};

const giveBack = async ({ db }: WebhooksContext, delivery: DeliveryTable): Promise<void> => {
  await db
    .updateTable('webhooks_delivery')
    .set({ next_attempt: delivery.next_attempt })
    .where('id', '=', delivery.id)
    .where('state', '=', 'pending')
    .execute();
};

import { showTime } from '../../../platform/resource/index.ts';
import { tellConsoles } from '../announce-webhook.ts';
import type { DeliveryTable } from '../tables.ts';
import type { WebhooksContext } from '../webhooks-context.ts';
import type { DeliveringWebhook } from './load-webhook.ts';
import type { Outcome } from './make-attempt.ts';
import { storeOutcome } from './store-outcome.ts';
import { switchOff } from './switch-off.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Wait after the first failed attempt and the longest one, in milliseconds; each is twice the one before. */
const firstWaitMs = 30_000;
const longestWaitMs = hourMs;
/** A delivery is tried for so long. */
const giveUpAfterMs = dayMs;
/** A webhook that lets nothing through for so many days, in at least so many attempts, is switched off. */
const hopelessDays = 3;
const hopelessFailures = 10;

/** Writes down how an attempt ended, and what follows for the delivery and for its webhook. */
export const concludeAttempt = async (
  context: WebhooksContext,
  webhook: DeliveringWebhook,
  delivery: DeliveryTable,
  outcome: Outcome,
): Promise<void> => {
  const { db } = context;
  const now = context.clock();
  if (outcome.ok) {
    await storeOutcome(db, delivery, outcome, { state: 'delivered', next_attempt: null, last_attempt: now });
    if (webhook.failures > 0) await noteHealth(context, webhook, { failures: 0, failing_since: null });
    return;
  }
  const next = nextAttempt(delivery, now);
  const state = next ? 'pending' : 'failed';
  await storeOutcome(db, delivery, outcome, { state, next_attempt: next, last_attempt: now });
  const failures = webhook.failures + 1;
  const since = webhook.failing_since ?? now;
  await noteHealth(context, webhook, { failures, failing_since: since });
  const isHopeless = failures >= hopelessFailures && now.getTime() - since.getTime() >= hopelessDays * dayMs;
  if (isHopeless) {
    const reason = `Nothing got through for ${hopelessDays} days. The last reason: ${outcome.error}`;
    await switchOff(context, webhook, reason);
  }
};

/** When a failed delivery is tried again; null when its time is over. Its last attempt is made just then. */
const nextAttempt = ({ attempts, created }: DeliveryTable, now: Date): Date | null => {
  const end = created.getTime() + giveUpAfterMs;
  if (now.getTime() >= end) return null;
  const wait = Math.min(firstWaitMs * 2 ** attempts, longestWaitMs);
  return new Date(Math.min(now.getTime() + wait, end));
};

const noteHealth = async (
  { db, realtime }: WebhooksContext,
  { id, organization_id: organizationId, failing_since: before }: DeliveringWebhook,
  health: { failures: number; failing_since: Date | null },
): Promise<void> => {
  await db.updateTable('webhooks_webhook').set(health).where('id', '=', id).execute();
  const { failing_since: since } = health;
  if ((before === null) === (since === null)) return;
  const patch = { failing_since: since && showTime(since) };
  tellConsoles(realtime, { webhookId: id, organizationId }, 'updated', patch);
};

import type { WebhooksContext } from '../webhooks-context.ts';

const dayMs = 86_400_000;
/** Deliveries are kept for so long, in days. */
const keptDays = 30;
const deletedAtOnce = 1000;

/** Deletes old deliveries, some at a time, so that nobody waits for long. */
export const cleanUpDeliveries = async (
  { db, clock }: Pick<WebhooksContext, 'db' | 'clock'>,
  signal: AbortSignal,
): Promise<void> => {
  const before = new Date(clock().getTime() - keptDays * dayMs);
  while (!signal.aborted) {
    const { numDeletedRows } = await db
      .deleteFrom('webhooks_delivery')
      .where('id', 'in', (eb) =>
        eb.selectFrom('webhooks_delivery').select('id').where('created', '<', before).limit(deletedAtOnce),
      )
      .executeTakeFirst();
    if (numDeletedRows < BigInt(deletedAtOnce)) return;
  }
};

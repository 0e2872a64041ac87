import type { Db } from '@netloom/server-kit';
import type { DeliveryTable } from '../tables.ts';
import type { Outcome } from './make-attempt.ts';

/** Writes down how an attempt ended, and what the delivery waits for now. */
export const storeOutcome = async (
  db: Db,
  delivery: Pick<DeliveryTable, 'id' | 'attempts'>,
  { status, durationMs, error, response }: Outcome,
  after: Pick<DeliveryTable, 'state' | 'next_attempt'> & { last_attempt: Date },
): Promise<void> => {
  await db
    .updateTable('webhooks_delivery')
    .set({ ...after, attempts: delivery.attempts + 1, status, duration_ms: durationMs, error, response })
    .where('id', '=', delivery.id)
    .execute();
};

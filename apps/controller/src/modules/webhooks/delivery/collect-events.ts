import { setTimeout as sleep } from 'node:timers/promises';
import { writeEventBody } from '../event-body.ts';
import type { DeliveryTable } from '../tables.ts';
import type { WebhooksContext } from '../webhooks-context.ts';
import { newDelivery } from './new-delivery.ts';

/** Deliveries that wait in memory to be written at most, and that are written at once. */
const mostInMemory = 10_000;
const batchSize = 200;
/** Deliveries that may wait for one webhook. */
const mostPending = 10_000;
/** Characters of the largest body. */
const longestBody = 262_144;
/** Pause before a batch is written again after the database failed, in milliseconds. */
const tryAgainMs = 1000;

/** Makes deliveries from the events of this process. */
export interface EventCollector {
  /** Notes an event for all webhooks that listen to it. Takes no time when none does, and never waits. */
  hear(topic: string, payload: unknown): void;
  /** Resolves when everything that was noted is in the database. */
  settled(): Promise<void>;
  /** Writes what it can once more, and gives up the rest. */
  stop(): Promise<void>;
}

export const createEventCollector = (context: WebhooksContext): EventCollector => {
  const { index, clock, log } = context;
  let waiting: DeliveryTable[] = [];
  let writing: Promise<void> | undefined;
  let dropped = 0;
  let stopping = false;

  const write = async (): Promise<void> => {
    // What is emitted in one go is written together.
    await new Promise(setImmediate);
    while (waiting.length > 0) {
      const batch = waiting.slice(0, batchSize);
      try {
        const written = await storeDeliveries(context, batch);
        waiting = waiting.slice(batch.length);
        for (const webhookId of written) await wake(webhookId);
      } catch (error) {
        log.error({ err: error, waiting: waiting.length }, 'deliveries of webhooks cannot be written');
        if (stopping) return;
        await sleep(tryAgainMs);
      }
      if (dropped > 0)
        log.error({ dropped }, 'too many events at once: deliveries of webhooks were left out');
      dropped = 0;
    }
  };

  /** Without it the delivery waits for the next look at what is due. */
  const wake = (webhookId: string): Promise<void> =>
    context.wake(webhookId).catch((error: unknown) => {
      log.warn({ err: error }, 'a delivery of a webhook starts later: its job could not be queued');
    });

  const settled = async (): Promise<void> => {
    if (!writing) return;
    await writing;
    await settled();
  };

  const startWriting = (): void => {
    writing ??= write().finally(() => {
      writing = undefined;
      if (waiting.length > 0 && !stopping) startWriting();
    });
  };

  return {
    hear: (topic, payload) => {
      const given = payload as { organizationId?: string | null };
      const webhooks = index.listening(topic, given.organizationId);
      if (webhooks.length === 0) return;
      const now = clock();
      const { eventId, body } = writeEventBody(topic, given, now);
      if (body.length > longestBody) {
        log.warn({ topic, length: body.length }, 'an event is too long for webhooks');
        return;
      }
      for (const { id } of webhooks) {
        if (waiting.length >= mostInMemory) dropped++;
        else waiting.push(newDelivery({ webhookId: id, eventId, topic, body }, now));
      }
      startWriting();
    },
    settled,
    stop: async () => {
      stopping = true;
      await settled();
      if (waiting.length > 0) log.error({ lost: waiting.length }, 'deliveries of webhooks were lost');
    },
  };
};

/** Writes deliveries for those webhooks that are still there and not behind; the ids of these webhooks. */
const storeDeliveries = async (
  { database, log }: WebhooksContext,
  deliveries: readonly DeliveryTable[],
): Promise<string[]> => {
  const asked = [...new Set(deliveries.map(({ webhook_id }) => webhook_id))];
  const { stored, full } = await database.db.transaction().execute(async (tx) => {
    const present = await tx
      .selectFrom('webhooks_webhook')
      .select('id')
      .where('id', 'in', asked)
      .where('enabled', '=', true)
      .$if(database.dialect === 'postgres', (query) => query.forKeyShare())
      .execute();
    const pending = await tx
      .selectFrom('webhooks_delivery')
      .select(['webhook_id', (eb) => eb.fn.countAll<number>().as('count')])
      .where('webhook_id', 'in', asked)
      .where('state', '=', 'pending')
      .groupBy('webhook_id')
      .execute();
    const isFull = new Set(pending.filter(({ count }) => count >= mostPending).map((row) => row.webhook_id));
    const ids = new Set(present.map(({ id }) => id).filter((id) => !isFull.has(id)));
    const rows = deliveries.filter(({ webhook_id }) => ids.has(webhook_id));
    if (rows.length > 0) await tx.insertInto('webhooks_delivery').values(rows).execute();
    return { stored: [...ids], full: [...isFull] };
  });
  if (full.length > 0) log.warn({ webhooks: full }, 'webhooks are too far behind: events were left out');
  return stored;
};

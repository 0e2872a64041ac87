import { pino } from 'pino';
import { openDatabase } from '../database/open-database.ts';
import { createBullJobQueue } from './bull-job-queue.ts';
import { createEmbeddedJobQueue } from './embedded-job-queue.ts';
import type { JobQueue } from './job-queue.ts';

/** Where a queue of the contract suite keeps its jobs: plain JSON, so that another process can open it too. */
export type ContractStore =
  | { engine: 'embedded'; url: string }
  | { engine: 'bull'; url: string; prefix: string };

/** Leases short enough to wait for. */
const leaseMs = 1000;

/** Opens a queue on a store as one more process would, and the way to close it. */
export const openContractQueue = (
  store: ContractStore,
): { queue: JobQueue; close(graceMs?: number): Promise<void> } => {
  const log = pino({ level: 'silent' });
  if (store.engine === 'bull') {
    const queue = createBullJobQueue({ url: store.url, prefix: store.prefix, log, leaseMs });
    return { queue, close: (graceMs) => queue.stop(graceMs) };
  }
  const database = openDatabase(store.url);
  const queue = createEmbeddedJobQueue({ database, log, leaseMs, pollMs: 50 });
  return {
    queue,
    close: async (graceMs) => {
      await queue.stop(graceMs);
      await database.close();
    },
  };
};

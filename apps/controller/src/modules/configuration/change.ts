import type { Tables } from '@netloom/server-kit';
import type { Transaction } from 'kysely';
import type { ConfigurationContext } from './configuration-context.ts';

/**
 * One change of the data and what follows from it. Rules write through `tx` and say what is to happen afterwards:
 * nobody hears of a change that was rolled back.
 */
export interface Change {
  tx: Transaction<Tables>;
  context: ConfigurationContext;
  /** The time of everything in this change. */
  now: Date;
  /** The rows of this device are different. */
  touch(deviceId: string): void;
  /** Runs after the transaction was committed and the index has taken over the new rows, in order. */
  after(step: () => void): void;
  /** Pending changes were left for the renderer. */
  leavesWork(): void;
}

/** PostgreSQL: could not serialize, and deadlock: both say that the same transaction may succeed now. */
const tryAgainCodes = new Set(['40001', '40P01']);
const mostTries = 4;

/** Runs rules in one transaction. `work` may run again from the start and must have no effect besides its statements. */
export const makeChange = async <Result>(
  context: ConfigurationContext,
  work: (change: Change) => Promise<Result>,
): Promise<Result> => {
  for (let attempt = 1; ; attempt++) {
    const touched = new Set<string>();
    const steps: (() => void)[] = [];
    let hasWork = false;
    let result: Result;
    try {
      result = await context.db.transaction().execute((tx) =>
        work({
          tx,
          context,
          now: context.clock(),
          touch: (deviceId) => touched.add(deviceId),
          after: (step) => steps.push(step),
          leavesWork: () => (hasWork = true),
        }),
      );
    } catch (error) {
      if (attempt < mostTries && tryAgainCodes.has((error as { code?: string }).code ?? '')) continue;
      throw error;
    }
    await context.index.refresh([...touched]);
    for (const step of steps) step();
    if (hasWork) await context.wakeRenderer();
    return result;
  }
};

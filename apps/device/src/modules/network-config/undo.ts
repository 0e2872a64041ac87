import type { Logger } from '@netloom/server-kit';

/** Remembers how to undo what has been done. */
export interface Undo {
  add(what: string, step: () => Promise<unknown>): void;
  /** Undoes everything, the last first. A step that fails goes into the log, and the others are done all the same. */
  run(log: Logger): Promise<void>;
}

/** An empty list of steps. */
export const createUndo = (): Undo => {
  const steps: { what: string; step: () => Promise<unknown> }[] = [];
  return {
    add: (what, step) => void steps.push({ what, step }),
    run: async (log) => {
      for (const { what, step } of steps.splice(0).reverse()) {
        try {
          await step();
        } catch (error) {
          log.error({ err: error, step: what }, 'a step of rolling back failed');
        }
      }
    },
  };
};

/** Too much of the same expensive work is waiting: the caller should answer "busy, come back later". */
export class BusyError extends Error {
  override name = 'BusyError';
}

/** Runs work when its turn has come. */
export type ConcurrencyLimit = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * Lets `running` pieces of work run at once and `waiting` more stand in line, first come first served.
 * Work beyond that is rejected at once with a BusyError.
 */
export const createConcurrencyLimit = (limits: { running: number; waiting: number }): ConcurrencyLimit => {
  let running = 0;
  const line: (() => void)[] = [];

  return async (work) => {
    if (running < limits.running) running++;
    else if (line.length >= limits.waiting) throw new BusyError('too many requests of this kind at once');
    // Whoever ends hands its place over, so that nobody who comes later can slip in between.
    else await new Promise<void>((resolve) => void line.push(resolve));
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next) next();
      else running--;
    }
  };
};

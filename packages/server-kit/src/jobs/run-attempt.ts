import type { DeclaredJob } from './declared-job.ts';
import type { JobContext } from './job-queue.ts';

/** How one try of a job ended. `interrupted`: it was stopped from outside and has neither succeeded nor failed. */
export type AttemptOutcome = { end: 'completed' } | { end: 'failed'; error: Error } | { end: 'interrupted' };

/** Time that a handler has to end after it was aborted, in milliseconds. Then its try is over whatever it does. */
const lingerMs = 5000;

/**
 * Runs a job's handler once, within its time. Whatever the handler does after it was aborted does not count: it may
 * have returned early because of that. Never rejects.
 *
 * @param interrupt aborts the handler from outside (the process stops, or the lease was lost).
 */
export const runAttempt = async (
  job: DeclaredJob,
  data: unknown,
  context: Omit<JobContext, 'signal'>,
  interrupt: AbortSignal,
): Promise<AttemptOutcome> => {
  const timeout = new AbortController();
  const timer = setTimeout(
    () => timeout.abort(new Error(`timed out after ${job.timeoutMs} ms`)),
    job.timeoutMs,
  );
  const signal = AbortSignal.any([timeout.signal, interrupt]);
  const lingered = Promise.withResolvers<void>();
  let linger: NodeJS.Timeout | undefined;
  signal.addEventListener('abort', () => (linger = setTimeout(lingered.resolve, lingerMs)), { once: true });
  if (signal.aborted) lingered.resolve();

  let failure: Error | undefined;
  const handled = (async () => job.run(data, { ...context, signal }))().catch((error: unknown) => {
    failure = error instanceof Error ? error : new Error(String(error));
  });
  await Promise.race([handled, lingered.promise]);
  clearTimeout(timer);
  clearTimeout(linger);

  if (interrupt.aborted) return { end: 'interrupted' };
  if (timeout.signal.aborted) return { end: 'failed', error: timeout.signal.reason as Error };
  return failure ? { end: 'failed', error: failure } : { end: 'completed' };
};

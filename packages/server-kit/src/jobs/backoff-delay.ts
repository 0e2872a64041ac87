import type { DeclaredJob } from './declared-job.ts';

/** Retries are spread by up to this part either way, so that what failed together does not come back together. */
const jitter = 0.2;

/**
 * Wait before the next try, in milliseconds, after try number `attempt` (1 for the first) has failed. `random` is from
 * 0 to 1.
 */
export const backoffDelay = (
  backoff: DeclaredJob['backoff'],
  attempt: number,
  random = Math.random(),
): number => {
  const grown = backoff.type === 'fixed' ? backoff.ms : backoff.ms * 2 ** (attempt - 1);
  return Math.round(Math.min(grown, backoff.maxMs) * (1 - jitter + 2 * jitter * random));
};

import type { Clock } from './clock.ts';
import type { Random } from './random.ts';
import type { Result } from './result.ts';

/** Pauses that grow with every failure, so that a controller in trouble is not trampled on. */
export interface BackOffPolicy {
  /** Longest pause after the first failure, in milliseconds. */
  readonly initialMs: number;
  /** Upper bound of every pause, in milliseconds. */
  readonly maximumMs: number;
  /** Growth from one failure to the next; default 2. */
  readonly factor?: number;
  /** Share of the pause that is random, 0 (none) to 1 (anything between nothing and the whole); default 1. */
  readonly jitter?: number;
}

/**
 * The pause after the `failures`-th failure in a row (1 is the first), in milliseconds: exponential, limited, and
 * spread by chance, so that a thousand devices that failed together do not come back together.
 */
export function backOffDelay(policy: BackOffPolicy, failures: number, random: Random): number {
  const { initialMs, maximumMs, factor = 2, jitter = 1 } = policy;
  const full = Math.min(maximumMs, initialMs * factor ** (failures - 1));
  return full * (1 - jitter * random());
}

/**
 * Repeats an operation until it succeeds, fails for good, or the attempts are used up; gives the last result.
 *
 * @param options.attempts attempts in total, at least 1
 * @param options.isTemporary whether a failure is worth another attempt
 */
export async function withBackOff<Value, Failure>(
  operation: () => Promise<Result<Value, Failure>>,
  options: {
    readonly policy: BackOffPolicy;
    readonly attempts: number;
    readonly isTemporary: (error: Failure) => boolean;
    readonly clock: Clock;
    readonly random: Random;
    readonly signal?: AbortSignal;
  },
): Promise<Result<Value, Failure>> {
  const { policy, attempts, isTemporary, clock, random, signal } = options;
  for (let attempt = 1; ; attempt += 1) {
    const result = await operation();
    if (result.ok || attempt >= attempts || !isTemporary(result.error)) return result;
    await clock.wait(backOffDelay(policy, attempt, random), signal);
    if (signal?.aborted === true) return result;
  }
}

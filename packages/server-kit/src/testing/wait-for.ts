import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again until the answer is there: anything but undefined, null and false. Errors of `condition` count
 * as "not yet" and are told when the time is over.
 *
 * @param what named in the error when `withinMs` (default 10,000) are over.
 */
export const waitFor = async <Answer>(
  what: string,
  condition: () => Answer | Promise<Answer>,
  options: { withinMs?: number; everyMs?: number } = {},
): Promise<Exclude<Answer, undefined | null | false>> => {
  const { withinMs = 10_000, everyMs = 10 } = options;
  const deadline = performance.now() + withinMs;
  for (;;) {
    let cause: unknown;
    try {
      const answer = await condition();
      if (answer !== undefined && answer !== null && answer !== false) {
        return answer as Exclude<Answer, undefined | null | false>;
      }
    } catch (error) {
      cause = error;
    }
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`, { cause });
    await sleep(everyMs);
  }
};

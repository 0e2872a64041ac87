import { createRequire } from 'node:module';
import type * as croner from 'croner';

/** Loaded with the first schedule. */
const loadCroner = (): typeof croner => createRequire(import.meta.url)('croner') as typeof croner;

/**
 * The first instant after `after` at which a cron pattern of five fields comes in a time zone, as milliseconds since
 * 1970. A fixed time that a change of the clocks skips runs right after the gap; one that comes twice runs once.
 *
 * @throws RangeError when the pattern or the time zone is malformed, or the instant never comes.
 */
export const nextRun = (cron: string, timezone: string, after: Date): number => {
  let next: Date | null;
  try {
    next = new (loadCroner().Cron)(cron, { timezone, mode: '5-part' }).nextRun(after);
  } catch (error) {
    throw new RangeError(
      `cron "${cron}" in time zone "${timezone}": ${error instanceof Error ? error.message : error}`,
    );
  }
  if (!next) throw new RangeError(`cron "${cron}" never comes`);
  return next.getTime();
};

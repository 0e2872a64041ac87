import type { EnqueueOptions } from './job-queue.ts';

/** What may be asked of a job: its bounds, the same for every engine. */
export const priorityLimit = 1000;
const longestKey = 500;

/** Throws a RangeError that names the job and the option. */
export const checkEnqueueOptions = (
  name: string,
  { delayMs = 0, key, priority = 0 }: EnqueueOptions,
): void => {
  if (!Number.isFinite(delayMs) || delayMs < 0)
    throw new RangeError(`job ${name}: delayMs must be 0 or more`);
  if (!Number.isInteger(priority) || Math.abs(priority) > priorityLimit) {
    throw new RangeError(
      `job ${name}: priority must be a whole number from -${priorityLimit} to ${priorityLimit}`,
    );
  }
  if (key !== undefined && (key === '' || key.length > longestKey)) {
    throw new RangeError(`job ${name}: key must have 1 to ${longestKey} characters`);
  }
};

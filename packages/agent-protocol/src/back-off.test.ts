import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOffDelay, withBackOff } from './back-off.ts';
import type { Clock } from './clock.ts';
import { failure, type Result, success } from './result.ts';

const policy = { initialMs: 1000, maximumMs: 60_000, jitter: 0 };

describe('backOffDelay', () => {
  it('doubles up to the maximum', () => {
    const delays = [1, 2, 3, 6, 7, 100].map((failures) => backOffDelay(policy, failures, () => 0.5));
    expect(delays).toEqual([1000, 2000, 4000, 32_000, 60_000, 60_000]);
  });

  it('stays between the full pause and what jitter leaves of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (failures, jitter, chance) => {
          const delay = backOffDelay({ ...policy, jitter }, failures, () => chance);
          const full = backOffDelay(policy, failures, () => chance);
          expect(delay).toBeLessThanOrEqual(full);
          expect(delay).toBeGreaterThanOrEqual(full * (1 - jitter));
        },
      ),
    );
  });
});

describe('withBackOff', () => {
  const recordingClock = (): Clock & { readonly waits: number[] } => {
    const waits: number[] = [];
    return {
      waits,
      now: () => 0,
      wait: (milliseconds) => {
        waits.push(milliseconds);
        return Promise.resolve();
      },
    };
  };
  const failing = (failures: number): (() => Promise<Result<string, string>>) => {
    let left = failures;
    return () => {
      left -= 1;
      return Promise.resolve(left < 0 ? success('done') : failure(`failure ${failures - left}`));
    };
  };
  const common = { policy, isTemporary: () => true, random: () => 0 };

  it('repeats until it succeeds', async () => {
    const clock = recordingClock();
    expect(await withBackOff(failing(3), { ...common, attempts: 10, clock })).toEqual(success('done'));
    expect(clock.waits).toEqual([1000, 2000, 4000]);
  });

  it('gives the last failure when the attempts are used up', async () => {
    const clock = recordingClock();
    expect(await withBackOff(failing(9), { ...common, attempts: 3, clock })).toEqual(failure('failure 3'));
    expect(clock.waits).toHaveLength(2);
  });

  it('does not repeat a failure for good, nor after an abort', async () => {
    const clock = recordingClock();
    const forGood = { ...common, attempts: 5, clock, isTemporary: () => false };
    expect(await withBackOff(failing(9), forGood)).toEqual(failure('failure 1'));
    const aborted = { ...common, attempts: 5, clock, signal: AbortSignal.abort() };
    expect(await withBackOff(failing(9), aborted)).toEqual(failure('failure 1'));
  });
});

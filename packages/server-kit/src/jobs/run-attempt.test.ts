import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { declareJob } from './declared-job.ts';
import type { JobDefinition } from './job-queue.ts';
import { runAttempt } from './run-attempt.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const context = { id: 'id', attempt: 1, progress: async () => {} };

const attempt = (run: JobDefinition<unknown>['run'], interrupt = new AbortController().signal) =>
  runAttempt(declareJob({ name: 'test.run', timeoutMs: 1000, run }), null, context, interrupt);

test('tells success and failure, also when a handler throws at once or throws no error', async () => {
  expect(await attempt(async () => {})).toEqual({ end: 'completed' });
  expect(await attempt(() => Promise.reject(new Error('later')))).toMatchObject({
    error: { message: 'later' },
  });
  expect(await attempt(() => Promise.reject('text'))).toMatchObject({
    end: 'failed',
    error: { message: 'text' },
  });
  const atOnce = () => {
    throw new Error('at once');
  };
  expect(await attempt(atOnce)).toMatchObject({ end: 'failed', error: { message: 'at once' } });
  expect(vi.getTimerCount()).toBe(0);
});

test('gives up on a handler that ignores the signal', async () => {
  const outcome = attempt(() => new Promise(() => {}));
  await vi.advanceTimersByTimeAsync(1000 + 4999);
  expect(await Promise.race([outcome, Promise.resolve('still waiting')])).toBe('still waiting');
  await vi.advanceTimersByTimeAsync(1);
  expect(await outcome).toMatchObject({ end: 'failed', error: { message: 'timed out after 1000 ms' } });
  expect(vi.getTimerCount()).toBe(0);
});

test('an interruption is neither success nor failure', async () => {
  const stop = new AbortController();
  const outcome = attempt(
    async (_data, { signal }) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
    stop.signal,
  );
  stop.abort();
  expect(await outcome).toEqual({ end: 'interrupted' });
});

test('a handler that was interrupted before it began is told so and not waited for', async () => {
  let aborted: boolean | undefined;
  const run: JobDefinition<unknown>['run'] = (_data, { signal }) => {
    aborted = signal.aborted;
    return new Promise(() => {});
  };
  expect(await attempt(run, AbortSignal.abort())).toEqual({ end: 'interrupted' });
  expect(aborted).toBe(true);
});

import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startRedis } from '../testing/start-redis.ts';
import { isAvailable } from '../testing/test-servers.ts';
import { findFreePort, type ThrowawayServer } from '../testing/throwaway-server.ts';
import { waitFor } from '../testing/wait-for.ts';
import { createBullJobQueue } from './bull-job-queue.ts';
import { DependencyUnavailableError } from './dependency-unavailable-error.ts';
import type { JobQueue } from './job-queue.ts';

describe.skipIf(!isAvailable('redis'))('the job queue over BullMQ, when Redis goes away', () => {
  let port: number;
  let redis: ThrowawayServer | undefined;
  let queue: JobQueue;
  let logged: { level: number; msg: string }[];

  const stopRedis = async () => {
    await redis?.stop();
    redis = undefined;
  };

  beforeEach(async () => {
    port = await findFreePort();
    logged = [];
    queue = createBullJobQueue({
      url: `redis://127.0.0.1:${port}`,
      log: pino({}, { write: (line) => void logged.push(JSON.parse(line)) }),
      leaseMs: 1000,
      patienceMs: 500,
    });
  });
  afterEach(async () => {
    await queue.stop(0);
    await stopRedis();
  });

  test('rejects new work soon, reports once, and goes on by itself', async () => {
    redis = await startRedis({ port });
    const heard: number[] = [];
    const job = queue.define<number>({ name: 'test.run', run: async (data) => void heard.push(data) });
    await queue.start();
    await job.enqueue(1);
    await waitFor('the first job', () => heard.length === 1);

    await stopRedis();
    const before = performance.now();
    await expect(job.enqueue(2)).rejects.toThrow(DependencyUnavailableError);
    await expect(queue.counts()).rejects.toThrow('Redis cannot be reached');
    expect(performance.now() - before).toBeLessThan(5000);

    redis = await startRedis({ port });
    await waitFor('work to be accepted', () => job.enqueue(3));
    await waitFor('work to be done', () => heard.length > 1);
    // What was rejected is not done behind the caller's back.
    expect(heard).toEqual([1, 3]);
    const messages = logged.filter(({ level }) => level >= 30).map(({ msg }) => msg);
    expect(messages).toEqual([
      'Redis cannot be reached: background work waits for it',
      'Redis is back: background work goes on',
    ]);
  });

  test('cannot start without it, and says so', async () => {
    queue.define({ name: 'test.run', run: async () => {} });
    await expect(queue.start()).rejects.toThrow(DependencyUnavailableError);
  });

  test('stops in bounded time while a job runs', async () => {
    redis = await startRedis({ port });
    let started = false;
    const job = queue.define<null>({
      name: 'test.run',
      run: (_data, { signal }) => {
        started = true;
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
      },
    });
    await queue.start();
    await job.enqueue(null);
    await waitFor('the job', () => started);
    await stopRedis();
    const before = performance.now();
    await queue.stop(10);
    expect(performance.now() - before).toBeLessThan(5000);
  });
});

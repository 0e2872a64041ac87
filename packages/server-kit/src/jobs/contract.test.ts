import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openTestDatabase, testDialects, type TestDatabase } from '../testing/test-databases.ts';
import { isAvailable, sharedServerUrl } from '../testing/test-servers.ts';
import { waitFor } from '../testing/wait-for.ts';
import type { JobContext, JobQueue } from './job-queue.ts';
import { jobMigrations } from './job-tables.ts';
import { openContractQueue, type ContractStore } from './open-contract-queue.ts';

interface Engine {
  name: string;
  open(): Promise<ContractStore>;
  close(): Promise<void>;
}

const embedded = testDialects.map((dialect): Engine => {
  let database: TestDatabase;
  return {
    name: `embedded on ${dialect}`,
    open: async () => {
      database = await openTestDatabase(dialect, [jobMigrations]);
      return { engine: 'embedded', url: database.url };
    },
    close: () => database.close(),
  };
});

const bull: Engine[] = isAvailable('redis')
  ? [
      {
        name: 'BullMQ',
        open: async () => ({
          engine: 'bull',
          url: await sharedServerUrl('redis'),
          prefix: `test-${randomUUID()}`,
        }),
        close: async () => {},
      },
    ]
  : [];

/** A point that a handler waits at until the test lets it go on. */
const createGate = () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { passed: promise, open: resolve };
};

const untilAborted = ({ signal }: JobContext): Promise<never> =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));

describe.each([...embedded, ...bull])('the job queue $name', (engine) => {
  let store: ContractStore;
  let opened: ReturnType<typeof openContractQueue>[];
  let queue: JobQueue;

  beforeAll(async () => {
    store = await engine.open();
  });
  afterAll(() => engine.close());
  beforeEach(() => {
    opened = [];
    queue = openProcess();
  });
  afterEach(async () => {
    vi.useRealTimers();
    await Promise.all(opened.map(({ close }) => close(0)));
  });

  const openProcess = (): JobQueue => {
    const process = openContractQueue(store);
    opened.push(process);
    return process.queue;
  };

  /** Job names are new in every test: what one has left behind does not disturb the next. */
  let names = 0;
  const newName = () => `contract.job-${++names}`;

  const stateOf = async (id: string) => (await queue.get(id))?.state;
  const reaches = (id: string, state: string) =>
    waitFor(`${id} to be ${state}`, async () => (await stateOf(id)) === state, { withinMs: 15_000 });

  test('runs a job once with its data and tells its state', async () => {
    const data = { text: 'größe "1" \u{1F600}', list: [1, null, { deep: true }], empty: {} };
    const heard: unknown[] = [];
    const name = newName();
    const job = queue.define<typeof data>({
      name,
      queue: 'network',
      run: async (given, { id, attempt }) => void heard.push({ given, id, attempt }),
    });
    const id = await job.enqueue(data);
    expect(await queue.get(id)).toEqual({ id, name, queue: 'network', state: 'waiting', attempt: 0 });
    await queue.start();
    await reaches(id, 'completed');
    expect(heard).toEqual([{ given: data, id, attempt: 1 }]);
    expect(await queue.get(id)).toEqual({ id, name, queue: 'network', state: 'completed', attempt: 1 });
    expect(await queue.get('unknown')).toBeUndefined();
    expect(await queue.get(`${name}/unknown`)).toBeUndefined();
  });

  test('takes work from a process that runs none itself', async () => {
    const name = newName();
    const sender = openProcess().define<number>({ name, run: async () => {} });
    const heard: number[] = [];
    queue.define<number>({ name, run: async (data) => void heard.push(data) });
    await queue.start();
    await sender.enqueue(1);
    await waitFor('the job', () => heard.length === 1);
  });

  test('gives each job to one of several processes', async () => {
    const name = newName();
    const heard: number[] = [];
    const definition = { name, concurrency: 2, run: async (data: number) => void heard.push(data) };
    const job = queue.define(definition);
    const processes = [queue, openProcess(), openProcess()];
    for (const process of processes.slice(1)) process.define(definition);
    const numbers = Array.from({ length: 60 }, (_, index) => index);
    await Promise.all(numbers.map((number) => job.enqueue(number)));
    await Promise.all(processes.map((process) => process.start()));
    await waitFor('all jobs', () => heard.length >= numbers.length);
    await Promise.all(opened.map(({ queue: process }) => process.stop()));
    expect(heard.sort((a, b) => a - b)).toEqual(numbers);
  });

  test('starts a delayed job when its time has come, not before', async () => {
    const started = createGate();
    const job = queue.define<null>({ name: newName(), run: async () => started.open() });
    await queue.start();
    const before = performance.now();
    const id = await job.enqueue(null, { delayMs: 300 });
    expect(await stateOf(id)).toBe('delayed');
    await started.passed;
    // A millisecond is lost to rounding between the two clocks.
    expect(performance.now() - before).toBeGreaterThanOrEqual(299);
  });

  test('tries again after growing pauses, then gives up and tells why', async () => {
    const times: number[] = [];
    const attempts: number[] = [];
    const job = queue.define<null>({
      name: newName(),
      attempts: 4,
      backoff: { type: 'exponential', ms: 100, maxMs: 250 },
      run: async (_data, { attempt }) => {
        times.push(performance.now());
        attempts.push(attempt);
        throw new Error(`broken ${attempt}`);
      },
    });
    await queue.start();
    const id = await job.enqueue(null);
    await reaches(id, 'failed');
    expect(attempts).toEqual([1, 2, 3, 4]);
    expect(await queue.get(id)).toMatchObject({ state: 'failed', attempt: 4, error: 'broken 4' });
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    for (const [index, least] of [80, 160, 200].entries())
      expect(pauses[index]).toBeGreaterThanOrEqual(least - 1);
    expect((await queue.counts()).find((count) => count.queue === 'default')?.failed).toBeGreaterThan(0);
  });

  test('forgets the failure of a try when the next one succeeds', async () => {
    const job = queue.define<null>({
      name: newName(),
      backoff: { type: 'fixed', ms: 10 },
      run: async (_data, { attempt }) => {
        if (attempt < 3) throw new Error('not yet');
      },
    });
    await queue.start();
    const id = await job.enqueue(null);
    await reaches(id, 'completed');
    expect(await queue.get(id)).not.toHaveProperty('error');
    expect(await queue.get(id)).toMatchObject({ attempt: 3 });
  });

  test('keeps a key unique while its job waits or runs, and frees it at the end', async () => {
    const gates = [createGate(), createGate()];
    const started: string[] = [];
    const job = queue.define<string>({
      name: newName(),
      attempts: 1,
      run: async (data) => {
        started.push(data);
        await gates[started.length - 1]?.passed;
        if (data === 'second') throw new Error('broken');
      },
    });
    const first = await job.enqueue('first', { key: 'one' });
    expect(await job.enqueue('ignored', { key: 'one' })).toBe('duplicate');
    const other = queue.define<string>({ name: newName(), run: async () => {} });
    expect(await other.enqueue('same key, other job', { key: 'one' })).not.toBe('duplicate');

    await queue.start();
    await waitFor('the first job', () => started.length === 1);
    expect(await job.enqueue('ignored', { key: 'one' })).toBe('duplicate');
    gates[0]?.open();
    await reaches(first, 'completed');

    const second = await job.enqueue('second', { key: 'one' });
    await waitFor('the second job', () => started.length === 2);
    gates[1]?.open();
    await reaches(second, 'failed');
    const third = await job.enqueue('third', { key: 'one' });
    await reaches(third, 'completed');
    expect(started).toEqual(['first', 'second', 'third']);
  });

  test('keeps a key while its job waits for the next try', async () => {
    const job = queue.define<null>({
      name: newName(),
      backoff: { type: 'fixed', ms: 60_000 },
      run: () => Promise.reject(new Error('broken')),
    });
    await queue.start();
    const id = await job.enqueue(null, { key: 'one' });
    await reaches(id, 'delayed');
    expect(await job.enqueue(null, { key: 'one' })).toBe('duplicate');
  });

  test('runs once more, with the newest data, what changed while it ran', async () => {
    const gate = createGate();
    const heard: number[] = [];
    const job = queue.define<number>({
      name: newName(),
      run: async (data) => {
        heard.push(data);
        if (heard.length === 1) await gate.passed;
      },
    });
    await queue.start();
    await job.enqueue(1, { key: 'one', rerun: true });
    await waitFor('the job', () => heard.length === 1);
    expect(await job.enqueue(2, { key: 'one', rerun: true })).toBe('duplicate');
    expect(await job.enqueue(3, { key: 'one', rerun: true })).toBe('duplicate');
    gate.open();
    await waitFor('the second run', () => heard.length === 2);
    // The key is free once the second run has ended.
    await waitFor('the key to be free', async () => (await job.enqueue(4, { key: 'one' })) !== 'duplicate');
    await waitFor('the last run', () => heard.length === 3);
    expect(heard).toEqual([1, 3, 4]);
  });

  test('does not run twice what changed while it waited', async () => {
    const heard: number[] = [];
    const job = queue.define<number>({ name: newName(), run: async (data) => void heard.push(data) });
    const id = await job.enqueue(1, { key: 'one', rerun: true });
    expect(await job.enqueue(2, { key: 'one', rerun: true })).toBe('duplicate');
    await queue.start();
    await reaches(id, 'completed');
    await reaches(await job.enqueue(3), 'completed');
    expect(heard).toEqual([1, 3]);
  });

  test('takes the more urgent first, and else the older', async () => {
    const heard: string[] = [];
    const job = queue.define<string>({ name: newName(), run: async (data) => void heard.push(data) });
    await job.enqueue('normal 1');
    await job.enqueue('normal 2');
    await job.enqueue('low', { priority: -5 });
    await job.enqueue('urgent 1', { priority: 10 });
    await job.enqueue('normal 3');
    await job.enqueue('urgent 2', { priority: 10 });
    await queue.start();
    await waitFor('all jobs', () => heard.length === 6);
    expect(heard).toEqual(['urgent 1', 'urgent 2', 'normal 1', 'normal 2', 'normal 3', 'low']);
  });

  test('runs as many of a job at once as it allows, and no more', async () => {
    const gate = createGate();
    let running = 0;
    let most = 0;
    let ended = 0;
    const job = queue.define<number>({
      name: newName(),
      concurrency: 3,
      run: async () => {
        most = Math.max(most, ++running);
        if (running === 3) gate.open();
        await gate.passed;
        running--;
        ended++;
      },
    });
    await queue.start();
    for (let number = 0; number < 12; number++) await job.enqueue(number);
    await waitFor('all jobs', () => ended === 12);
    expect(most).toBe(3);
  });

  test('lets no queue, and no job, wait for another', async () => {
    const gate = createGate();
    const stuck = queue.define<number>({
      name: newName(),
      queue: 'firmware',
      concurrency: 2,
      run: () => gate.passed,
    });
    const quick = queue.define<null>({ name: newName(), queue: 'monitoring', run: async () => {} });
    const neighbour = queue.define<null>({ name: newName(), queue: 'firmware', run: async () => {} });
    await queue.start();
    for (let number = 0; number < 20; number++) await stuck.enqueue(number);
    await reaches(await quick.enqueue(null), 'completed');
    await reaches(await neighbour.enqueue(null), 'completed');
    const counts = await waitFor('two to be active', async () => {
      const count = (await queue.counts()).find((entry) => entry.queue === 'firmware');
      return count?.active === 2 ? count : undefined;
    });
    expect(counts).toMatchObject({ waiting: 18, delayed: 0, failed: 0 });
    gate.open();
  });

  test('shows the progress of a running job', async () => {
    const gate = createGate();
    const job = queue.define<null>({
      name: newName(),
      run: async (_data, { progress }) => {
        await progress({ percent: 40, step: 'copy' });
        await gate.passed;
        await progress({ percent: 100 });
      },
    });
    await queue.start();
    const id = await job.enqueue(null);
    await waitFor('progress', async () => (await queue.get(id))?.progress);
    expect(await queue.get(id)).toMatchObject({
      state: 'active',
      attempt: 1,
      progress: { percent: 40, step: 'copy' },
    });
    gate.open();
    await reaches(id, 'completed');
    expect((await queue.get(id))?.progress).toEqual({ percent: 100 });
  });

  test('aborts a job that takes too long and counts the try as failed', async () => {
    const job = queue.define<null>({
      name: newName(),
      timeoutMs: 50,
      attempts: 2,
      backoff: { type: 'fixed', ms: 10 },
      // Returning early because of the signal is not success either.
      run: async (_data, context) => void (await untilAborted(context).catch(() => {})),
    });
    await queue.start();
    const id = await job.enqueue(null);
    await reaches(id, 'failed');
    expect(await queue.get(id)).toMatchObject({ attempt: 2, error: 'timed out after 50 ms' });
  });

  test('lets running jobs end when it stops, and takes no more', async () => {
    const gate = createGate();
    const heard: number[] = [];
    const job = queue.define<number>({
      name: newName(),
      run: async (data) => {
        heard.push(data);
        await gate.passed;
      },
    });
    await queue.start();
    const [first, second] = [await job.enqueue(1), await job.enqueue(2)];
    await waitFor('the job', () => heard.length === 1);
    const stopped = queue.stop(10_000);
    gate.open();
    await stopped;
    queue = openProcess();
    queue.define({ name: job.name, run: async () => {} });
    expect(await stateOf(first)).toBe('completed');
    expect(await stateOf(second)).toBe('waiting');
    expect(heard).toEqual([1]);
  });

  test('gives back what does not end in time when it stops', async () => {
    const name = newName();
    const started = createGate();
    const job = queue.define<string>({
      name,
      run: async (_data, context) => {
        started.open();
        await untilAborted(context);
      },
    });
    await queue.start();
    const id = await job.enqueue('work', { key: 'one' });
    await started.passed;
    await queue.stop(10);

    queue = openProcess();
    const attempts: number[] = [];
    queue.define<string>({ name, run: async (_data, { attempt }) => void attempts.push(attempt) });
    expect(await queue.get(id)).toMatchObject({ state: 'waiting', attempt: 0 });
    await queue.start();
    await reaches(id, 'completed');
    expect(attempts).toEqual([1]);
  });

  test('runs again what a killed process had taken', async () => {
    const script = fileURLToPath(new URL('contract-worker.ts', import.meta.url));
    const child = spawn(process.execPath, [script, JSON.stringify(store)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    try {
      await waitFor('the child process', () => said.includes('ready'), { withinMs: 15_000 });
      const attempts: number[] = [];
      const job = queue.define<null>({
        name: 'contract.survive',
        backoff: { type: 'fixed', ms: 10 },
        run: async (_data, { attempt }) => void attempts.push(attempt),
      });
      const id = await job.enqueue(null, { key: 'one' });
      await waitFor('the child process to start the job', () => said.includes('started'));
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
      expect(await stateOf(id)).toBe('active');
      expect(await job.enqueue(null, { key: 'one' })).toBe('duplicate');
      await queue.start();
      await reaches(id, 'completed');
      expect(attempts).toEqual([2]);
    } finally {
      child.kill('SIGKILL');
    }
  });

  describe('by the clock', () => {
    /** Only the date stands still, timers run. A job without meaning makes sleepers look at the time. */
    const travel = async (instant: string, nudge: () => Promise<unknown>): Promise<void> => {
      vi.setSystemTime(new Date(instant));
      await nudge();
    };
    const startAt = (instant: string) => vi.useFakeTimers({ toFake: ['Date'], now: new Date(instant) });

    test('keeps to the local time across a change of the clocks', async () => {
      startAt('2026-03-28T10:59:30Z');
      const runs: string[] = [];
      const job = queue.define<string>({
        name: newName(),
        run: async (data) => void runs.push(`${data} ${new Date().toISOString()}`),
      });
      await job.every('noon', '0 12 * * *', 'noon', { timezone: 'Europe/Berlin' });
      await queue.start();
      const nudge = async () => {
        const before = runs.length;
        await job.enqueue('nudge');
        await waitFor('the nudge', () => runs.slice(before).some((run) => run.startsWith('nudge')));
      };
      const noons = () => runs.filter((run) => run.startsWith('noon'));

      await nudge();
      expect(noons()).toEqual([]);
      await travel('2026-03-28T11:00:00.500Z', nudge);
      await waitFor('noon in winter', () => noons().length === 1);
      await travel('2026-03-29T09:59:59.000Z', nudge);
      expect(noons()).toHaveLength(1);
      await travel('2026-03-29T10:00:00.500Z', nudge);
      await waitFor('noon in summer', () => noons().length === 2);
      await travel('2026-03-29T11:00:00.500Z', nudge);
      expect(noons()).toEqual(['noon 2026-03-28T11:00:00.500Z', 'noon 2026-03-29T10:00:00.500Z']);
    });

    test('makes up once for what was missed, and a restart doubles nothing', async () => {
      const name = newName();
      const runs: string[] = [];
      const boot = async () => {
        queue = openProcess();
        const job = queue.define<null>({ name, run: async () => void runs.push(new Date().toISOString()) });
        await job.every('hourly', '0 * * * *', null);
        await queue.start();
        return job;
      };
      startAt('2026-05-01T10:30:00Z');
      await boot();
      await queue.stop();
      // Five runs are missed.
      vi.setSystemTime(new Date('2026-05-01T15:30:00Z'));
      await boot();
      await waitFor('the missed run', () => runs.length === 1);
      await queue.stop();
      const job = await boot();
      await reaches(await job.enqueue(null), 'completed');
      expect(runs).toEqual(['2026-05-01T15:30:00.000Z', '2026-05-01T15:30:00.000Z']);
      await travel('2026-05-01T16:00:01Z', () => job.enqueue(null));
      await waitFor('the next run', () => runs.length === 4);
    });

    test('replaces a schedule of the same id and forgets those that are no longer declared', async () => {
      const name = newName();
      const runs: string[] = [];
      startAt('2026-05-01T10:30:00Z');
      const before = openProcess().define<string>({ name, run: async () => {} });
      await before.every('dropped', '0 * * * *', 'dropped');
      await before.every('moved', '0 * * * *', 'moved');

      const job = queue.define<string>({ name, run: async (data) => void runs.push(data) });
      await job.every('moved', '0 12 * * *', 'moved');
      await queue.start();
      await travel('2026-05-01T11:00:01Z', async () => reaches(await job.enqueue('nudge'), 'completed'));
      expect(runs).toEqual(['nudge']);
      await travel('2026-05-01T12:00:01Z', () => job.enqueue('nudge'));
      await waitFor('the moved run', () => runs.length === 3);
      expect(runs.toSorted()).toEqual(['moved', 'nudge', 'nudge']);
    });

    test('refuses what is not a time', async () => {
      const job = queue.define<null>({ name: newName(), run: async () => {} });
      await expect(job.every('x', 'every day', null)).rejects.toThrow(RangeError);
      await expect(job.every('x', '0 0 30 2 *', null)).rejects.toThrow('never comes');
      await expect(job.every('x', '0 0 0 * * *', null)).rejects.toThrow(RangeError);
      await expect(job.every('x', '0 0 * * *', null, { timezone: 'Mars/Olympus' })).rejects.toThrow(
        'Mars/Olympus',
      );
    });
  });

  test('refuses definitions and options that make no sense', async () => {
    const run = async () => {};
    const job = queue.define<unknown>({ name: newName(), run });
    expect(() => queue.define({ name: job.name, run })).toThrow('defined twice');
    expect(() => queue.define({ name: 'noverb', run })).toThrow('module.verb-object');
    expect(() => queue.define({ name: newName(), run, concurrency: 0 })).toThrow('concurrency');
    expect(() => queue.define({ name: newName(), run, attempts: 1.5 })).toThrow('attempts');
    await expect(job.enqueue(1, { priority: 1001 })).rejects.toThrow('priority');
    await expect(job.enqueue(1, { delayMs: -1 })).rejects.toThrow('delayMs');
    await expect(job.enqueue(1, { key: '' })).rejects.toThrow('key');
    await expect(job.enqueue('x'.repeat(1_048_577))).rejects.toThrow('more than 1048576 characters');
  });

  test('starts work of its own process at once', async () => {
    const job = queue.define<null>({ name: newName(), run: async () => {} });
    await queue.start();
    await sleep(100);
    const started = performance.now();
    await reaches(await job.enqueue(null), 'completed');
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, testDialects, type TestDatabase } from '../testing/test-databases.ts';
import { waitFor } from '../testing/wait-for.ts';
import { createEmbeddedJobQueue } from './embedded-job-queue.ts';
import type { JobQueue } from './job-queue.ts';
import { jobMigrations } from './job-tables.ts';

const log = pino({ level: 'silent' });
const hour = 3_600_000;

describe.each(testDialects)('the embedded job queue on %s', (dialect) => {
  let database: TestDatabase;
  let time: number;
  let queues: JobQueue[];

  const open = (options: { pollMs?: number; leaseMs?: number } = {}): JobQueue => {
    const queue = createEmbeddedJobQueue({
      database,
      log,
      clock: () => new Date(time),
      pollMs: 20,
      ...options,
    });
    queues.push(queue);
    return queue;
  };

  beforeAll(async () => {
    database = await openTestDatabase(dialect, [jobMigrations]);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    time = Date.parse('2026-05-01T12:00:00Z');
    queues = [];
    await database.db.deleteFrom('netloom_job').execute();
  });
  afterEach(async () => {
    await Promise.all(queues.map((queue) => queue.stop(0)));
  });

  test('starts what its own process enqueues without looking for it', async () => {
    const queue = createEmbeddedJobQueue({ database, log, pollMs: 600_000 });
    queues.push(queue);
    const heard: number[] = [];
    const job = queue.define<number>({
      name: 'test.run',
      backoff: { type: 'fixed', ms: 1 },
      run: async (data, { attempt }) => {
        if (attempt === 1) throw new Error('again');
        heard.push(data);
      },
    });
    await queue.start();
    for (let number = 0; number < 10; number++) await job.enqueue(number);
    await waitFor('all jobs', () => heard.length === 10);
  });

  test('costs one statement per look when there is nothing to do', async () => {
    const queue = open({ pollMs: 5 });
    for (let number = 0; number < 30; number++)
      queue.define({ name: `test.job-${number}`, run: async () => {} });
    await queue.start();
    // The first look does more.
    await waitFor('the first look', async () => (await queue.counts()).length === 0);
    const before = database.statements();
    const started = performance.now();
    await waitFor('many looks', () => database.statements() - before > 10);
    expect(database.statements() - before).toBeLessThan(((performance.now() - started) / 5) * 1.5 + 5);
  });

  test('interrupts a job whose lease was lost to another process', async () => {
    const queue = open({ leaseMs: 1000 });
    const reasons: unknown[] = [];
    const job = queue.define<null>({
      name: 'test.run',
      run: (_data, { signal }) =>
        new Promise((resolve) =>
          signal.addEventListener('abort', () => {
            reasons.push(signal.reason);
            resolve();
          }),
        ),
    });
    await queue.start();
    const id = await job.enqueue(null);
    await waitFor('the job to start', async () => (await queue.get(id))?.state === 'active');
    await database.db.updateTable('netloom_job').set({ worker: 'another' }).where('id', '=', id).execute();
    time += 400;
    await waitFor('the interruption', () => reasons.length === 1);
    expect(reasons).toMatchObject([{ message: 'the job was taken over by another worker' }]);
    await queue.stop();
    // It is the other's to say how it ends.
    expect(await queue.get(id)).toMatchObject({ state: 'active', attempt: 1 });
  });

  test('keeps hold of a job that runs longer than a lease', async () => {
    const [first, second] = [open({ leaseMs: 1000 }), open({ leaseMs: 1000 })];
    const gate = Promise.withResolvers<void>();
    let runs = 0;
    const run = async () => {
      runs++;
      await gate.promise;
    };
    const job = first.define<null>({ name: 'test.run', run });
    second.define<null>({ name: 'test.run', run });
    await first.start();
    await second.start();
    const id = await job.enqueue(null);
    await waitFor('the job to start', () => runs === 1);
    for (let step = 0; step < 6; step++) {
      time += 500;
      const leased = time + 500;
      await waitFor('the renewal', async () => {
        const row = await database.db.selectFrom('netloom_job').select('lease_until').executeTakeFirst();
        return (row?.lease_until ?? 0) >= leased;
      });
    }
    gate.resolve();
    await waitFor('the end', async () => (await first.get(id))?.state === 'completed');
    expect(runs).toBe(1);
  });

  test('fails a job for good when every process that tries it dies', async () => {
    const dead = open();
    const job = dead.define<null>({ name: 'test.run', attempts: 2, run: async () => {} });
    const id = await job.enqueue(null);
    const die = (attempt: number) =>
      database.db
        .updateTable('netloom_job')
        .set({ state: 'active', worker: 'dead', attempt, lease_until: time - 1 })
        .where('id', '=', id)
        .execute();
    const queue = open({ leaseMs: 1000 });
    await die(1);
    await queue.start();
    await waitFor('the second try', async () => (await queue.get(id))?.state === 'delayed');
    await die(2);
    time += 1000;
    await waitFor('the end', async () => (await queue.get(id))?.state === 'failed');
    expect(await queue.get(id)).toMatchObject({ attempt: 2, error: 'the process that ran the job ended' });
  });

  test('deletes completed jobs after a day and failed ones after seven', async () => {
    const queue = open();
    const good = queue.define<null>({ name: 'test.good', run: async () => {} });
    const bad = queue.define<null>({
      name: 'test.bad',
      attempts: 1,
      run: () => Promise.reject(new Error('bad')),
    });
    await queue.start();
    const ids = [await good.enqueue(null), await bad.enqueue(null)];
    const left = async () => (await Promise.all(ids.map((id) => queue.get(id)))).map((job) => job?.state);
    /** A delayed job is found by the look that cleans up before. */
    const look = async () => {
      const id = await good.enqueue(null, { delayMs: 1 });
      time++;
      await waitFor('the look', async () => (await queue.get(id))?.state === 'completed');
    };
    await waitFor('the ends', async () => (await left()).join() === 'completed,failed');
    time += 23 * hour;
    await look();
    expect(await left()).toEqual(['completed', 'failed']);
    time += 2 * hour;
    await waitFor('the completed to be gone', async () => (await left())[0] === undefined);
    time += 5 * 24 * hour;
    await look();
    expect(await left()).toEqual([undefined, 'failed']);
    time += 24 * hour;
    await waitFor('the failed to be gone', async () => (await left())[1] === undefined);
  });

  test('keeps ten thousand completed jobs at most', async () => {
    const rows = Array.from({ length: 10_500 }, (_, index) => ({
      id: `old-${index}`,
      name: 'test.old',
      queue: 'default' as const,
      data: 'null',
      state: 'completed' as const,
      priority: 0,
      attempt: 1,
      attempts: 1,
      run_at: time,
      ended: time - hour + index,
    }));
    for (let start = 0; start < rows.length; start += 1500) {
      await database.db
        .insertInto('netloom_job')
        .values(rows.slice(start, start + 1500))
        .execute();
    }
    const queue = open();
    await queue.start();
    await waitFor('the clean-up', async () => (await queue.get('old-499')) === undefined);
    expect(await queue.get('old-500')).toMatchObject({ state: 'completed' });
    await database.db.deleteFrom('netloom_job').execute();
  });

  test('reports the outage of its database once and goes on after it', async () => {
    const logged: { msg: string }[] = [];
    const queue = createEmbeddedJobQueue({
      database,
      log: pino({}, { write: (line) => void logged.push(JSON.parse(line)) }),
      pollMs: 5,
    });
    queues.push(queue);
    const heard: number[] = [];
    const job = queue.define<number>({ name: 'test.run', run: async (data) => void heard.push(data) });
    await queue.start();
    await sql`alter table netloom_job rename to netloom_job_away`.execute(database.db);
    await waitFor('the outage', () => logged.length > 0);
    await expect(job.enqueue(0)).rejects.toThrow('netloom_job');
    await sql`alter table netloom_job_away rename to netloom_job`.execute(database.db);
    await waitFor('the end of the outage', () => logged.length > 1);
    await job.enqueue(1);
    await waitFor('the job', () => heard.length === 1);
    expect(logged.map(({ msg }) => msg)).toEqual([
      'the job queue cannot use its database and tries again',
      'the job queue can use its database again',
    ]);
  });

  test.runIf(dialect === 'postgres')(
    'writes the end of a job when connections were cut meanwhile',
    async () => {
      const queue = open();
      const gate = Promise.withResolvers<void>();
      let runs = 0;
      const job = queue.define<null>({
        name: 'test.run',
        run: async () => {
          runs++;
          await gate.promise;
        },
      });
      await queue.start();
      const id = await job.enqueue(null);
      await waitFor('the job to start', () => runs === 1);
      const admin = await openTestDatabase('postgres');
      const name = new URL(database.url).pathname.slice(1);
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`.execute(
        admin.db,
      );
      gate.resolve();
      await waitFor('the end', async () => (await queue.get(id))?.state === 'completed');
      await admin.close();
      expect(runs).toBe(1);
    },
  );
});

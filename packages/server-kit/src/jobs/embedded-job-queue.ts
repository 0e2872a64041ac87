import { randomUUID } from 'node:crypto';
import type { Database } from '../database/database.ts';
import type { Logger } from '../log/create-logger.ts';
import { backoffDelay } from './backoff-delay.ts';
import { checkEnqueueOptions } from './check-enqueue-options.ts';
import { declareJob, type DeclaredJob } from './declared-job.ts';
import { encodeJobData } from './encode-job-data.ts';
import type { EnqueueOptions, JobDefinition, JobId, JobQueue } from './job-queue.ts';
import {
  claimJobs,
  completeJob,
  countJobs,
  deleteEnded,
  failJob,
  findDue,
  findJob,
  findOrphans,
  insertJob,
  renewLeases,
  returnJob,
  setProgress,
  type ClaimedJob,
  type Hold,
} from './job-store.ts';
import { nextRun } from './next-run.ts';
import { runAttempt } from './run-attempt.ts';
import {
  advanceSchedule,
  keepSchedules,
  listSchedules,
  putSchedule,
  type Schedule,
} from './schedule-store.ts';
import { within } from './within.ts';

/** One declared job in this process: its own line and its own places, so that it never waits for another. */
interface Lane {
  job: DeclaredJob;
  /** What runs now, by job id; aborted to interrupt it. */
  running: Map<JobId, AbortController>;
  claiming: boolean;
  /** More may be due than was claimed: claim again when a place is free. */
  backlog: boolean;
}

/** Longest time without a look at the schedules that other processes may have changed, in milliseconds. */
const scheduleLookMs = 60_000;
const cleanUpMs = 600_000;
/** Pause before the end of a job is written again after the database failed, in milliseconds, and how often. */
const writeAgainMs = 1000;
const writeTries = 30;

/**
 * The job queue inside the database: durable over a crash, no service beside it. Work of this process starts at once;
 * delayed work, and work that other processes on the same PostgreSQL have left, is looked for every `pollMs`.
 *
 * A job is held by a lease that is renewed while it runs. When a process dies its jobs are taken up by another one,
 * or by itself after a restart, as soon as their lease is over.
 */
export const createEmbeddedJobQueue = (options: {
  database: Database;
  log: Logger;
  clock?: () => Date;
  /** Milliseconds between two looks for due work. Default 1,000. */
  pollMs?: number;
  /** Milliseconds after which the jobs of a process that gives no sign of life are taken over. Default 15,000. */
  leaseMs?: number;
}): JobQueue => {
  const { database, log, clock = () => new Date(), pollMs = 1000, leaseMs = 15_000 } = options;
  const { db } = database;
  const now = () => clock().getTime();
  const worker = randomUUID();
  const lanes = new Map<string, Lane>();
  const declaredSchedules = new Map<string, Set<string>>();
  const tasks = new Set<Promise<void>>();
  const due = { renewal: 0, orphans: 0, cleanUp: 0, schedules: 0 };
  const engine: {
    phase: 'idle' | 'working' | 'stopping' | 'stopped';
    outage: boolean;
    loop?: Promise<void>;
    stop?: Promise<void>;
  } = { phase: 'idle', outage: false };
  /** The pause between two ticks: until when, and how to cut it short. `asked` is for the next one. */
  const pause = { until: 0, end: () => {}, asked: Number.POSITIVE_INFINITY };

  const isWorking = (): boolean => engine.phase === 'working';

  /** Keeps hold of work in the background, so that `stop` can wait for it. */
  const track = (task: Promise<void>): void => {
    const tracked: Promise<void> = task.catch(reportOutage).finally(() => tasks.delete(tracked));
    tasks.add(tracked);
  };

  const reportOutage = (error: unknown): void => {
    if (!engine.outage) log.error({ err: error }, 'the job queue cannot use its database and tries again');
    engine.outage = true;
  };

  const reportReturn = (): void => {
    if (engine.outage) log.info('the job queue can use its database again');
    engine.outage = false;
  };

  const claim = async (lane: Lane): Promise<void> => {
    lane.backlog = true;
    if (lane.claiming) return;
    lane.claiming = true;
    try {
      while (lane.backlog && isWorking()) {
        const limit = lane.job.concurrency - lane.running.size;
        if (limit <= 0) return;
        lane.backlog = false;
        const claimed = await claimJobs(database, {
          name: lane.job.name,
          limit,
          worker,
          now: now(),
          leaseUntil: now() + leaseMs,
        });
        if (claimed.length === limit) lane.backlog = true;
        for (const job of claimed) {
          const interrupt = new AbortController();
          lane.running.set(job.id, interrupt);
          // `stop` was called in the meantime and cannot have seen this job.
          if (!isWorking()) interrupt.abort();
          track(work(lane, job, interrupt.signal));
        }
      }
    } finally {
      lane.claiming = false;
    }
  };

  const work = async (lane: Lane, claimed: ClaimedJob, interrupt: AbortSignal): Promise<void> => {
    const { job } = lane;
    const { id, attempt } = claimed;
    const hold: Hold = { id, worker, attempt };
    const outcome = await runAttempt(
      job,
      JSON.parse(claimed.data),
      { id, attempt, progress: (value) => setProgress(db, hold, encodeJobData(job.name, value)) },
      interrupt,
    );
    try {
      if (outcome.end === 'completed') {
        const state = await write(() => completeJob(db, hold, now()));
        if (state === 'waiting') lane.backlog = true;
      } else if (outcome.end === 'failed') {
        await write(() => fail(job, hold, outcome.error));
      } else {
        await write(() => returnJob(db, hold, now()));
      }
    } finally {
      lane.running.delete(id);
      if (lane.backlog) track(claim(lane));
    }
  };

  const fail = async (job: DeclaredJob, hold: Hold, error: Error): Promise<void> => {
    const delayMs = backoffDelay(job.backoff, hold.attempt);
    const state = await failJob(db, hold, { error: error.message, delayMs }, now());
    const facts = { job: job.name, id: hold.id, attempt: hold.attempt, err: error };
    if (state === 'failed') log.error(facts, 'a job failed for good');
    else if (state === 'waiting') log.warn(facts, 'a job failed and will be tried again');
    wakeBy(now() + delayMs);
  };

  /** Writes how a job ended, again while the database is away: else the work would be done twice. */
  const write = async <Result>(statement: () => Promise<Result>): Promise<Result> => {
    for (let tries = 1; ; tries++) {
      try {
        return await statement();
      } catch (error) {
        if (tries >= writeTries || !isWorking()) throw error;
        reportOutage(error);
        await new Promise((resolve) => setTimeout(resolve, writeAgainMs));
      }
    }
  };

  /** Everything that time brings. Resolves with the instant of the next work that is known of. */
  const tick = async (): Promise<number> => {
    const time = now();
    if (time >= due.renewal) {
      due.renewal = time + leaseMs / 3;
      await renew(time + leaseMs);
    }
    if (!isWorking()) return time + pollMs;
    if (time >= due.orphans) {
      due.orphans = time + leaseMs / 2;
      await adoptOrphans(time);
    }
    if (time >= due.schedules) {
      due.schedules = time + scheduleLookMs;
      // `every` may ask for an earlier look meanwhile.
      due.schedules = Math.min(await runSchedules(time), due.schedules);
    }
    if (time >= due.cleanUp) {
      due.cleanUp = time + cleanUpMs;
      await deleteEnded(db, time);
    }
    const free = [...lanes.values()].filter(({ job, running }) => running.size < job.concurrency);
    const found = await findDue(
      db,
      free.map(({ job }) => job.name),
    );
    const ready = found.filter((entry) => entry.due <= time);
    await Promise.all(ready.flatMap(({ name }) => lanes.get(name) ?? []).map(claim));
    return Math.min(due.schedules, ...found.map((entry) => entry.due).filter((instant) => instant > time));
  };

  const renew = async (leaseUntil: number): Promise<void> => {
    const running = new Map([...lanes.values()].flatMap((lane) => [...lane.running]));
    if (running.size === 0) return;
    const kept = new Set(await renewLeases(db, worker, [...running.keys()], leaseUntil));
    for (const [id, interrupt] of running) {
      if (!kept.has(id)) interrupt.abort(new Error('the job was taken over by another worker'));
    }
  };

  const adoptOrphans = async (time: number): Promise<void> => {
    const mine = [...lanes.values()].flatMap(({ running }) => [...running.keys()]);
    for (const orphan of await findOrphans(db, worker, mine, time)) {
      const job = lanes.get(orphan.name)?.job ?? declareJob({ name: orphan.name, run: async () => {} });
      await fail(job, orphan, new Error('the process that ran the job ended'));
    }
  };

  const runSchedules = async (time: number): Promise<number> => {
    let next = time + scheduleLookMs;
    for (const schedule of await listSchedules(db, [...lanes.keys()])) {
      const lane = lanes.get(schedule.job);
      if (!lane) continue;
      if (schedule.next_run > time) {
        next = Math.min(next, schedule.next_run);
        continue;
      }
      const following = followingRun(schedule, time);
      if (following === undefined) continue;
      // Both or neither: a crash between the two would lose a run or double it.
      await db.transaction().execute(async (tx) => {
        if (!(await advanceSchedule(tx, schedule, following))) return;
        await insertJob(tx, lane.job, schedule.data, { key: `every ${schedule.id}`, rerun: true }, time);
      });
      next = Math.min(next, following);
    }
    return next;
  };

  /** However many runs were missed, one makes up for them all: the next is counted from now. */
  const followingRun = ({ job, id, cron, timezone }: Schedule, time: number): number | undefined => {
    try {
      return nextRun(cron, timezone, new Date(time));
    } catch (error) {
      // Stored by a process that knows more patterns or time zones: it is not for this one to run.
      log.error({ err: error, job, schedule: id }, 'a schedule cannot be read');
      return undefined;
    }
  };

  const run = async (): Promise<void> => {
    while (engine.phase !== 'stopped') {
      const ticked = tick().then(
        (next) => {
          reportReturn();
          return next;
        },
        (error: unknown) => {
          reportOutage(error);
          return Number.POSITIVE_INFINITY;
        },
      );
      track(ticked.then(() => {}));
      await pauseUntil(Math.min(await ticked, now() + pollMs, due.renewal));
    }
  };

  const pauseUntil = async (instant: number): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    pause.until = Math.min(instant, pause.asked);
    pause.asked = Number.POSITIVE_INFINITY;
    pause.end = resolve;
    const timer = setTimeout(resolve, Math.max(pause.until - now(), 1));
    await promise;
    clearTimeout(timer);
    pause.until = 0;
  };

  /** Sees to it that the next tick comes at `instant` at the latest. */
  const wakeBy = (instant: number): void => {
    if (instant < pause.until) pause.end();
    pause.asked = Math.min(pause.asked, instant);
  };

  const enqueue = async (
    job: DeclaredJob,
    data: unknown,
    asked: EnqueueOptions,
  ): Promise<JobId | 'duplicate'> => {
    checkEnqueueOptions(job.name, asked);
    const time = now();
    const id = await insertJob(db, job, encodeJobData(job.name, data), asked, time);
    if (id === 'duplicate' || !isWorking()) return id;
    const lane = lanes.get(job.name);
    if (lane && !asked.delayMs) track(claim(lane));
    else wakeBy(time + (asked.delayMs ?? 0));
    return id;
  };

  const idle = async (): Promise<void> => {
    while (tasks.size > 0) await Promise.all(tasks);
  };

  const stop = async (graceMs: number): Promise<void> => {
    engine.phase = 'stopping';
    await within(idle(), graceMs);
    for (const { running } of lanes.values()) {
      for (const interrupt of running.values()) interrupt.abort(new Error('the process stops'));
    }
    await idle();
    engine.phase = 'stopped';
    wakeBy(now());
    await engine.loop;
  };

  return {
    define: <Data>(definition: JobDefinition<Data>) => {
      if (lanes.has(definition.name)) throw new Error(`job ${definition.name} is defined twice`);
      const job = declareJob(definition);
      lanes.set(job.name, { job, running: new Map(), claiming: false, backlog: false });
      return {
        name: job.name,
        enqueue: (data, asked = {}) => enqueue(job, data, asked),
        every: async (id, cron, data, { timezone = 'UTC' } = {}) => {
          const next = nextRun(cron, timezone, clock());
          declaredSchedules.set(job.name, (declaredSchedules.get(job.name) ?? new Set()).add(id));
          await putSchedule(db, {
            job: job.name,
            id,
            cron,
            timezone,
            data: encodeJobData(job.name, data),
            next_run: next,
          });
          due.schedules = 0;
          wakeBy(next);
        },
      };
    },
    start: async () => {
      if (engine.phase !== 'idle') throw new Error('the job queue was started before');
      for (const name of lanes.keys()) {
        await keepSchedules(db, name, [...(declaredSchedules.get(name) ?? [])]);
      }
      engine.phase = 'working';
      engine.loop = run();
    },
    stop: async (graceMs = 10_000) => {
      if (isWorking()) engine.stop = stop(graceMs);
      await engine.stop;
    },
    get: async (id) => {
      const row = await findJob(db, id);
      if (!row) return undefined;
      return {
        id,
        name: row.name,
        queue: row.queue,
        state: row.state === 'waiting' && row.run_at > now() ? 'delayed' : row.state,
        attempt: row.attempt,
        ...(row.progress === null ? {} : { progress: JSON.parse(row.progress) }),
        ...(row.error === null ? {} : { error: row.error }),
      };
    },
    counts: () => countJobs(db, now()),
  };
};

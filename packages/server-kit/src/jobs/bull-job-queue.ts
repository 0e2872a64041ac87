import { randomUUID } from 'node:crypto';
import {
  Queue,
  UnrecoverableError,
  WaitingError,
  Worker,
  type AdvancedOptions,
  type Job as BullJob,
  type JobsOptions,
} from 'bullmq';
import { Redis, type RedisOptions } from 'ioredis';
import type { Logger } from '../log/create-logger.ts';
import { backoffDelay } from './backoff-delay.ts';
import { checkEnqueueOptions, priorityLimit } from './check-enqueue-options.ts';
import { declareJob, type DeclaredJob } from './declared-job.ts';
import { DependencyUnavailableError } from './dependency-unavailable-error.ts';
import { encodeJobData } from './encode-job-data.ts';
import type { EnqueueOptions, JobDefinition, JobId, JobQueue, JobState } from './job-queue.ts';
import { nextRun } from './next-run.ts';
import { runAttempt } from './run-attempt.ts';
import { within } from './within.ts';

/** Longest pause before the next attempt to reach Redis, in milliseconds. */
const longestPauseMs = 2000;
const keep = {
  removeOnComplete: { age: 86_400, count: 10_000 },
  removeOnFail: { age: 7 * 86_400 },
} satisfies JobsOptions;

/** Everything about one declared job in this process. */
interface Lane {
  job: DeclaredJob;
  settings: AdvancedOptions;
  /** Ids of the schedules that were declared. */
  schedules: Set<string>;
  /** To put work in and to look; made at first use. */
  queue?: Queue;
  /** To take work out, once started. */
  worker?: Worker;
  running: Map<string, AbortController>;
}

/** Why a running job is interrupted when somebody else has it: then it must not be given back. */
const lost = new Error('the job was taken over by another worker');

/**
 * The job queue over BullMQ on Redis, for several processes and machines. Each job has a BullMQ queue and worker of
 * its own: that gives every job its own concurrency, and no job can delay another.
 *
 * While Redis is away `enqueue` rejects with a DependencyUnavailableError within seconds; workers wait and go on by
 * themselves. Redis must have persistence switched on, or its restart forgets the jobs.
 */
export const createBullJobQueue = (options: {
  url: string;
  log: Logger;
  /** Begins the keys in Redis, for installations that share one. Default `netloom`. */
  prefix?: string;
  /** Milliseconds after which the jobs of a process that gives no sign of life are taken over. Default 30,000. */
  leaseMs?: number;
  /** Longest time to wait for a connection, and then for an answer, in milliseconds. Default 3,000. */
  patienceMs?: number;
}): JobQueue => {
  const { url, log, prefix = 'netloom', leaseMs = 30_000, patienceMs = 3000 } = options;
  const lanes = new Map<string, Lane>();
  const engine: {
    phase: 'idle' | 'working' | 'stopping' | 'stopped';
    outage: boolean;
    stop?: Promise<void>;
    /** The connection of the workers. */
    working?: Redis;
    /** Set while somebody waits for the first connection of those who ask, or for the next. */
    connecting?: Promise<void>;
  } = { phase: 'idle', outage: false };

  const reportOutage = (error: unknown): void => {
    if (engine.outage || engine.phase === 'stopping' || engine.phase === 'stopped') return;
    engine.outage = true;
    log.error({ err: error }, 'Redis cannot be reached: background work waits for it');
  };
  const reportReturn = (): void => {
    if (engine.outage) log.info('Redis is back: background work goes on');
    engine.outage = false;
  };
  const open = (treatment: RedisOptions): Redis =>
    new Redis(url, { retryStrategy: (times) => Math.min(100 * times, longestPauseMs), ...treatment })
      .on('error', reportOutage)
      .on('close', () => reportOutage(new Error('the connection was closed')))
      .on('ready', reportReturn);

  // Two ways to treat an outage. Who asks gets an error soon, and nothing is done behind his back later. Workers, for
  // which the second connection is made, wait as long as it takes.
  const asking = open({
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: patienceMs,
    commandTimeout: patienceMs,
    lazyConnect: true,
  });

  const connect = async (): Promise<void> => {
    // Connecting again is the client's own business; only the first time must be asked for.
    if (asking.status === 'wait') asking.connect().catch(reportOutage);
    const { promise: ready, resolve } = Promise.withResolvers<void>();
    asking.once('ready', resolve);
    try {
      if (!(await within(ready, patienceMs))) throw new Error(`no connection within ${patienceMs} ms`);
    } finally {
      asking.off('ready', resolve);
      delete engine.connecting;
    }
  };

  /** Asks Redis for something about a job, within a bounded time. */
  const ask = async <Answer>(lane: Lane, question: (queue: Queue) => Promise<Answer>): Promise<Answer> => {
    try {
      if (asking.status !== 'ready') await (engine.connecting ??= connect());
      return await question(await openQueue(lane));
    } catch (error) {
      throw new DependencyUnavailableError('Redis', { cause: error });
    }
  };

  const openQueue = async (lane: Lane): Promise<Queue> => {
    if (!lane.queue) {
      lane.queue = new Queue(lane.job.name, { connection: asking, prefix, settings: lane.settings });
      lane.queue.on('error', reportOutage);
    }
    try {
      await lane.queue.waitUntilReady();
      return lane.queue;
    } catch (error) {
      // A queue whose first contact has failed never tries again: the next call makes a new one.
      delete lane.queue;
      throw error;
    }
  };

  const optionsOf = (job: DeclaredJob, priority: number): JobsOptions => ({
    ...keep,
    attempts: job.attempts,
    backoff: { type: 'custom' },
    // There, 1 goes first and 0 before all others.
    priority: priorityLimit + 1 - priority,
  });

  const enqueue = async (lane: Lane, data: unknown, asked: EnqueueOptions): Promise<JobId | 'duplicate'> => {
    const { job } = lane;
    checkEnqueueOptions(job.name, asked);
    const text = encodeJobData(job.name, data);
    const { delayMs = 0, key, priority = 0, rerun = false } = asked;
    const jobId = randomUUID();
    const added = await ask(lane, (queue) =>
      queue.add(job.name, JSON.parse(text), {
        ...optionsOf(job, priority),
        jobId,
        delay: delayMs,
        ...(key === undefined ? {} : { deduplication: { id: key, keepLastIfActive: rerun } }),
      }),
    );
    return added.id === jobId ? publicId(job, jobId) : 'duplicate';
  };

  const every = async (
    lane: Lane,
    id: string,
    cron: string,
    data: unknown,
    timezone: string,
  ): Promise<void> => {
    const { job } = lane;
    nextRun(cron, timezone, new Date());
    const text = encodeJobData(job.name, data);
    lane.schedules.add(id);
    await ask(lane, async (queue) => {
      const known = await queue.getJobScheduler(id);
      const same =
        known?.pattern === cron &&
        known.tz === timezone &&
        JSON.stringify(known.template?.data ?? null) === text;
      // Put again, a schedule would forget a run that was missed while nothing ran.
      if (same && known.next && (await queue.getJob(`repeat:${id}:${known.next}`))) return;
      await queue.upsertJobScheduler(
        id,
        { pattern: cron, tz: timezone },
        { name: job.name, data: JSON.parse(text), opts: optionsOf(job, 0) },
      );
    });
  };

  const process = async (lane: Lane, bullJob: BullJob, token: string): Promise<void> => {
    const { job } = lane;
    const bullId = bullJob.id ?? '';
    const id = publicId(job, bullId);
    const attempt = bullJob.attemptsMade + bullJob.stalledCounter + 1;
    if (attempt > job.attempts) throw new UnrecoverableError('the process that ran the job ended');
    const interrupt = new AbortController();
    if (engine.phase !== 'working') interrupt.abort();
    lane.running.set(bullId, interrupt);
    try {
      const progress = async (value: unknown) => {
        const text = encodeJobData(job.name, value);
        await bullJob.updateProgress(JSON.parse(text));
      };
      const outcome = await runAttempt(job, bullJob.data, { id, attempt, progress }, interrupt.signal);
      if (outcome.end === 'completed') return;
      if (outcome.end === 'interrupted') {
        if (interrupt.signal.reason !== lost) await bullJob.moveToWait(token);
        throw new WaitingError();
      }
      const facts = { job: job.name, id, attempt, err: outcome.error };
      if (attempt >= job.attempts) {
        log.error(facts, 'a job failed for good');
        throw new UnrecoverableError(outcome.error.message);
      }
      log.warn(facts, 'a job failed and will be tried again');
      throw outcome.error;
    } finally {
      lane.running.delete(bullId);
    }
  };

  const startWorker = (lane: Lane, working: Redis): void => {
    const { job, settings, running } = lane;
    const worker = new Worker(job.name, (bullJob, token = '') => process(lane, bullJob, token), {
      connection: working,
      prefix,
      settings,
      concurrency: job.concurrency,
      lockDuration: leaseMs,
      stalledInterval: leaseMs / 2,
      // `process` counts these among the attempts.
      maxStalledCount: job.attempts,
    });
    worker.on('error', (error) => {
      if (working.status === 'ready') log.debug({ err: error, job: job.name }, 'a worker had an error');
      else reportOutage(error);
    });
    worker.on('lockRenewalFailed', (ids: string[]) => {
      for (const id of ids) running.get(id)?.abort(lost);
    });
    lane.worker = worker;
  };

  const forgetUndeclaredSchedules = (lane: Lane): Promise<void> =>
    ask(lane, async (queue) => {
      for (const { key } of await queue.getJobSchedulers()) {
        if (!lane.schedules.has(key)) await queue.removeJobScheduler(key);
      }
    });

  const stop = async (graceMs: number): Promise<void> => {
    engine.phase = 'stopping';
    const workers = [...lanes.values()].flatMap(({ worker }) => worker ?? []);
    for (const worker of workers) await worker.pause(true);
    const closing = Promise.all(workers.map((worker) => worker.close()));
    if (!(await within(closing, graceMs))) {
      for (const { running } of lanes.values()) {
        for (const interrupt of running.values()) interrupt.abort(new Error('the process stops'));
      }
      // Without Redis the work cannot be given back; its leases will be over in time.
      if (!(await within(closing, 2 * patienceMs))) closing.catch(() => {});
    }
    disconnect();
  };

  const disconnect = (): void => {
    engine.phase = 'stopped';
    engine.working?.disconnect();
    asking.disconnect();
  };

  return {
    define: <Data>(definition: JobDefinition<Data>) => {
      if (lanes.has(definition.name)) throw new Error(`job ${definition.name} is defined twice`);
      const job = declareJob(definition);
      const settings: AdvancedOptions = {
        backoffStrategy: (failedAttempts) => backoffDelay(job.backoff, failedAttempts),
        repeatStrategy: (millis, { pattern = '', tz = 'UTC' }) => nextRun(pattern, tz, new Date(millis)),
      };
      const lane: Lane = { job, settings, schedules: new Set(), running: new Map() };
      lanes.set(job.name, lane);
      return {
        name: job.name,
        enqueue: (data, asked = {}) => enqueue(lane, data, asked),
        every: (id, cron, data, { timezone = 'UTC' } = {}) => every(lane, id, cron, data, timezone),
      };
    },
    start: async () => {
      if (engine.phase !== 'idle') throw new Error('the job queue was started before');
      for (const lane of lanes.values()) await forgetUndeclaredSchedules(lane);
      engine.phase = 'working';
      engine.working = open({ maxRetriesPerRequest: null });
      for (const lane of lanes.values()) startWorker(lane, engine.working);
    },
    stop: async (graceMs = 10_000) => {
      if (engine.phase === 'working') engine.stop = stop(graceMs);
      else if (engine.phase === 'idle') disconnect();
      await engine.stop;
    },
    get: async (id) => {
      const lane = lanes.get(id.slice(0, id.indexOf('/')));
      if (!lane) return undefined;
      return ask(lane, async (queue) => {
        const bullJob = await queue.getJob(id.slice(id.indexOf('/') + 1));
        const state = bullJob && readState(await bullJob.getState());
        return bullJob && state && describe(lane.job, id, bullJob, state);
      });
    },
    counts: async () => {
      const sums = new Map<string, Awaited<ReturnType<JobQueue['counts']>>[number]>();
      for (const lane of lanes.values()) {
        const { queue } = lane.job;
        const sum = sums.get(queue) ?? { queue, waiting: 0, delayed: 0, active: 0, failed: 0 };
        const found = await ask(lane, (bull) =>
          bull.getJobCounts('wait', 'prioritized', 'delayed', 'active', 'failed'),
        );
        sum.waiting += (found['wait'] ?? 0) + (found['prioritized'] ?? 0);
        for (const state of ['delayed', 'active', 'failed'] as const) sum[state] += found[state] ?? 0;
        sums.set(queue, sum);
      }
      return [...sums.values()].sort((a, b) => (a.queue < b.queue ? -1 : 1));
    },
  };
};

/** Ids are unique for one job name only: the name is part of what callers see. */
const publicId = (job: DeclaredJob, id: string): JobId => `${job.name}/${id}`;

const readState = (state: string): JobState['state'] | undefined => {
  switch (state) {
    case 'prioritized':
    case 'waiting':
    case 'waiting-children':
      return 'waiting';
    case 'delayed':
    case 'active':
    case 'completed':
    case 'failed':
      return state;
    default:
      return undefined;
  }
};

const describe = (job: DeclaredJob, id: JobId, bullJob: BullJob, state: JobState['state']): JobState => ({
  id,
  name: job.name,
  queue: job.queue,
  state,
  attempt: bullJob.attemptsMade + bullJob.stalledCounter + (state === 'active' ? 1 : 0),
  // The empty progress of a new job is 0 there.
  ...(bullJob.progress === 0 ? {} : { progress: bullJob.progress }),
  ...(bullJob.failedReason && state !== 'completed' ? { error: bullJob.failedReason } : {}),
});

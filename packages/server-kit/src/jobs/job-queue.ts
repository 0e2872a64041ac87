/**
 * Background work: durable, at least once, in queues that never wait for each other. Two engines fulfil this
 * interface, the embedded one (a table in the database) and BullMQ (Redis); `jobs/contract.test.ts` holds both to it.
 *
 * Handlers must be idempotent: after a crash a job runs again.
 */
export interface JobQueue {
  /** Declares what runs under a name. Every process declares the same jobs; workers start with `start()`. */
  define<Data>(definition: JobDefinition<Data>): Job<Data>;
  /** Starts claiming work. A process with the role `web` never calls it, yet may enqueue. */
  start(): Promise<void>;
  /** Stops claiming, gives running handlers `graceMs` to end, aborts the rest and returns their work to the queue. */
  stop(graceMs?: number): Promise<void>;
  /** State of one job, or undefined when it is unknown or was cleaned up (a day after its end, seven after a failure). */
  get(id: JobId): Promise<JobState | undefined>;
  /** Number of jobs by queue and state, for health pages and metrics. */
  counts(): Promise<{ queue: QueueName; waiting: number; delayed: number; active: number; failed: number }[]>;
}

export type JobId = string;

/** Queues are isolated: a queue that is full of slow work delays nothing in another. */
export type QueueName = 'default' | 'network' | 'monitoring' | 'firmware';

export interface JobDefinition<Data> {
  /** `module.verb-object`, for example `configuration.render`. Unique. */
  name: string;
  /** Default `default`. */
  queue?: QueueName;
  /** How many of this job may run at once in this process. Default 1. */
  concurrency?: number;
  /** The handler is aborted through `signal` and the attempt fails after this long, in milliseconds. Default 60,000. */
  timeoutMs?: number;
  /** How often a job is tried in all. Default 5. */
  attempts?: number;
  /** Wait before the next try, in milliseconds, with jitter. Default exponential from 1,000 up to 600,000. */
  backoff?: { type: 'fixed' | 'exponential'; ms: number; maxMs?: number };
  run(data: Data, context: JobContext): Promise<void>;
}

export interface JobContext {
  id: JobId;
  /** 1 for the first try. */
  attempt: number;
  /** Aborted when the time is over or the process stops. */
  signal: AbortSignal;
  /** Stores progress (plain JSON) where `get` shows it. */
  progress(value: unknown): Promise<void>;
}

export interface Job<Data> {
  name: string;
  /**
   * Puts one piece of work into the queue. With `key`, nothing is added while a job of this name and key waits
   * or runs (`'duplicate'` is returned); the key is free again when that job has ended.
   * With `rerun: true` a duplicate of a *running* job makes the work run once more after it ends, with the newest
   * data, so that a change that comes in the middle of the work is not missed.
   *
   * `data` is plain JSON of 1 MiB at most. A higher `priority` goes first (-1000 to 1000, default 0). Enqueue after
   * the transaction has been committed, never inside it.
   *
   * @throws RangeError for options or data out of bounds; DependencyUnavailableError when Redis cannot be reached within
   * a few seconds. The embedded queue lets the database's own errors through.
   */
  enqueue(data: Data, options?: EnqueueOptions): Promise<JobId | 'duplicate'>;
  /**
   * Runs by the clock. `cron` has five fields; the time zone is UTC unless given. Calling again with the same id
   * replaces. Runs that were missed while nothing ran are made up for once; a run that comes while the one before
   * still waits or runs is not added on top, at most one follows it. Call it before `start()`: that removes schedules
   * of this job which are no longer declared.
   *
   * @throws RangeError when `cron` or the time zone is malformed or never comes.
   */
  every(id: string, cron: string, data: Data, options?: { timezone?: string }): Promise<void>;
}

export interface EnqueueOptions {
  /** Earliest start, in milliseconds from now. Default 0. */
  delayMs?: number;
  key?: string;
  priority?: number;
  rerun?: boolean;
}

export interface JobState {
  id: JobId;
  name: string;
  queue: QueueName;
  state: 'waiting' | 'delayed' | 'active' | 'completed' | 'failed';
  /** Tries that were started. */
  attempt: number;
  progress?: unknown;
  /** Why the last try failed. */
  error?: string;
}

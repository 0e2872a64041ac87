import { randomBytes } from 'node:crypto';
import { sql, type Selectable } from 'kysely';
import type { Database, Db } from '../database/database.ts';
import type { DeclaredJob } from './declared-job.ts';
import type { EnqueueOptions, JobId, JobQueue } from './job-queue.ts';
import type { JobTable } from './job-tables.ts';

type JobRow = Selectable<JobTable>;

export type ClaimedJob = Pick<JobRow, 'id' | 'data' | 'attempt' | 'priority' | 'run_at'>;

/** A job whose worker gave no sign of life for the time of its lease. */
export type OrphanedJob = Pick<JobRow, 'id' | 'name' | 'worker' | 'attempt'>;

// States are written into the statements, not bound: only then can both databases see that a partial index fits.
const waiting = sql.lit<'waiting'>('waiting');
const active = sql.lit<'active'>('active');
const completed = sql.lit<'completed'>('completed');
const failed = sql.lit<'failed'>('failed');

const day = 86_400_000;
/** How long ended jobs stay where `get` finds them, in milliseconds; and how many completed ones at most. */
const keepCompletedMs = day;
const keepFailedMs = 7 * day;
const keepCompleted = 10_000;
const deletedAtOnce = 1000;

const longestError = 2000;

let sequence = 0;

/** Job ids sort by the time of their making, so that jobs of one instant keep their order. */
const makeJobId = (now: number): JobId => {
  sequence = (sequence + 1) % 0x10000;
  const time = now.toString(16).padStart(12, '0');
  return `${time}${sequence.toString(16).padStart(4, '0')}${randomBytes(8).toString('hex')}`;
};

/**
 * Adds a job, unless one of its key waits or runs. `data` is JSON text. Resolves with the new id, or 'duplicate'.
 */
export const insertJob = async (
  db: Db,
  job: DeclaredJob,
  data: string,
  options: EnqueueOptions,
  now: number,
): Promise<JobId | 'duplicate'> => {
  const { delayMs = 0, key = null, priority = 0, rerun = false } = options;
  // Between the refused insert and the mark for a rerun the other job may end: then the insert has its way.
  for (let tries = 0; tries < 10; tries++) {
    const added = await db
      .insertInto('netloom_job')
      .values({
        id: makeJobId(now),
        name: job.name,
        queue: job.queue,
        unique_key: key,
        data,
        state: 'waiting',
        priority,
        attempt: 0,
        attempts: job.attempts,
        run_at: now + delayMs,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added) return added.id;
    if (!rerun || (await markForRerun(db, job.name, key, data))) return 'duplicate';
  }
  throw new Error(`job ${job.name}: the key "${key}" changes hands too fast`);
};

/** True when a job of this key waits, or runs and was told to run once more. */
const markForRerun = async (db: Db, name: string, key: string | null, data: string): Promise<boolean> => {
  const marked = await db
    .updateTable('netloom_job')
    .set({ rerun_data: sql`case when state = ${active} then ${data} end` })
    .where('name', '=', name)
    .where('unique_key', '=', key)
    .where('state', 'in', [waiting, active])
    .returning('id')
    .executeTakeFirst();
  return marked !== undefined;
};

/** For each job name the earliest instant at which one of its jobs may start; names without work are left out. */
export const findDue = async (db: Db, names: readonly string[]): Promise<{ name: string; due: number }[]> => {
  if (names.length === 0) return [];
  const asked = sql.join(names.map((name) => sql`(${name})`));
  const { rows } = await sql<{ name: string; due: number | null }>`
    with asked (name) as (values ${asked})
    select asked.name, (
      select min(run_at) from netloom_job where state = ${waiting} and netloom_job.name = asked.name
    ) as due
    from asked`.execute(db);
  return rows.flatMap(({ name, due }) => (due === null ? [] : [{ name, due }]));
};

/** Takes up to `limit` due jobs of one name, the most urgent first, and holds them until `leaseUntil`. */
export const claimJobs = async (
  { db, dialect }: Database,
  claim: { name: string; limit: number; worker: string; now: number; leaseUntil: number },
): Promise<ClaimedJob[]> => {
  const claimed = await db
    .with('due', (query) =>
      query
        .selectFrom('netloom_job')
        .select('id')
        .where('state', '=', waiting)
        .where('name', '=', claim.name)
        .where('run_at', '<=', claim.now)
        .orderBy('priority', 'desc')
        .orderBy('run_at')
        .orderBy('id')
        .limit(claim.limit)
        .$if(dialect === 'postgres', (select) => select.forUpdate().skipLocked()),
    )
    .updateTable('netloom_job')
    .set((eb) => ({
      state: 'active',
      worker: claim.worker,
      lease_until: claim.leaseUntil,
      attempt: eb('attempt', '+', 1),
    }))
    .where('id', 'in', (query) => query.selectFrom('due').select('due.id'))
    .returning(['id', 'data', 'attempt', 'priority', 'run_at'])
    .execute();
  return claimed.sort((a, b) => b.priority - a.priority || a.run_at - b.run_at || (a.id < b.id ? -1 : 1));
};

/** Prolongs the lease of jobs that still run. Resolves with the ids that are still this worker's. */
export const renewLeases = async (
  db: Db,
  worker: string,
  ids: readonly JobId[],
  leaseUntil: number,
): Promise<JobId[]> => {
  const renewed = await db
    .updateTable('netloom_job')
    .set({ lease_until: leaseUntil })
    .where('id', 'in', ids)
    .where('worker', '=', worker)
    .where('state', '=', active)
    .returning('id')
    .execute();
  return renewed.map(({ id }) => id);
};

/** A hold on a claimed job: only who has it may say how the job ended. */
export interface Hold {
  id: JobId;
  worker: string | null;
  attempt: number;
}

const held = (db: Db, hold: Hold) =>
  db
    .updateTable('netloom_job')
    .set({ worker: null, lease_until: null })
    .where('id', '=', hold.id)
    .where('state', '=', active)
    .where('worker', '=', hold.worker)
    .where('attempt', '=', hold.attempt);

/** Ends a job well, or makes it wait again when a rerun was asked for. Resolves with its state, if the hold was good. */
export const completeJob = async (db: Db, hold: Hold, now: number): Promise<JobRow['state'] | undefined> => {
  const row = await held(db, hold)
    .set({
      state: sql`case when rerun_data is null then ${completed} else ${waiting} end`,
      attempt: sql`case when rerun_data is null then attempt else 0 end`,
      ended: sql`case when rerun_data is null then cast(${now} as bigint) end`,
      data: sql`coalesce(rerun_data, data)`,
      rerun_data: null,
      run_at: now,
      error: null,
    })
    .returning('state')
    .executeTakeFirst();
  return row?.state;
};

/**
 * Ends a try badly: the job waits for `delayMs`, or has failed when that was its last try. A rerun that was asked for
 * is part of the next try. Resolves with its state, if the hold was good.
 */
export const failJob = async (
  db: Db,
  hold: Hold,
  failure: { error: string; delayMs: number },
  now: number,
): Promise<JobRow['state'] | undefined> => {
  const row = await held(db, hold)
    .set({
      state: sql`case when attempt < attempts or rerun_data is not null then ${waiting} else ${failed} end`,
      attempt: sql`case when attempt >= attempts and rerun_data is not null then 0 else attempt end`,
      ended: sql`case when attempt >= attempts and rerun_data is null then cast(${now} as bigint) end`,
      data: sql`coalesce(rerun_data, data)`,
      rerun_data: null,
      run_at: now + failure.delayMs,
      error: failure.error.slice(0, longestError),
    })
    .returning('state')
    .executeTakeFirst();
  return row?.state;
};

/** Gives a job back as if its try had not been made. */
export const returnJob = async (db: Db, hold: Hold, now: number): Promise<void> => {
  await held(db, hold).set({ state: 'waiting', attempt: sql`attempt - 1`, run_at: now }).execute();
};

/** Jobs whose lease is over, except those that `worker` itself still runs. A hundred at most. */
export const findOrphans = async (
  db: Db,
  worker: string,
  running: readonly JobId[],
  now: number,
): Promise<OrphanedJob[]> =>
  db
    .selectFrom('netloom_job')
    .select(['id', 'name', 'worker', 'attempt'])
    .where('state', '=', active)
    .where('lease_until', '<', now)
    .$if(running.length > 0, (query) =>
      query.where((eb) => eb.or([eb('worker', '!=', worker), eb('id', 'not in', running)])),
    )
    .limit(100)
    .execute();

export const setProgress = async (db: Db, hold: Hold, progress: string): Promise<void> => {
  await db
    .updateTable('netloom_job')
    .set({ progress })
    .where('id', '=', hold.id)
    .where('worker', '=', hold.worker)
    .where('attempt', '=', hold.attempt)
    .execute();
};

export const findJob = (db: Db, id: JobId): Promise<JobRow | undefined> =>
  db.selectFrom('netloom_job').selectAll().where('id', '=', id).executeTakeFirst();

export const countJobs = async (db: Db, now: number): ReturnType<JobQueue['counts']> => {
  const { rows } = await sql<Awaited<ReturnType<JobQueue['counts']>>[number]>`
    select queue,
      sum(case when state = ${waiting} and run_at <= ${now} then 1 else 0 end) as waiting,
      sum(case when state = ${waiting} and run_at > ${now} then 1 else 0 end) as delayed,
      sum(case when state = ${active} then 1 else 0 end) as active,
      sum(case when state = ${failed} then 1 else 0 end) as failed
    from netloom_job where state in (${waiting}, ${active}, ${failed})
    group by queue order by queue`.execute(db);
  return rows;
};

/** Deletes ended jobs whose time is over, a thousand at a time so that nobody waits long. */
export const deleteEnded = async (db: Db, now: number): Promise<void> => {
  const newestBeyond = await db
    .selectFrom('netloom_job')
    .select('ended')
    .where('state', '=', completed)
    .orderBy('ended', 'desc')
    .offset(keepCompleted)
    .limit(1)
    .executeTakeFirst();
  const limits = [
    { state: completed, before: Math.max(now - keepCompletedMs, newestBeyond?.ended ?? 0) },
    { state: failed, before: now - keepFailedMs },
  ];
  for (const { state, before } of limits) {
    let deleted: bigint;
    do {
      ({ numDeletedRows: deleted } = await db
        .deleteFrom('netloom_job')
        .where('id', 'in', (query) =>
          query
            .selectFrom('netloom_job')
            .select('id')
            .where('state', '=', state)
            .where('ended', '<=', before)
            .limit(deletedAtOnce),
        )
        .executeTakeFirstOrThrow());
    } while (deleted === BigInt(deletedAtOnce));
  }
};

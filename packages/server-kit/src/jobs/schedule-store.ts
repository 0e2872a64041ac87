import { sql, type Selectable } from 'kysely';
import type { Db } from '../database/database.ts';
import type { ScheduleTable } from './job-tables.ts';

export type Schedule = Selectable<ScheduleTable>;

/** Stores a schedule. Where its pattern and time zone are as before, so is its next run: a missed one stays missed. */
export const putSchedule = async (db: Db, schedule: Schedule): Promise<void> => {
  await db
    .insertInto('netloom_schedule')
    .values(schedule)
    .onConflict((conflict) =>
      conflict.columns(['job', 'id']).doUpdateSet((eb) => ({
        cron: eb.ref('excluded.cron'),
        timezone: eb.ref('excluded.timezone'),
        data: eb.ref('excluded.data'),
        next_run: sql<number>`case
          when netloom_schedule.cron = excluded.cron and netloom_schedule.timezone = excluded.timezone
          then netloom_schedule.next_run else excluded.next_run end`,
      })),
    )
    .execute();
};

/** Deletes the schedules of a job except those with these ids. */
export const keepSchedules = async (db: Db, job: string, ids: readonly string[]): Promise<void> => {
  await db
    .deleteFrom('netloom_schedule')
    .where('job', '=', job)
    .$if(ids.length > 0, (query) => query.where('id', 'not in', ids))
    .execute();
};

export const listSchedules = async (db: Db, jobs: readonly string[]): Promise<Schedule[]> =>
  jobs.length === 0 ? [] : db.selectFrom('netloom_schedule').selectAll().where('job', 'in', jobs).execute();

/** Moves a schedule on to its next run. False when another process was first: the run is that one's to enqueue. */
export const advanceSchedule = async (db: Db, schedule: Schedule, nextRun: number): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('netloom_schedule')
    .set({ next_run: nextRun })
    .where('job', '=', schedule.job)
    .where('id', '=', schedule.id)
    .where('next_run', '=', schedule.next_run)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
};

import { sql } from 'kysely';
import type { ModuleMigrations } from '../database/migrate.ts';
import type { QueueName } from './job-queue.ts';

declare module '@netloom/server-kit' {
  interface Tables {
    netloom_job: JobTable;
    netloom_schedule: ScheduleTable;
  }
}

/** Instants are milliseconds since 1970: they are compared and counted on, never shown. Data is JSON text. */
export interface JobTable {
  id: string;
  name: string;
  queue: QueueName;
  unique_key: string | null;
  data: string;
  state: 'waiting' | 'active' | 'completed' | 'failed';
  priority: number;
  /** Tries that were started, and how many there may be. */
  attempt: number;
  attempts: number;
  /** Earliest start. */
  run_at: number;
  /** Who runs it, and until when without a sign of life. */
  worker: string | null;
  lease_until: number | null;
  /** Data of a duplicate that asked for another run after this one. */
  rerun_data: string | null;
  progress: string | null;
  error: string | null;
  ended: number | null;
}

export interface ScheduleTable {
  job: string;
  id: string;
  cron: string;
  timezone: string;
  data: string;
  next_run: number;
}

/** The schema of the embedded job queue. */
export const jobMigrations: ModuleMigrations = {
  module: 'jobs',
  migrations: [
    {
      name: '0001-create-jobs',
      up: async ({ tx, types }) => {
        await tx.schema
          .createTable('netloom_job')
          .addColumn('id', types.text, (column) => column.primaryKey())
          .addColumn('name', types.text, (column) => column.notNull())
          .addColumn('queue', types.text, (column) => column.notNull())
          .addColumn('unique_key', types.text)
          .addColumn('data', types.text, (column) => column.notNull())
          .addColumn('state', types.text, (column) => column.notNull())
          .addColumn('priority', types.int, (column) => column.notNull())
          .addColumn('attempt', types.int, (column) => column.notNull())
          .addColumn('attempts', types.int, (column) => column.notNull())
          .addColumn('run_at', types.bigint, (column) => column.notNull())
          .addColumn('worker', types.text)
          .addColumn('lease_until', types.bigint)
          .addColumn('rerun_data', types.text)
          .addColumn('progress', types.text)
          .addColumn('error', types.text)
          .addColumn('ended', types.bigint)
          .execute();
        // Each index holds only the rows of one stage: the many ended jobs make no claim slower.
        for (const index of [
          sql`create unique index netloom_job_unique_key on netloom_job (name, unique_key)
              where unique_key is not null and state in ('waiting', 'active')`,
          sql`create index netloom_job_due on netloom_job (name, run_at) where state = 'waiting'`,
          sql`create index netloom_job_order on netloom_job (name, priority desc, run_at, id) where state = 'waiting'`,
          sql`create index netloom_job_lease on netloom_job (lease_until) where state = 'active'`,
          sql`create index netloom_job_completed on netloom_job (ended) where state = 'completed'`,
          sql`create index netloom_job_failed on netloom_job (ended) where state = 'failed'`,
        ]) {
          await index.execute(tx);
        }
        await tx.schema
          .createTable('netloom_schedule')
          .addColumn('job', types.text, (column) => column.notNull())
          .addColumn('id', types.text, (column) => column.notNull())
          .addColumn('cron', types.text, (column) => column.notNull())
          .addColumn('timezone', types.text, (column) => column.notNull())
          .addColumn('data', types.text, (column) => column.notNull())
          .addColumn('next_run', types.bigint, (column) => column.notNull())
          .addPrimaryKeyConstraint('netloom_schedule_pk', ['job', 'id'])
          .execute();
      },
    },
  ],
};

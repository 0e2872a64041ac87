import type { Database, Logger } from '@netloom/server-kit';
import type { Clock } from '../../platform/device-context.ts';
import { storeTime } from './store-time.ts';

/** One answered call of a token holder. */
interface Activity {
  device_id: string;
  endpoint: string;
  status_code: number;
  created_at: string;
}

/** Records who called what: some seconds together, so that a flash card is not worn out by busy clients. */
export interface ActivityLog {
  add(deviceId: string, endpoint: string, status: number): void;
  flush(): Promise<void>;
}

const maximumWaiting = 5000;
const longestEndpoint = 200;
const rowsPerStatement = 200;

/** Keeps calls in memory until `flush`; what cannot be stored then is lost. */
export const createActivityLog = (options: {
  /** The database as it is now; undefined while it cannot be used. */
  database: () => Database | undefined;
  clock: Clock;
  log: Logger;
}): ActivityLog => {
  const { clock, log } = options;
  let waiting: Activity[] = [];
  return {
    add: (deviceId, endpoint, status) => {
      // While the database is away the oldest go first: activity is a record, not a duty.
      if (waiting.length >= maximumWaiting) waiting.shift();
      waiting.push({
        device_id: deviceId,
        endpoint: endpoint.slice(0, longestEndpoint),
        status_code: status,
        created_at: storeTime(clock()),
      });
    },
    flush: async () => {
      const database = options.database();
      if (!database || waiting.length === 0) return;
      const batch = waiting;
      waiting = [];
      try {
        await store(database, batch);
      } catch (error) {
        log.warn({ err: error, lost: batch.length }, 'activity could not be recorded');
      }
    },
  };
};

const store = (database: Database, batch: readonly Activity[]): Promise<void> =>
  database.db.transaction().execute(async (tx) => {
    const ids = [...new Set(batch.map(({ device_id }) => device_id))];
    const rows = await tx.selectFrom('devices').select('device_id').where('device_id', 'in', ids).execute();
    const known = new Set(rows.map(({ device_id }) => device_id));
    // A client that was deleted meanwhile leaves no traces.
    const kept = batch.filter(({ device_id }) => known.has(device_id));
    for (let start = 0; start < kept.length; start += rowsPerStatement) {
      const values = kept.slice(start, start + rowsPerStatement).map((row) => ({ ...row, updated_at: null }));
      await tx.insertInto('device_activity').values(values).execute();
      await tx.insertInto('device_activity_recent').values(values).execute();
    }
    for (const id of known) {
      const own = kept.filter(({ device_id }) => device_id === id);
      const errors = own.filter(({ status_code }) => status_code >= 400).length;
      const { endpoints } = await tx
        .selectFrom('device_activity')
        .select((expression) => expression.fn.count<number>('endpoint').distinct().as('endpoints'))
        .where('device_id', '=', id)
        .executeTakeFirstOrThrow();
      const last = own.at(-1)?.created_at ?? null;
      await tx
        .insertInto('device_stats')
        .values({
          device_id: id,
          request_count: own.length,
          error_count: errors,
          endpoint_count: endpoints,
          last_activity: last,
          updated_at: null,
        })
        .onConflict((conflict) =>
          conflict.column('device_id').doUpdateSet((expression) => ({
            request_count: expression('device_stats.request_count', '+', own.length),
            error_count: expression('device_stats.error_count', '+', errors),
            endpoint_count: endpoints,
            last_activity: last,
            updated_at: last,
          })),
        )
        .execute();
    }
  });

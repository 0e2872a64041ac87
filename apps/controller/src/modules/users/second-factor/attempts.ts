import { tooManyRequests, type Db } from '@netloom/server-kit';
import { sql } from 'kysely';
import type { Clock } from '../../../platform/app-context.ts';

/** Tries at second factors that one user has in a window: a code has six digits, and three of them are right. */
const most = 10;
const windowMs = 3_600_000;

/**
 * Counts a try before it is judged, in the database: neither a burst nor a second process has more of them.
 *
 * @throws HttpError 429 when there were too many.
 */
export const countAttempt = async (db: Db, clock: Clock, userId: string): Promise<void> => {
  const now = clock();
  const ends = new Date(now.getTime() + windowMs);
  const row = await db
    .insertInto('users_secondfactorattempts')
    .values({ user_id: userId, count: 1, ends })
    .onConflict((conflict) =>
      conflict.column('user_id').doUpdateSet({
        count: sql<number>`case when users_secondfactorattempts.ends <= ${now} then 1 else users_secondfactorattempts.count + 1 end`,
        ends: sql<Date>`case when users_secondfactorattempts.ends <= ${now} then excluded.ends else users_secondfactorattempts.ends end`,
      }),
    )
    .returning(['count', 'ends'])
    .executeTakeFirstOrThrow();
  if (row.count > most)
    throw tooManyRequests(Math.max(1, Math.ceil((row.ends.getTime() - now.getTime()) / 1000)));
};

/** After a success only the failures of later count. */
export const forgetAttempts = async (db: Db, userId: string): Promise<void> => {
  await db.deleteFrom('users_secondfactorattempts').where('user_id', '=', userId).execute();
};

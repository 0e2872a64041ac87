import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { ConfigurationContext } from '../configuration-context.ts';

const dayMs = 86_400_000;
const keptDays = 90;
/** Lines of history that a configuration has at most. */
const keptLines = 200;
/** Configurations of one statement. */
const configsAtOnce = 20;

/** Deletes old lines of history: the newest one of a configuration stays, 200 at most, none older than 90 days. */
export const pruneHistory = async (
  { db, clock }: Pick<ConfigurationContext, 'db' | 'clock'>,
  signal: AbortSignal,
): Promise<void> => {
  const before = new Date(clock().getTime() - keptDays * dayMs);
  for (let after = ''; ; ) {
    signal.throwIfAborted();
    const configs = await db
      .selectFrom('config_config')
      .select('id')
      .where('id', '>', after)
      .orderBy('id')
      .limit(configsAtOnce)
      .execute();
    const last = configs.at(-1);
    if (!last) return;
    after = last.id;
    await sql`
      delete from config_statuschange where id in (
        select id from (
          select id, created, row_number() over (partition by config_id order by id desc) as place
          from config_statuschange where config_id in (${sql.join(configs.map(({ id }) => id))})
        ) as ranked
        where place > ${keptLines} or (place > 1 and created < ${before}))`.execute(db);
    await nextTurn();
  }
};

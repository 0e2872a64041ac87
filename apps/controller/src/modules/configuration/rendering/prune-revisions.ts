import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ConfigurationContext } from '../configuration-context.ts';

const dayMs = 86_400_000;
const keptDays = 30;
const rowsAtOnce = 200;

/** Deletes revisions that no configuration refers to and that were not rendered for thirty days. */
export const pruneRevisions = async (
  { db, clock }: Pick<ConfigurationContext, 'db' | 'clock'>,
  signal: AbortSignal,
): Promise<void> => {
  const before = new Date(clock().getTime() - keptDays * dayMs);
  for (let deleted = 1n; deleted > 0n; ) {
    signal.throwIfAborted();
    const result = await db
      .deleteFrom('config_revision')
      .where('created', '<', before)
      .where('checksum', 'in', (query) =>
        query
          .selectFrom('config_revision as old')
          .select('old.checksum')
          .where('old.created', '<', before)
          .where(({ not, exists, selectFrom, or, eb }) =>
            not(
              or(
                (['checksum_db', 'downloaded_checksum', 'applied_checksum'] as const).map((column) =>
                  exists(
                    selectFrom('config_config')
                      .select('config_config.id')
                      .whereRef(`config_config.${column}`, '=', eb.ref('old.checksum')),
                  ),
                ),
              ),
            ),
          )
          .orderBy('old.created')
          .limit(rowsAtOnce),
      )
      .executeTakeFirst();
    deleted = result.numDeletedRows;
    await nextTurn();
  }
};

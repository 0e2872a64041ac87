import type { Database } from '@netloom/server-kit';
import { storeTime } from './store-time.ts';

const dayMs = 86_400_000;

/**
 * Deletes what nobody needs any more: tokens that are revoked and expired, keys that no token uses and that are not
 * active, old activity.
 */
export const purge = async ({ db }: Database, now: Date, activityDays: number): Promise<void> => {
  await db
    .deleteFrom('tokens')
    .where('revoked', '=', true)
    .where('expires_at', '<', storeTime(now))
    .execute();
  await db
    .deleteFrom('signing_keys')
    .where('active', '=', false)
    .where('id', 'not in', (nested) => nested.selectFrom('tokens').select('key_id'))
    .execute();
  const before = (days: number): string => storeTime(new Date(now.getTime() - days * dayMs));
  await db.deleteFrom('device_activity').where('created_at', '<', before(activityDays)).execute();
  await db.deleteFrom('device_activity_recent').where('created_at', '<', before(1)).execute();
};

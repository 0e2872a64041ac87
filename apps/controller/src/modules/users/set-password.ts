import type { Db } from '@netloom/server-kit';
import type { Clock } from '../../platform/app-context.ts';
import { revokeToken } from './access-tokens.ts';
import { isoDate } from './iso-date.ts';

/**
 * Stores a new password and ends the user's sessions and begun logins, all in the database: a server that runs beside
 * the caller notices. With `endsToken` the token that was got for the old password ends too: where it was not the user
 * with the old password who chose the new one. `passwordHash` comes from `hashPassword`, which takes its time: compute it before the transaction.
 * `keepSession` is the session that may go on. With `previousHash`, nothing happens unless that is still the stored
 * one. Returns whether the password was stored.
 */
export const storePassword = async (
  tx: Db,
  clock: Clock,
  change: {
    userId: string;
    passwordHash: string;
    keepSession?: string;
    previousHash?: string;
    endsToken?: boolean;
  },
): Promise<boolean> => {
  let update = tx
    .updateTable('openwisp_users_user')
    .set({ password: change.passwordHash, password_updated: isoDate(clock()) })
    .where('id', '=', change.userId);
  if (change.previousHash !== undefined) update = update.where('password', '=', change.previousHash);
  const { numUpdatedRows } = await update.executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await tx
    .deleteFrom('users_session')
    .where('user_id', '=', change.userId)
    .where('id_digest', '!=', change.keepSession ?? '')
    .execute();
  await tx.deleteFrom('users_loginchallenge').where('user_id', '=', change.userId).execute();
  if (change.endsToken) await revokeToken(tx, change.userId);
  return true;
};

import type { Db } from '@netloom/server-kit';

/**
 * Ends the sessions of users, logins that have begun, and the tokens of their passwords. Emit `user.access-changed`
 * after the transaction.
 */
export const endLogins = async (tx: Db, userIds: readonly string[]): Promise<void> => {
  if (userIds.length === 0) return;
  for (const table of ['users_session', 'users_loginchallenge', 'authtoken_token'] as const)
    await tx.deleteFrom(table).where('user_id', 'in', userIds).execute();
};

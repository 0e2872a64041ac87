import type { Db } from '@netloom/server-kit';

/** Takes all second factors from a user, for those who have lost everything that they could log in with. */
export const removeSecondFactors = async (tx: Db, userId: string): Promise<void> => {
  await tx.deleteFrom('users_totp').where('user_id', '=', userId).execute();
  await tx.deleteFrom('users_passkey').where('user_id', '=', userId).execute();
  await tx.deleteFrom('users_recoverycode').where('user_id', '=', userId).execute();
  await tx.deleteFrom('users_secondfactorattempts').where('user_id', '=', userId).execute();
};

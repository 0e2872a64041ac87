import { notFound } from '@netloom/server-kit';
import { localDate } from './local-date.ts';
import { updateUser } from './update-user.ts';
import type { UsersContext } from './users-context.ts';

/**
 * Lets a user in again. An expiration date that has passed is cleared: it would lock the user out the next night.
 *
 * @throws HttpError 404 when there is no such user.
 */
export const activateUser = async (context: UsersContext, id: string): Promise<void> => {
  const user = await context.db
    .selectFrom('openwisp_users_user')
    .select('expiration_date')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!user) throw notFound();
  const hasExpired = user.expiration_date !== null && user.expiration_date < localDate(context.clock());
  await updateUser(context, id, { is_active: true, ...(hasExpired ? { expiration_date: null } : {}) });
};

/**
 * Locks a user out, and ends their sessions.
 *
 * @throws HttpError 404 when there is no such user.
 */
export const deactivateUser = (context: UsersContext, id: string): Promise<void> =>
  updateUser(context, id, { is_active: false });

import { badRequest, notFound, type Db } from '@netloom/server-kit';
import { managedOrganizations, type Caller } from '../../platform/caller.ts';
import { checkNewPassword, checkPassword, differentPasswords } from './check-new-password.ts';
import { requirePowerOver } from './compare-rights.ts';
import { hashNewPassword } from './hash-new-password.ts';
import { storePassword } from './set-password.ts';
import { visibleUsers } from './user-scope.ts';
import type { UsersContext } from './users-context.ts';

const wrongPassword = 'Your old password was entered incorrectly. Please enter it again.';

const findUser = async (db: Db, id: string) =>
  db
    .selectFrom('openwisp_users_user')
    .select(['id', 'username', 'first_name', 'last_name', 'email', 'password'])
    .where('id', '=', id)
    .executeTakeFirst();

/**
 * A user sets a new password of their own. The session that does it goes on, the others end; tokens stay.
 *
 * @throws HttpError 400 with errors by field: the old password is wrong, the new one no good.
 */
export const changeOwnPassword = async (
  context: UsersContext,
  change: {
    userId: string;
    oldPassword: string;
    password: string;
    repeated: string;
    keepSession: string | undefined;
  },
): Promise<void> => {
  const { db, clock, events } = context;
  const { userId, oldPassword, keepSession } = change;
  const user = await findUser(db, userId);
  if (!user) throw notFound();
  if (!(await checkPassword(oldPassword, user.password)).ok)
    throw badRequest({ old_password: [wrongPassword] });
  await checkNewPassword(user, change);
  const passwordHash = await hashNewPassword(change.password);
  await db.transaction().execute((tx) =>
    storePassword(tx, clock, {
      userId,
      passwordHash,
      ...(keepSession === undefined ? {} : { keepSession }),
    }),
  );
  events.emit('user.access-changed', { userId });
};

/** True for callers who manage nothing: they can only set their own password, and must know the present one. */
export const mustKnowPassword = (caller: Caller): boolean =>
  !caller.isSuperuser && managedOrganizations(caller).length === 0;

/**
 * Sets the password of a user, by a caller who holds the permission or is the user (section 5.4 of the REST
 * contract). All sessions of the user end. Callers who manage nothing must know the present password.
 *
 * @throws HttpError 404 for a user whom the caller may not see, 400 with errors by field.
 */
export const setPasswordOf = async (
  context: UsersContext,
  caller: Caller,
  change: { userId: string; currentPassword: string | null; password: string; repeated: string },
): Promise<void> => {
  const { db, clock, events } = context;
  const { userId, currentPassword, password, repeated } = change;
  const user = await findPasswordHolder(db, caller, userId);
  if (mustKnowPassword(caller) && !(await checkPassword(currentPassword ?? '', user.password)).ok) {
    throw badRequest({ current_password: [wrongPassword] });
  }
  if (password === currentPassword) {
    throw badRequest({ new_password: ['New password cannot be the same as your old password.'] });
  }
  if (password !== repeated) throw badRequest({ confirm_password: [differentPasswords] });
  const passwordHash = await hashNewPassword(password);
  await db.transaction().execute((tx) => storePassword(tx, clock, { userId, passwordHash }));
  events.emit('user.access-changed', { userId });
};

/** @throws HttpError 404 for a user whom this caller may not see, 403 for one who has more rights. */
export const findPasswordHolder = async (db: Db, caller: Caller, userId: string) => {
  const own = userId === caller.userId && caller.isStaff;
  const isVisible =
    own ||
    (await db
      .selectFrom('openwisp_users_user')
      .select('id')
      .where('id', '=', userId)
      .where(visibleUsers(caller, 'openwisp_users_user.id'))
      .executeTakeFirst());
  const user = isVisible ? await findUser(db, userId) : undefined;
  if (!user) throw notFound('No User matches the given query.');
  if (userId !== caller.userId) await requirePowerOver(db, caller, userId);
  return user;
};

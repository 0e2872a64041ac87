import { badRequest, notFound, type Db, type FieldErrors } from '@netloom/server-kit';
import { managedOrganizations, type Caller } from '../../platform/caller.ts';
import { checkNewPassword, differentPasswords, isPassword } from './check-new-password.ts';
import { requirePowerOver } from './compare-rights.ts';
import { hashNewPassword } from './hash-new-password.ts';
import { storePassword } from './set-password.ts';
import { visibleUsers } from './user-scope.ts';
import type { UsersContext } from './users-context.ts';

export const wrongPassword = 'Your old password was entered incorrectly. Please enter it again.';

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
  if (!(await isPassword(oldPassword, user.password))) throw badRequest({ old_password: [wrongPassword] });
  const passwordHash = await hashNewPassword(await checkNewPassword(user, change));
  const isStored = await db.transaction().execute((tx) =>
    storePassword(tx, clock, {
      userId,
      passwordHash,
      previousHash: user.password,
      ...(keepSession === undefined ? {} : { keepSession }),
    }),
  );
  // Somebody was faster: the old password is another one by now.
  if (!isStored) throw badRequest({ old_password: [wrongPassword] });
  events.emit('user.access-changed', { userId });
};

/** True for callers who manage nothing: they can only set their own password, and must know the present one. */
export const mustKnowPassword = (caller: Caller): boolean =>
  !caller.isSuperuser && managedOrganizations(caller).length === 0;

/**
 * What is wrong with a new password for somebody (section 5.4 of the REST contract), by the fields of the body; those
 * that could not be read are undefined. Strength is not judged.
 */
export const passwordChangeProblems = (change: {
  currentPassword: string | null | undefined;
  password: string | undefined;
  repeated: string | undefined;
}): FieldErrors => {
  const { currentPassword, password, repeated } = change;
  return {
    ...(password !== undefined && password === currentPassword?.trim()
      ? { new_password: ['New password cannot be the same as your old password.'] }
      : {}),
    ...(repeated !== undefined && repeated !== password ? { confirm_password: [differentPasswords] } : {}),
  };
};

/**
 * Sets the password of a user whom `findPasswordHolder` found for the caller. All sessions of the user end, and the
 * token too, unless it is the user who does it.
 */
export const setPasswordOf = async (
  { db, clock, events }: UsersContext,
  caller: Caller,
  { userId, password }: { userId: string; password: string },
): Promise<void> => {
  const passwordHash = await hashNewPassword(password);
  const endsToken = userId !== caller.userId;
  await db.transaction().execute((tx) => storePassword(tx, clock, { userId, passwordHash, endsToken }));
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

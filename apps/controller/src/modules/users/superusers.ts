import { badRequest, type Database } from '@netloom/server-kit';
import { insertUser } from './insert-user.ts';
import { hashNewPassword } from './hash-new-password.ts';
import { removeSecondFactors } from './second-factor/remove-second-factors.ts';
import { storePassword } from './set-password.ts';
import { normalizeUsername, usernameProblem } from './username.ts';

const systemClock = (): Date => new Date();

/**
 * Creates a superuser in a database, with or without a running server beside. Returns the id.
 *
 * @throws HttpError 400 with errors by field: the name is malformed or taken, the password blank.
 */
export const createSuperuser = async (
  db: Database['db'],
  given: { username: string; email?: string; password: string },
): Promise<string> => {
  const username = normalizeUsername(given.username.trim());
  const problem = usernameProblem(username);
  if (problem !== undefined) throw badRequest({ username: [problem] });
  const passwordHash = await hashNewPassword(given.password);
  return db.transaction().execute((tx) =>
    insertUser(tx, systemClock, {
      username,
      email: given.email?.trim() || null,
      is_staff: true,
      is_superuser: true,
      passwordHash,
      emailVerified: true,
      emailProven: true,
    }),
  );
};

/**
 * Sets the password of a user and ends the user's sessions and token; the id of the user. A server that runs on the
 * same database accepts the old ones for a few seconds more.
 *
 * @throws HttpError 400 with errors by field: there is no user of this name, or the password is blank.
 */
export const resetPassword = async (
  db: Database['db'],
  given: { username: string; password: string },
): Promise<string> => {
  const user = await findByUsername(db, given.username);
  const passwordHash = await hashNewPassword(given.password);
  await db
    .transaction()
    .execute((tx) => storePassword(tx, systemClock, { userId: user.id, passwordHash, endsToken: true }));
  return user.id;
};

/**
 * Takes all second factors from a user: they log in with the password alone again. Their sessions end. Returns the id.
 *
 * @throws HttpError 400 when there is no user of this name.
 */
export const resetSecondFactor = async (db: Database['db'], username: string): Promise<string> => {
  const { id } = await findByUsername(db, username);
  await db.transaction().execute(async (tx) => {
    await removeSecondFactors(tx, id);
    await tx.deleteFrom('users_session').where('user_id', '=', id).execute();
  });
  return id;
};

const findByUsername = async (db: Database['db'], username: string): Promise<{ id: string }> => {
  const user = await db
    .selectFrom('openwisp_users_user')
    .select('id')
    .where('username', '=', normalizeUsername(username.trim()))
    .executeTakeFirst();
  if (!user) throw badRequest({ username: ['There is no user with this username.'] });
  return user;
};

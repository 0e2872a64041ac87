import { badRequest } from '@netloom/server-kit';
import { mailConfirmation } from './confirm-email.ts';
import { hashNewPassword } from './hash-new-password.ts';
import { insertUser, type NewUser } from './insert-user.ts';
import { localDate } from './local-date.ts';
import { insertMembership } from './memberships.ts';
import { refuseTakenIdentity } from './user-identity.ts';
import { normalizeUsername } from './username.ts';
import type { UsersContext } from './users-context.ts';

/** The membership that a user gets. */
export interface GivenMembership {
  organizationId: string;
  isManager: boolean;
}

/** What a new user may be given at once. */
export interface UserRequest extends Omit<NewUser, 'passwordHash'> {
  /** Null: the user cannot log in until they accept an invitation. */
  password: string | null;
  /** Ids of groups. */
  groups: readonly number[];
  membership?: GivenMembership | undefined;
}

/**
 * Creates a user with groups and a membership, and asks for a confirmation of the e-mail address unless it counts as
 * confirmed, or an invitation will confirm it. Returns the id.
 *
 * @throws HttpError 400 with errors by field, 503 when too many passwords are being hashed.
 */
export const createUser = async (context: UsersContext, request: UserRequest): Promise<string> => {
  const { db, clock, events } = context;
  const { password, groups, membership, ...user } = request;
  // Asked before the costly hash, and once more when it is written.
  await refuseTakenIdentity(db, { ...user, username: normalizeUsername(user.username) });
  if (user.expiration_date && user.expiration_date < localDate(clock())) {
    throw badRequest({ expiration_date: ['Expiration date cannot be in the past.'] });
  }
  const passwordHash = password === null ? undefined : await hashNewPassword(password);
  const id = await db.transaction().execute(async (tx) => {
    const userId = await insertUser(tx, clock, { ...user, passwordHash });
    if (groups.length > 0) {
      await tx
        .insertInto('openwisp_users_user_groups')
        .values(groups.map((group) => ({ user_id: userId, group_id: group })))
        .execute();
    }
    if (membership) await insertMembership(tx, clock, { userId, ...membership });
    return userId;
  });
  events.emit('user.created', { userId: id });
  if (!user.emailVerified && password !== null) await mailFirstConfirmation(context, id);
  return id;
};

const mailFirstConfirmation = async (context: UsersContext, userId: string): Promise<void> => {
  const address = await context.db
    .selectFrom('account_emailaddress')
    .select('id')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (address) await mailConfirmation(context, address.id);
};

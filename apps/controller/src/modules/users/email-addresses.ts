import { badRequest, uniqueViolation } from '@netloom/server-kit';
import { sql } from 'kysely';
import type { UsersContext } from './users-context.ts';

/** What somebody may write of an e-mail address. */
export interface EmailAddressContent {
  email: string;
  /** The one that mails go to: one of a user at most. */
  primary: boolean;
}

/** What the audit log calls an address: the numbers alone do not say whose it is. */
export const addressObjectId = ({ id, userId }: { id: number; userId: string }): string => `${userId}/${id}`;

/**
 * Gives a user another e-mail address, not confirmed yet, and returns its id.
 *
 * @throws HttpError 400 when the user has it already, or has another primary one.
 */
export const addEmailAddress = async (
  { db }: UsersContext,
  userId: string,
  given: EmailAddressContent,
): Promise<number> => {
  const { id } = await db
    .insertInto('account_emailaddress')
    .values({ user_id: userId, email: given.email.toLowerCase(), verified: false, primary: given.primary })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch(explainConflict);
  return id;
};

/**
 * Changes an e-mail address; whether it is confirmed stays as it is, but another address has to be proven anew.
 *
 * @throws HttpError 400 as `addEmailAddress`.
 */
export const updateEmailAddress = async (
  { db }: UsersContext,
  id: number,
  { email, primary }: Partial<EmailAddressContent>,
): Promise<void> => {
  const changes = {
    ...(email === undefined ? {} : { email: email.toLowerCase() }),
    ...(primary === undefined ? {} : { primary }),
  };
  if (Object.keys(changes).length === 0) return;
  await db
    .updateTable('account_emailaddress')
    .set({
      ...changes,
      ...(changes.email === undefined ? {} : { proven: sql<boolean>`proven and email = ${changes.email}` }),
    })
    .where('id', '=', id)
    .execute()
    .catch(explainConflict);
};

export const removeEmailAddress = async ({ db }: UsersContext, id: number): Promise<void> => {
  await db.deleteFrom('account_emailaddress').where('id', '=', id).execute();
};

const explainConflict = (error: unknown): never => {
  const violation = uniqueViolation(error);
  if (!violation) throw error;
  // The index of primary addresses has the user alone.
  const isPrimary = violation.columns.join() === 'user_id';
  throw badRequest({
    __all__: [
      isPrimary
        ? 'Constraint “unique_primary_email” is violated.'
        : 'Email address with this User and Email address already exists.',
    ],
  });
};

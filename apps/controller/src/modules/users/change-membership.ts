import { badRequest, notFound, uniqueViolation } from '@netloom/server-kit';
import {
  findMembership,
  insertMembership,
  removeMembership,
  setManager,
  type KnownMembership,
  type NewMembership,
} from './memberships.ts';
import type { UsersContext } from './users-context.ts';

/**
 * Makes a user a member. Returns the id of the membership.
 *
 * @throws HttpError 400 when the user is one already.
 */
export const createMembership = async (context: UsersContext, given: NewMembership): Promise<string> => {
  const { db, clock } = context;
  const id = await db
    .transaction()
    .execute((tx) => insertMembership(tx, clock, given))
    .catch((error: unknown) => {
      throw uniqueViolation(error)
        ? badRequest({ non_field_errors: ['The fields user, organization must make a unique set.'] })
        : error;
    });
  tell(context, given);
  return id;
};

/**
 * Gives or takes the role of manager.
 *
 * @throws HttpError 400 when the owner would be downgraded, 404 when there is no such membership.
 */
export const updateMembership = async (
  context: UsersContext,
  id: string,
  isManager: boolean,
): Promise<void> => {
  const { db, clock } = context;
  const place = await db.transaction().execute(async (tx) => {
    const { membership, ...found } = await findById(tx, id);
    await setManager(tx, clock, membership, isManager);
    return found;
  });
  tell(context, place);
};

/**
 * Ends a membership.
 *
 * @throws HttpError 400 for the owner, 404 when there is no such membership.
 */
export const deleteMembership = async (context: UsersContext, id: string): Promise<void> => {
  const place = await context.db.transaction().execute(async (tx) => {
    const { membership, ...found } = await findById(tx, id);
    await removeMembership(tx, membership);
    return found;
  });
  tell(context, place);
};

interface Place {
  userId: string;
  organizationId: string;
}

const findById = async (
  tx: UsersContext['db'],
  id: string,
): Promise<Place & { membership: KnownMembership }> => {
  const place = await tx
    .selectFrom('openwisp_users_organizationuser')
    .select(['user_id as userId', 'organization_id as organizationId'])
    .where('id', '=', id)
    .executeTakeFirst();
  const membership = place && (await findMembership(tx, place));
  if (!membership) throw notFound();
  return { ...place, membership };
};

const tell = ({ events }: UsersContext, { userId, organizationId }: Place): void => {
  events.emit('user.updated', { userId, organizationIds: [organizationId] });
  events.emit('user.access-changed', { userId });
};

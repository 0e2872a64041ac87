import { randomUUID } from 'node:crypto';
import { badRequest, type Db } from '@netloom/server-kit';
import type { Clock } from '../../platform/app-context.ts';

export interface NewMembership {
  userId: string;
  organizationId: string;
  isManager: boolean;
}

/**
 * Makes a user a member. A manager who comes to an organization without an owner becomes its owner.
 * Returns the id of the membership.
 *
 * Emit `user.access-changed` after the transaction.
 */
export const insertMembership = async (tx: Db, clock: Clock, membership: NewMembership): Promise<string> => {
  const now = clock();
  const id = randomUUID();
  await tx
    .insertInto('openwisp_users_organizationuser')
    .values({
      id,
      user_id: membership.userId,
      organization_id: membership.organizationId,
      is_admin: membership.isManager,
      created: now,
      modified: now,
    })
    .execute();
  if (membership.isManager) {
    await tx
      .insertInto('openwisp_users_organizationowner')
      .values({
        id: randomUUID(),
        organization_id: membership.organizationId,
        organization_user_id: id,
        created: now,
        modified: now,
      })
      .onConflict((conflict) => conflict.column('organization_id').doNothing())
      .execute();
  }
  return id;
};

/**
 * Makes a user a member; whoever is the first of an organization manages it, and so owns it. Returns the id of the
 * membership. Emit `user.access-changed` after the transaction.
 */
export const addMember = async (tx: Db, clock: Clock, membership: NewMembership): Promise<string> => {
  const other = await tx
    .selectFrom('openwisp_users_organizationuser')
    .select('id')
    .where('organization_id', '=', membership.organizationId)
    .limit(1)
    .executeTakeFirst();
  return insertMembership(tx, clock, { ...membership, isManager: membership.isManager || !other });
};

/** A membership with what error messages say about it. */
export interface KnownMembership {
  id: string;
  isManager: boolean;
  isOwner: boolean;
  username: string;
  organizationName: string;
}

/** The membership of a user in an organization, or undefined. */
export const findMembership = async (
  db: Db,
  { userId, organizationId }: { userId: string; organizationId: string },
): Promise<KnownMembership | undefined> => {
  const row = await db
    .selectFrom('openwisp_users_organizationuser as member')
    .innerJoin('openwisp_users_user as user', 'user.id', 'member.user_id')
    .innerJoin('openwisp_users_organization as organization', 'organization.id', 'member.organization_id')
    .leftJoin('openwisp_users_organizationowner as owner', 'owner.organization_user_id', 'member.id')
    .select(['member.id', 'member.is_admin', 'owner.id as owner_id', 'user.username', 'organization.name'])
    .where('member.user_id', '=', userId)
    .where('member.organization_id', '=', organizationId)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      isManager: row.is_admin,
      isOwner: row.owner_id !== null,
      username: row.username,
      organizationName: row.name,
    }
  );
};

/**
 * Gives or takes the role of manager. Emit `user.access-changed` after the transaction.
 *
 * @throws HttpError 400 when the owner would be downgraded.
 */
export const setManager = async (
  tx: Db,
  clock: Clock,
  membership: KnownMembership,
  isManager: boolean,
): Promise<void> => {
  if (membership.isOwner && !isManager) {
    throw badRequest({
      __all__: [
        `${membership.username} is the owner of the organization: ${membership.organizationName}, and cannot be downgraded`,
      ],
    });
  }
  await tx
    .updateTable('openwisp_users_organizationuser')
    .set({ is_admin: isManager, modified: clock() })
    .where('id', '=', membership.id)
    .execute();
};

/**
 * Ends a membership. Emit `user.access-changed` after the transaction.
 *
 * @throws HttpError 400 for the owner: somebody else must own the organization first.
 */
export const removeMembership = async (tx: Db, membership: KnownMembership): Promise<void> => {
  if (membership.isOwner) {
    throw badRequest({
      __all__: [
        `${membership.username} is the owner of the organization: ${membership.organizationName}, and cannot be removed: choose another owner first`,
      ],
    });
  }
  await tx.deleteFrom('openwisp_users_organizationuser').where('id', '=', membership.id).execute();
};

import { badRequest, notFound, type Db } from '@netloom/server-kit';
import type { Clock } from '../../platform/app-context.ts';
import { endLogins } from './end-logins.ts';
import type { UserProfile } from './insert-user.ts';
import { requireOtherSuperuser } from './last-superuser.ts';
import { localDate } from './local-date.ts';
import { findMembership, insertMembership, removeMembership, setManager } from './memberships.ts';
import type { UserTable } from './tables.ts';
import { explainTakenIdentity, refuseTakenIdentity } from './user-identity.ts';
import { normalizeUsername } from './username.ts';
import type { UsersContext } from './users-context.ts';

/** A membership as the REST contract switches it: see `switchMembership`. */
export interface MembershipSwitch {
  organizationId: string;
  isManager: boolean | undefined;
}

export interface UserChanges extends Partial<UserProfile> {
  username?: string;
  /** Ids; they replace the set. */
  groups?: readonly number[];
  permissions?: readonly number[];
  membership?: MembershipSwitch | undefined;
}

/**
 * Changes a user. Whoever is deactivated is logged out everywhere and loses the token of the password.
 *
 * @throws HttpError 400 with errors by field, or when no superuser would be left; 404 when there is no such user.
 */
export const updateUser = async (
  { database, db, clock, events }: UsersContext,
  id: string,
  changes: UserChanges,
): Promise<void> => {
  const { groups, permissions, membership, ...given } = changes;
  const columns = { ...given, ...identityOf(given) };
  await db.transaction().execute(async (tx) => {
    if (columns.is_superuser === false || columns.is_active === false)
      await requireOtherSuperuser(tx, database.dialect, id);
    const before = await tx
      .selectFrom('openwisp_users_user')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    if (!before) throw notFound();
    await refuseTakenIdentity(tx, columns, id);
    refuseExpired(before, columns, localDate(clock()));
    if (Object.keys(columns).length > 0) {
      await tx
        .updateTable('openwisp_users_user')
        .set(columns)
        .where('id', '=', id)
        .execute()
        .catch(explainTakenIdentity);
    }
    if (columns.is_active === false) await endLogins(tx, [id]);
    if (groups) await replaceGroups(tx, id, groups);
    if (permissions) await replacePermissions(tx, id, permissions);
    if (membership) await switchMembership(tx, clock, id, membership);
  });
  events.emit('user.updated', {
    userId: id,
    ...(membership ? { organizationIds: [membership.organizationId] } : {}),
  });
  events.emit('user.access-changed', { userId: id });
};

/** As they are stored: one spelling of a name, and no blank address. */
const identityOf = (given: Partial<UserTable>): Partial<UserTable> => ({
  ...(given.username === undefined ? {} : { username: normalizeUsername(given.username) }),
  ...(given.email === '' ? { email: null } : {}),
});

const refuseExpired = (before: UserTable, changes: Partial<UserTable>, today: string): void => {
  const expiration = changes.expiration_date === undefined ? before.expiration_date : changes.expiration_date;
  if (expiration === null || expiration >= today) return;
  if (expiration !== before.expiration_date) {
    throw badRequest({ expiration_date: ['Expiration date cannot be in the past.'] });
  }
  if (changes.is_active && !before.is_active) {
    throw badRequest({
      is_active: ['Cannot activate an expired account. Clear or extend the expiration date first.'],
    });
  }
};

const replaceGroups = async (tx: Db, userId: string, groups: readonly number[]): Promise<void> => {
  await tx.deleteFrom('openwisp_users_user_groups').where('user_id', '=', userId).execute();
  if (groups.length === 0) return;
  await tx
    .insertInto('openwisp_users_user_groups')
    .values(groups.map((group) => ({ user_id: userId, group_id: group })))
    .execute();
};

const replacePermissions = async (tx: Db, userId: string, permissions: readonly number[]): Promise<void> => {
  await tx.deleteFrom('openwisp_users_user_user_permissions').where('user_id', '=', userId).execute();
  if (permissions.length === 0) return;
  await tx
    .insertInto('openwisp_users_user_user_permissions')
    .values(permissions.map((permission) => ({ user_id: userId, permission_id: permission })))
    .execute();
};

/**
 * What the REST contract makes of one membership in a body (section 5.6): none yet adds it; another role changes it;
 * the very same takes it away. Inactive organizations are left alone.
 *
 * @throws HttpError 400 when the role is missing, or the owner would be downgraded or removed.
 */
const switchMembership = async (
  tx: Db,
  clock: Clock,
  userId: string,
  wanted: MembershipSwitch,
): Promise<void> => {
  const { organizationId, isManager } = wanted;
  const active = await tx
    .selectFrom('openwisp_users_organization')
    .select('id')
    .where('id', '=', organizationId)
    .where('is_active', '=', true)
    .executeTakeFirst();
  if (!active) return;
  const membership = await findMembership(tx, { userId, organizationId });
  if (!membership) {
    await insertMembership(tx, clock, { userId, organizationId, isManager: isManager ?? false });
    return;
  }
  if (isManager === undefined)
    throw badRequest({ organization_users: { is_admin: ['This field is required.'] } });
  if (isManager === membership.isManager) await removeMembership(tx, membership);
  else await setManager(tx, clock, membership, isManager);
};

/**
 * Deletes a user with all memberships, also of organizations that the user owns.
 *
 * @throws HttpError 400 when no superuser would be left.
 */
export const deleteUser = async ({ database, db, events }: UsersContext, id: string): Promise<void> => {
  const memberships = await db.transaction().execute(async (tx) => {
    await requireOtherSuperuser(tx, database.dialect, id);
    const places = await tx
      .selectFrom('openwisp_users_organizationuser')
      .select('organization_id')
      .where('user_id', '=', id)
      .execute();
    await tx.deleteFrom('openwisp_users_user').where('id', '=', id).execute();
    return places;
  });
  events.emit('user.deleted', {
    userId: id,
    organizationIds: memberships.map(({ organization_id: organization }) => organization),
  });
};

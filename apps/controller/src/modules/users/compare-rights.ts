import { badRequest, forbidden, type Db } from '@netloom/server-kit';
import { sql } from 'kysely';
import { permissionCode, type PermissionModel } from '../../platform/authentication.ts';
import { holds, type Caller } from '../../platform/caller.ts';

/** What somebody could do who gets into an account, also when the account or an organization is switched off. */
export interface AccountRights {
  isSuperuser: boolean;
  memberships: readonly { organizationId: string; isManager: boolean; isOwner: boolean }[];
  /** `config.change_device` */
  permissions: readonly string[];
}

/** @returns undefined when there is no such user. */
export const loadAccountRights = async (db: Db, userId: string): Promise<AccountRights | undefined> => {
  const user = await db
    .selectFrom('openwisp_users_user')
    .select('is_superuser')
    .where('id', '=', userId)
    .executeTakeFirst();
  if (!user) return undefined;
  const memberships = await db
    .selectFrom('openwisp_users_organizationuser as member')
    .leftJoin('openwisp_users_organizationowner as owner', 'owner.organization_user_id', 'member.id')
    .select(['member.organization_id', 'member.is_admin', 'owner.id as owner_id'])
    .where('member.user_id', '=', userId)
    .execute();
  const permissions = await db
    .selectFrom('auth_permission as permission')
    .select(['permission.app_label', 'permission.codename'])
    .where(
      sql<boolean>`permission.id in (
        select permission_id from openwisp_users_user_user_permissions where user_id = ${userId}
        union all
        select granted.permission_id
          from openwisp_users_user_groups as member
          join auth_group_permissions as granted on granted.group_id = member.group_id
          where member.user_id = ${userId})`,
    )
    .execute();
  return {
    isSuperuser: user.is_superuser,
    memberships: memberships.map(
      ({ organization_id: organizationId, is_admin: isManager, owner_id: owner }) => ({
        organizationId,
        isManager,
        isOwner: owner !== null,
      }),
    ),
    permissions: permissions.map(({ app_label: app, codename }) => `${app}.${codename}`),
  };
};

/** True when the caller holds this permission, or the one to change, which includes to view. */
export const mayGrant = (caller: Caller, code: string): boolean => {
  const [, app, model] = /^([^.]+)\.view_(.+)$/.exec(code) ?? [];
  if (app === undefined || model === undefined) return holds(caller, code);
  return holds(caller, code, permissionCode({ app, model } satisfies PermissionModel, 'change'));
};

/** True when an account has any right that the caller has not: whoever got into it would gain by it. */
export const hasMoreRights = (rights: AccountRights, caller: Caller): boolean =>
  isMorePowerful(rights, caller) ||
  (!caller.isSuperuser &&
    rights.memberships.some(({ organizationId, isOwner }) => {
      const own = caller.memberships.get(organizationId);
      return !own || (isOwner && !own.isOwner);
    }));

/**
 * True when an account may do what the caller may not: it holds a permission more, or manages an organization that the
 * caller does not manage. Owning an organization and mere membership give no power over anything.
 */
const isMorePowerful = (
  { isSuperuser, memberships, permissions }: AccountRights,
  caller: Caller,
): boolean => {
  if (caller.isSuperuser) return false;
  if (isSuperuser || permissions.some((code) => !mayGrant(caller, code))) return true;
  return memberships.some(
    ({ organizationId, isManager, isOwner }) =>
      (isManager || isOwner) && !caller.memberships.get(organizationId)?.isManager,
  );
};

/**
 * Makes sure that a caller who may change users does not use it on one who can do more: whoever sets somebody's
 * password or e-mail address can log in as them, and whoever deletes them takes them from other organizations too.
 *
 * @throws HttpError 403.
 */
export const requirePowerOver = async (db: Db, caller: Caller, userId: string): Promise<void> => {
  if (caller.isSuperuser) return;
  const rights = await loadAccountRights(db, userId);
  if (rights && isMorePowerful(rights, caller)) throw forbidden('This user has rights that you do not have.');
};

/**
 * Makes sure that nobody gives away permissions that they do not have, by groups that a user is not in yet.
 *
 * @throws HttpError 400 for the field `groups`.
 */
export const requireGrantableGroups = async (
  db: Db,
  caller: Caller,
  { userId, groups }: { userId?: string; groups: readonly number[] },
): Promise<void> => {
  if (caller.isSuperuser || groups.length === 0) return;
  const granted = await db
    .selectFrom('auth_group_permissions as granted')
    .innerJoin('auth_permission as permission', 'permission.id', 'granted.permission_id')
    .innerJoin('auth_group as group', 'group.id', 'granted.group_id')
    .select(['group.name', 'permission.app_label', 'permission.codename'])
    .where('granted.group_id', 'in', groups)
    .where('granted.group_id', 'not in', (eb) =>
      eb
        .selectFrom('openwisp_users_user_groups')
        .select('group_id')
        .where('user_id', '=', userId ?? ''),
    )
    .execute();
  const beyond = granted.find(({ app_label: app, codename }) => !mayGrant(caller, `${app}.${codename}`));
  if (beyond)
    throw badRequest({ groups: [`You do not have all permissions of the group "${beyond.name}" yourself.`] });
};

/**
 * The same for permissions that a group does not have yet.
 *
 * @throws HttpError 400 for the field `permissions`.
 */
export const requireGrantablePermissions = async (
  db: Db,
  caller: Caller,
  { groupId, permissions }: { groupId?: number; permissions: readonly number[] },
): Promise<void> => {
  if (caller.isSuperuser || permissions.length === 0) return;
  const added = await db
    .selectFrom('auth_permission')
    .select(['name', 'app_label', 'codename'])
    .where('id', 'in', permissions)
    .where('id', 'not in', (eb) =>
      eb
        .selectFrom('auth_group_permissions')
        .select('permission_id')
        .where('group_id', '=', groupId ?? 0),
    )
    .execute();
  const beyond = added.find(({ app_label: app, codename }) => !mayGrant(caller, `${app}.${codename}`));
  if (beyond)
    throw badRequest({ permissions: [`You do not have the permission "${beyond.name}" yourself.`] });
};

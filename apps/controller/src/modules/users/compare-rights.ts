import type { Db } from '@netloom/server-kit';
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
export const hasMoreRights = (rights: AccountRights, caller: Caller): boolean => {
  if (caller.isSuperuser) return false;
  if (rights.isSuperuser) return true;
  const isBeyond = rights.memberships.some(({ organizationId, isManager, isOwner }) => {
    const own = caller.memberships.get(organizationId);
    return !own || (isManager && !own.isManager) || (isOwner && !own.isOwner);
  });
  return isBeyond || rights.permissions.some((code) => !mayGrant(caller, code));
};

import type { Db } from '@netloom/server-kit';
import { sql } from 'kysely';
import type { Caller, Membership } from '../../platform/caller.ts';
import type { UserTable } from './tables.ts';

/** What everybody may do with what is their own. */
const ownPermissions = ['view', 'add', 'delete'].map((action) => `openwisp_users.${action}_apitoken`);

type KnownUser = Pick<UserTable, 'id' | 'username' | 'is_superuser' | 'is_staff'>;

/**
 * What a user may do: memberships of active organizations, and permissions of the user and of the user's groups.
 * One statement.
 */
export const loadCaller = async (db: Db, user: KnownUser, via: Caller['via']): Promise<Caller> => {
  const { rows } = await sql<{
    organization: string | null;
    code: string | null;
    is_admin: unknown;
    is_owner: unknown;
  }>`
    select member.organization_id as organization, null as code, member.is_admin as is_admin, owner.id is not null as is_owner
      from openwisp_users_organizationuser as member
      join openwisp_users_organization as organization on organization.id = member.organization_id and organization.is_active
      left join openwisp_users_organizationowner as owner on owner.organization_user_id = member.id
      where member.user_id = ${user.id}
    union all
    select null, permission.app_label || '.' || permission.codename, false, false
      from auth_permission as permission
      where permission.id in (
        select permission_id from openwisp_users_user_user_permissions where user_id = ${user.id}
        union all
        select granted.permission_id
          from openwisp_users_user_groups as member
          join auth_group_permissions as granted on granted.group_id = member.group_id
          where member.user_id = ${user.id})`.execute(db);
  const memberships = new Map<string, Membership>();
  const permissions = new Set<string>(ownPermissions);
  for (const { organization, code, is_admin, is_owner } of rows) {
    // The columns of a union have no type in SQLite: booleans come as 0 and 1.
    if (organization !== null)
      memberships.set(organization, { isManager: Boolean(is_admin), isOwner: Boolean(is_owner) });
    if (code !== null) permissions.add(code);
  }
  return {
    userId: user.id,
    username: user.username,
    isSuperuser: user.is_superuser,
    isStaff: user.is_staff,
    memberships,
    permissions,
    via,
  };
};

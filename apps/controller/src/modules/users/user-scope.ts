import { sql, type RawBuilder } from 'kysely';
import { managedOrganizations, type Caller } from '../../platform/caller.ts';

/**
 * The condition for the users that a caller may see: superusers see all, others see the members of the organizations
 * that they manage, but no superusers. `column` holds the id of a user.
 */
export const visibleUsers = (caller: Caller, column: string): RawBuilder<boolean> => {
  if (caller.isSuperuser) return sql`1 = 1`;
  const managed = managedOrganizations(caller);
  if (managed.length === 0) return sql`1 = 0`;
  return sql`${sql.ref(column)} in (
      select member.user_id from openwisp_users_organizationuser as member
        where member.organization_id in (${sql.join(managed)}))
    and ${sql.ref(column)} not in (select id from openwisp_users_user where is_superuser)`;
};

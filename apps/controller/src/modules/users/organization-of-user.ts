import type { Db } from '@netloom/server-kit';
import type { Caller } from '../../platform/caller.ts';

/**
 * The organization whose managers may read an entry of the audit log about a user: the only one that the user belongs
 * to, else one that whoever did it manages. Null for superusers, whom managers do not see, and for people of several
 * organizations about whom a superuser, or they themselves, did something.
 */
export const organizationOfUser = async (
  db: Db,
  userId: string,
  writer: Pick<Caller, 'isSuperuser' | 'memberships'> | undefined,
): Promise<string | null> => {
  const rows = await db
    .selectFrom('openwisp_users_organizationuser as member')
    .innerJoin('openwisp_users_user as user', 'user.id', 'member.user_id')
    .select('member.organization_id as id')
    .where('member.user_id', '=', userId)
    .where('user.is_superuser', '=', false)
    .orderBy('member.created')
    .orderBy('member.id')
    .execute();
  const [first, ...others] = rows.map(({ id }) => id);
  if (first === undefined) return null;
  if (others.length === 0) return first;
  if (writer === undefined || writer.isSuperuser) return null;
  return [first, ...others].find((id) => writer.memberships.get(id)?.isManager) ?? null;
};

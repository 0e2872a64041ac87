import type { Db } from '@netloom/server-kit';
import { sql, type RawBuilder } from 'kysely';

/** What a user may prove themselves with besides the password. */
export type Factor = 'totp' | 'passkey';

/** The second factors of a user; a login asks for one of them. Recovery codes stand in for any. */
export const factorsOf = async (db: Db, userId: string): Promise<Factor[]> => {
  const { rows } = await sql<{ factor: Factor }>`
    select 'totp' as factor from users_totp where user_id = ${userId} and confirmed
    union all
    select 'passkey' from users_passkey where user_id = ${userId} group by user_id`.execute(db);
  return rows.map(({ factor }) => factor);
};

/** How many recovery codes a user has left. */
export const countRecoveryCodes = async (db: Db, userId: string): Promise<number> => {
  const rows = await db
    .selectFrom('users_recoverycode')
    .select('code_digest')
    .where('user_id', '=', userId)
    .execute();
  return rows.length;
};

/** Recovery codes stand in for a factor: without any they are of no use, and go. */
export const dropUselessCodes = async (db: Db, userId: string): Promise<void> => {
  if ((await factorsOf(db, userId)).length > 0) return;
  await db.deleteFrom('users_recoverycode').where('user_id', '=', userId).execute();
};

/**
 * The condition for users who have no second factor although an active organization of theirs asks for one. `column`
 * holds the id of the user.
 */
export const lacksSecondFactor = (column: string): RawBuilder<unknown> => sql`(
  exists (
    select 1 from openwisp_users_organizationuser as asked
      join openwisp_users_organization as asking on asking.id = asked.organization_id
      where asked.user_id = ${sql.ref(column)} and asking.is_active and asking.second_factor_required)
  and not exists (select 1 from users_totp where users_totp.user_id = ${sql.ref(column)} and users_totp.confirmed)
  and not exists (select 1 from users_passkey where users_passkey.user_id = ${sql.ref(column)}))`;

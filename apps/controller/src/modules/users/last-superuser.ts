import { badRequest, type Db, type Dialect } from '@netloom/server-kit';

/** The active superusers. On PostgreSQL nobody else takes one of them away until the transaction ends. */
const lockSuperusers = async (tx: Db, dialect: Dialect): Promise<string[]> => {
  const query = tx
    .selectFrom('openwisp_users_user')
    .select('id')
    .where('is_superuser', '=', true)
    .where('is_active', '=', true)
    .orderBy('id');
  // On SQLite a transaction that writes is alone anyway.
  const rows = await (dialect === 'postgres' ? query.forUpdate() : query).execute();
  return rows.map(({ id }) => id);
};

/**
 * Makes sure that there is a superuser without this one. Call it in the transaction that takes the user away, before
 * anything is written.
 *
 * @throws HttpError 400.
 */
export const requireOtherSuperuser = async (tx: Db, dialect: Dialect, userId: string): Promise<void> => {
  const active = await lockSuperusers(tx, dialect);
  if (active.includes(userId) && active.length === 1) {
    throw badRequest({
      __all__: ['This is the last active superuser: make somebody else one first.'],
    });
  }
};

/**
 * The superuser who has to stay when all of these users are locked out: the one of them who is first, where no other
 * would be left. Undefined where nobody has to.
 */
export const superuserToKeep = async (
  tx: Db,
  dialect: Dialect,
  userIds: readonly string[],
): Promise<string | undefined> => {
  const active = await lockSuperusers(tx, dialect);
  return active.every((id) => userIds.includes(id)) ? active[0] : undefined;
};

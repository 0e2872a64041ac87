import { badRequest, uniqueViolation, type Db, type FieldErrors } from '@netloom/server-kit';
import type { UsersContext } from './users-context.ts';

/** What somebody may write of a group. */
export interface GroupContent {
  name: string;
  /** Ids of permissions. */
  permissions: readonly number[];
}

/**
 * Creates a group and returns its id.
 *
 * @throws HttpError 400 when the name is taken.
 */
export const createGroup = async ({ db }: UsersContext, given: GroupContent): Promise<number> =>
  db.transaction().execute(async (tx) => {
    const { id } = await tx
      .insertInto('auth_group')
      .values({ name: given.name })
      .returning('id')
      .executeTakeFirstOrThrow()
      .catch(explainTakenName);
    await grant(tx, id, given.permissions);
    return id;
  });

/**
 * Changes a group; `permissions` replaces the set.
 *
 * @throws HttpError 400 when the name is taken.
 */
export const updateGroup = async (
  { db, events }: UsersContext,
  id: number,
  changes: Partial<GroupContent>,
): Promise<void> => {
  const { name, permissions } = changes;
  await db.transaction().execute(async (tx) => {
    if (name !== undefined) {
      await tx.updateTable('auth_group').set({ name }).where('id', '=', id).execute().catch(explainTakenName);
    }
    if (permissions) {
      await tx.deleteFrom('auth_group_permissions').where('group_id', '=', id).execute();
      await grant(tx, id, permissions);
    }
  });
  events.emit('group.changed', { groupId: id });
};

export const deleteGroup = async ({ db, events }: UsersContext, id: number): Promise<void> => {
  await db.deleteFrom('auth_group').where('id', '=', id).execute();
  events.emit('group.changed', { groupId: id });
};

const grant = async (tx: Db, group: number, permissions: readonly number[]): Promise<void> => {
  if (permissions.length === 0) return;
  await tx
    .insertInto('auth_group_permissions')
    .values(permissions.map((permission) => ({ group_id: group, permission_id: permission })))
    .execute();
};

/** Errors by field when another group than `exceptId` has this name. */
export const takenGroupName = async (db: Db, name: string, exceptId?: number): Promise<FieldErrors> => {
  const holder = await db.selectFrom('auth_group').select('id').where('name', '=', name).executeTakeFirst();
  return holder && holder.id !== exceptId ? { name: [nameTaken] } : {};
};

const nameTaken = 'group with this name already exists.';

/** For the rare case that somebody took the name between the check and the write. */
const explainTakenName = (error: unknown): never => {
  throw uniqueViolation(error) ? badRequest({ name: [nameTaken] }) : error;
};

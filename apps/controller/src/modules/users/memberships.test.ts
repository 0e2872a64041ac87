import { HttpError } from '@netloom/server-kit';
import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCaller } from './load-caller.ts';
import { addMember, findMembership, insertMembership, removeMembership, setManager } from './memberships.ts';
import { startUsersRig, type UsersRig } from './test-rig.ts';

describe.each(testDialects)('memberships on %s', (dialect) => {
  let rig: UsersRig;
  beforeAll(async () => {
    rig = await startUsersRig(dialect);
  });
  afterAll(() => rig.close());

  const roles = async (userId: string, organizationId: string) => {
    const user = { id: userId, username: '', is_superuser: false, is_staff: false };
    return (await loadCaller(rig.database.db, user, 'token')).memberships.get(organizationId);
  };
  const known = async (userId: string, organizationId: string) => {
    const membership = await findMembership(rig.database.db, { userId, organizationId });
    if (!membership) throw new Error('no membership');
    return membership;
  };

  test('whoever is the first manages and owns the organization, the next is what they are made', async () => {
    const organizationId = await rig.organization('first');
    const [first, second] = [await rig.user({ username: 'a' }), await rig.user({ username: 'b' })];
    const { db } = rig.database;
    await addMember(db, rig.context.clock, { userId: first, organizationId, isManager: false });
    await addMember(db, rig.context.clock, { userId: second, organizationId, isManager: false });
    expect(await roles(first, organizationId)).toEqual({ isManager: true, isOwner: true });
    expect(await roles(second, organizationId)).toEqual({ isManager: false, isOwner: false });
  });

  test('a first membership that is written as plain stays plain and owns nothing', async () => {
    const organizationId = await rig.organization('plain');
    const userId = await rig.user({ username: 'plain' });
    await insertMembership(rig.database.db, rig.context.clock, { userId, organizationId, isManager: false });
    expect(await roles(userId, organizationId)).toEqual({ isManager: false, isOwner: false });
  });

  test('managers who come at the same moment: one of them owns', async () => {
    const organizationId = await rig.organization('crowd');
    const users = await Promise.all(
      Array.from({ length: 5 }, (_, index) => rig.user({ username: `crowd${index}` })),
    );
    await Promise.all(
      users.map((userId) =>
        rig.database.db
          .transaction()
          .execute((tx) =>
            insertMembership(tx, rig.context.clock, { userId, organizationId, isManager: true }),
          ),
      ),
    );
    const all = await Promise.all(users.map((userId) => roles(userId, organizationId)));
    expect(all.filter((role) => role?.isOwner)).toHaveLength(1);
    expect(all.filter((role) => role?.isManager)).toHaveLength(5);
  });

  test('the owner is neither downgraded nor removed; others are', async () => {
    const organizationId = await rig.organization('kept');
    const [owner, other] = [await rig.user({ username: 'owner' }), await rig.user({ username: 'other' })];
    await rig.member(owner, organizationId, true);
    await rig.member(other, organizationId, true);
    const { db } = rig.database;
    const membership = await known(owner, organizationId);
    await expect(setManager(db, rig.context.clock, membership, false)).rejects.toMatchObject({
      body: { __all__: ['owner is the owner of the organization: kept, and cannot be downgraded'] },
    });
    await expect(removeMembership(db, membership)).rejects.toBeInstanceOf(HttpError);
    expect(await roles(owner, organizationId)).toEqual({ isManager: true, isOwner: true });
    await setManager(db, rig.context.clock, await known(other, organizationId), false);
    expect(await roles(other, organizationId)).toEqual({ isManager: false, isOwner: false });
    await removeMembership(db, await known(other, organizationId));
    expect(await roles(other, organizationId)).toBeUndefined();
  });
});

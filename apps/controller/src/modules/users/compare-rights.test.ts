import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startUsersRig, type UsersRig } from './test-rig.ts';

describe.each(testDialects)('more rights than one has on %s', (dialect) => {
  let rig: UsersRig;
  let root: ReturnType<UsersRig['as']>;
  let manager: ReturnType<UsersRig['as']>;
  let managerId: string;
  let north: string;
  let south: string;
  beforeAll(async () => {
    rig = await startUsersRig(dialect);
    root = rig.as(await rig.user({ username: 'root', is_superuser: true }));
    north = await rig.organization('north');
    south = await rig.organization('south');
    await rig.member(await rig.user({ username: 'owner' }), north, true);
    managerId = await rig.administrator('manager', north);
    manager = rig.as(managerId);
  });
  afterAll(() => rig.close());

  let count = 0;
  /** A member of north. */
  const newMember = async (groups: number[] = []): Promise<string> => {
    const id = await rig.user({
      username: `user-${++count}`,
      email: `user-${count}@example.org`,
      groups,
    });
    await rig.member(id, north, false);
    return id;
  };
  const idOf = async (app: string, codename: string): Promise<number> =>
    (
      await rig.database.db
        .selectFrom('auth_permission')
        .select('id')
        .where('app_label', '=', app)
        .where('codename', '=', codename)
        .executeTakeFirstOrThrow()
    ).id;
  const newGroup = async (...permissions: number[]): Promise<number> =>
    (await root('POST', 'users/group/', { name: `group-${++count}`, permissions })).body.id;
  const password = { current_password: null, new_password: 'pw-9f-pw', confirm_password: 'pw-9f-pw' };

  /** Everything by which somebody could get into an account, or rid of it. */
  const tryEverything = async (id: string): Promise<number[]> => {
    const { body } = await root('GET', `users/user/${id}/email/`);
    const [address] = body.results;
    const statuses: number[] = [];
    for (const [method, path, values] of [
      ['PATCH', `users/user/${id}/`, { email: 'mine@example.org' }],
      ['PUT', `users/user/${id}/`, { username: 'mine', email: 'mine@example.org' }],
      ['PUT', `users/user/${id}/password/`, password],
      ['PATCH', `users/user/${id}/email/${address.id}/`, { email: 'mine@example.org' }],
      ['DELETE', `users/user/${id}/email/${address.id}/`],
      ['POST', `users/user/${id}/deactivate/`],
      ['POST', `users/user/${id}/activate/`],
      ['DELETE', `users/user/${id}/`],
    ] as const) {
      statuses.push((await manager(method, path, values)).status);
    }
    return statuses;
  };
  const stored = (id: string) =>
    rig.database.db.selectFrom('openwisp_users_user').selectAll().where('id', '=', id).executeTakeFirst();

  test('who manages another organization too is not taken over by a manager of one', async () => {
    const inBoth = await newMember();
    await rig.member(inBoth, south, true);
    const before = await stored(inBoth);
    expect(await tryEverything(inBoth)).toEqual([403, 403, 403, 403, 403, 403, 403, 403]);
    const bulk = await manager('POST', 'users/user/bulk/', { action: 'delete', ids: [inBoth] });
    expect(bulk.body.results).toMatchObject([{ status: 'error' }]);
    expect(await stored(inBoth)).toEqual(before);
    expect((await manager('GET', `users/user/${inBoth}/`)).status).toBe(200);
  });

  test('neither is who holds a permission more', async () => {
    const id = await newMember([await newGroup(await idOf('openwisp_users', 'add_organization'))]);
    expect(new Set(await tryEverything(id))).toEqual(new Set([403]));
  });

  test('members, also of other organizations, operators and owners are in the power of a manager', async () => {
    const plain = await newMember();
    await rig.member(plain, south, false);
    expect(await tryEverything(plain)).toEqual([200, 200, 200, 200, 204, 200, 200, 204]);
    expect((await manager('PUT', `users/user/${await newMember([1])}/password/`, password)).status).toBe(200);
    const second = await newMember([2]);
    expect((await manager('PATCH', `users/user/${second}/`, { first_name: 'x' })).status).toBe(200);
  });

  test('nobody gives away permissions that they do not have', async () => {
    const add = await idOf('openwisp_users', 'add_organization');
    const rich = await newGroup(add);
    const id = await newMember();
    const body = { username: 'newbie', email: 'newbie@example.org', password: 'x' };
    const membership = { organization_users: { organization: north, is_admin: false } };
    for (const answer of [
      await manager('PATCH', `users/user/${id}/`, { groups: [1, rich] }),
      await manager('PATCH', `users/user/${managerId}/`, { groups: [2, rich] }),
      await manager('POST', 'users/user/', { ...body, ...membership, groups: [rich] }),
    ]) {
      expect([answer.status, answer.body]).toEqual([
        400,
        { groups: [expect.stringContaining('You do not have all permissions')] },
      ]);
    }
    expect((await manager('PATCH', `users/user/${id}/`, { groups: [1, 2] })).status).toBe(200);
    expect((await manager('PATCH', `users/user/${managerId}/`, { groups: [2] })).status).toBe(200);
    expect((await root('PATCH', `users/user/${id}/`, { groups: [rich] })).status).toBe(200);

    // Who may change groups does not make one worth more than what they hold.
    const groups = await newGroup(
      await idOf('openwisp_users', 'add_group'),
      await idOf('openwisp_users', 'change_group'),
    );
    const keeperId = await rig.administrator('keeper', north);
    await root('PATCH', `users/user/${keeperId}/`, { groups: [2, groups] });
    const keeper = rig.as(keeperId);
    const refused = { status: 400, body: { permissions: [expect.stringContaining('You do not have')] } };
    expect(await keeper('POST', 'users/group/', { name: 'g', permissions: [add] })).toMatchObject(refused);
    expect(await keeper('PATCH', `users/group/${groups}/`, { permissions: [add] })).toMatchObject(refused);
    // What a group has already may be sent back.
    expect((await keeper('PATCH', `users/group/${rich}/`, { permissions: [add] })).status).toBe(200);
    const own = await idOf('openwisp_users', 'change_user');
    expect((await keeper('POST', 'users/group/', { name: 'h', permissions: [own] })).status).toBe(201);
  });
});

import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startUsersRig, type UsersRig } from '../test-rig.ts';

const unknownId = '00000000-0000-4000-8000-000000000000';

describe.each(testDialects)('users/membership/ on %s', (dialect) => {
  let rig: UsersRig;
  let root: ReturnType<UsersRig['as']>;
  let manager: ReturnType<UsersRig['as']>;
  let north: string;
  let south: string;
  let ownerMembership: string;
  let users = 0;
  const person = (): Promise<string> => rig.user({ username: `person-${++users}` });

  beforeAll(async () => {
    rig = await startUsersRig(dialect);
    root = rig.as(await rig.user({ username: 'root', is_superuser: true }));
    [north, south] = [await rig.organization('north'), await rig.organization('south')];
    const boss = await rig.user({ username: 'boss', is_staff: true, groups: [2] });
    ownerMembership = await rig.member(boss, north, true);
    manager = rig.as(boss);
  });
  afterAll(() => rig.close());

  test('a member comes, becomes a manager, and goes', async () => {
    const user = await person();
    const created = await root('POST', 'users/membership/', { user, organization: north });
    expect([created.status, created.body]).toMatchObject([
      201,
      { user, organization: north, organization_name: 'north', is_admin: false, is_owner: false },
    ]);
    const path = `users/membership/${created.body.id}/`;
    const changed = await manager('PATCH', path, { is_admin: true, user: unknownId, organization: south });
    expect([changed.status, changed.body]).toMatchObject([
      200,
      { user, organization: north, is_admin: true, is_owner: false },
    ]);
    expect((await root('GET', `users/user/${user}/`)).body.organization_users).toEqual([
      { organization: north, is_admin: true },
    ]);
    expect((await manager('DELETE', path)).status).toBe(204);
    expect((await root('GET', path)).status).toBe(404);
  });

  test('a role that stays the same does not end the membership', async () => {
    const id = await rig.member(await person(), north, false);
    for (const body of [{ is_admin: false }, {}]) {
      expect((await root('PATCH', `users/membership/${id}/`, body)).body.is_admin).toBe(false);
    }
  });

  test('the first manager of an organization without an owner owns it', async () => {
    const west = await rig.organization('west');
    const user = await person();
    const { body } = await root('POST', 'users/membership/', { user, organization: west, is_admin: true });
    expect(body.is_owner).toBe(true);
    const { owner } = (await root('GET', `users/organization/${west}/`)).body;
    expect(owner).toEqual({ organization_user: body.id });
  });

  test('the owner can neither be removed nor downgraded', async () => {
    const path = `users/membership/${ownerMembership}/`;
    for (const answer of [await root('PATCH', path, { is_admin: false }), await root('DELETE', path)]) {
      expect([answer.status, answer.body.__all__]).toEqual([400, [expect.stringContaining('is the owner')]]);
    }
    expect((await root('GET', path)).body).toMatchObject({ is_admin: true, is_owner: true });
  });

  test('bad input is told by field', async () => {
    const user = await person();
    await rig.member(user, north, false);
    const cases: [object, object][] = [
      [{}, { user: ['This field is required.'], organization: ['This field is required.'] }],
      [
        { user: unknownId, organization: north },
        { user: [`Invalid pk "${unknownId}" - object does not exist.`] },
      ],
      [{ user: 'x', organization: north }, { user: ['“x” is not a valid UUID.'] }],
      [
        { user, organization: unknownId },
        { organization: [`Invalid pk "${unknownId}" - object does not exist.`] },
      ],
      [
        { user, organization: north },
        { non_field_errors: ['The fields user, organization must make a unique set.'] },
      ],
    ];
    for (const [body, errors] of cases) {
      const answer = await root('POST', 'users/membership/', body);
      expect([answer.status, answer.body]).toEqual([400, errors]);
    }
  });

  test('managers see and change their organizations only, and no superusers', async () => {
    const [own, foreign, both] = [await person(), await person(), await person()];
    await rig.member(own, north, false);
    const foreignId = await rig.member(foreign, south, false);
    const bothSouth = await rig.member(both, south, false);
    await rig.member(both, north, false);
    const hidden = await rig.user({ username: 'hidden', is_superuser: true });
    const hiddenId = await rig.member(hidden, north, false);

    const { results } = (await manager('GET', 'users/membership/?page_size=100')).body;
    const seen = results.map(({ id }: { id: string }) => id);
    expect(results.every(({ organization }: { organization: string }) => organization === north)).toBe(true);
    for (const id of [foreignId, bothSouth, hiddenId]) {
      expect(seen).not.toContain(id);
      expect((await manager('GET', `users/membership/${id}/`)).status).toBe(404);
      expect((await manager('DELETE', `users/membership/${id}/`)).status).toBe(404);
    }
    for (const [user, organization] of [
      [foreign, north],
      [hidden, north],
      [own, south],
    ]) {
      expect((await manager('POST', 'users/membership/', { user, organization })).status).toBe(400);
    }
    expect((await manager('GET', `users/membership/?organization=${south}`)).status).toBe(400);
  });

  test('needs the permission, and an organization that one manages', async () => {
    const operator = await rig.user({ username: 'operator', is_staff: true, groups: [1] });
    await rig.member(operator, north, true);
    const member = await rig.user({ username: 'member', is_staff: true, groups: [2] });
    await rig.member(member, north, false);
    for (const id of [operator, member]) {
      expect((await rig.as(id)('GET', 'users/membership/')).status).toBe(403);
      expect((await rig.as(id)('POST', 'users/membership/', {})).status).toBe(403);
    }
    expect((await rig.request('GET', 'users/membership/')).status).toBe(401);
  });

  test('is filtered, searched and ordered', async () => {
    const user = await rig.user({ username: 'zoe', first_name: 'Zoë', email: 'zoe@example.org' });
    await rig.member(user, south, true);
    await rig.member(user, north, false);
    const ask = async (query: string) => (await root('GET', `users/membership/?${query}`)).body;
    expect((await ask(`user=${user}`)).count).toBe(2);
    expect((await ask(`user=${user}&organization=${south}`)).results).toMatchObject([{ is_admin: true }]);
    expect((await ask(`user=${user}&organization_slug=north`)).results).toMatchObject([{ is_admin: false }]);
    expect((await ask('search=zoe@')).count).toBe(2);
    expect((await ask('ordering=-username&page_size=1')).results[0].username).toBe('zoe');
    expect((await ask(`user=${user}&ordering=organization_name`)).results[0].organization_name).toBe('north');
  });
});

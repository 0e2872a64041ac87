import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startUsersRig, type UsersRig } from '../test-rig.ts';

describe.each(testDialects)('users/group/ on %s', (dialect) => {
  let rig: UsersRig;
  let root: ReturnType<UsersRig['as']>;
  beforeAll(async () => {
    rig = await startUsersRig(dialect);
    root = rig.as(await rig.user({ username: 'root', is_superuser: true }));
  });
  afterAll(() => rig.close());

  test('two come with the installation, by name; the next is number 3', async () => {
    const { body } = await root('GET', 'users/group/');
    expect(body.results.map(({ id, name }: { id: number; name: string }) => [id, name])).toEqual([
      [2, 'Administrator'],
      [1, 'Operator'],
    ]);
    expect(body.results[1].permissions).toEqual([
      expect.stringMatching(/^\d+: organization \| Can view organization$/),
    ]);
    expect(body.results[0].permissions[0]).toBe('2: emailaddress | Can change email address');
    const created = await root('POST', 'users/group/', { name: 'Guests' });
    expect([created.status, created.body]).toEqual([201, { id: 3, name: 'Guests', permissions: [] }]);
  });

  test('a permission may be named very often', async () => {
    const permissions = Array.from({ length: 40_000 }, () => 1);
    const { status, body } = await root('POST', 'users/group/', { name: 'Often', permissions });
    expect([status, body.permissions.length]).toEqual([201, 1]);
    await root('DELETE', `users/group/${body.id}/`);
  });

  test('permissions are given by number or as they are shown', async () => {
    const shown = '1: emailaddress | Can add email address';
    const created = await root('POST', 'users/group/', { name: 'Both', permissions: [shown, 2, '2'] });
    expect([created.status, created.body.permissions]).toEqual([
      201,
      [shown, '2: emailaddress | Can change email address'],
    ]);
    const path = `users/group/${created.body.id}/`;
    expect((await root('PATCH', path, { name: 'Renamed' })).body).toMatchObject({
      name: 'Renamed',
      permissions: created.body.permissions,
    });
    expect((await root('PUT', path, { name: 'Renamed', permissions: [] })).body.permissions).toEqual([]);
  });

  test('refuses what is no permission, and a second group of a name', async () => {
    const cases: [object, object][] = [
      [{ permissions: ['x'] }, { permissions: ['Incorrect type. Expected pk value, received str.'] }],
      [{ permissions: [9999] }, { permissions: ['Invalid pk "9999" - object does not exist.'] }],
      [
        { permissions: Array.from({ length: 1001 }, (_, index) => index + 1) },
        { permissions: ['Ensure this field has no more than 1000 elements.'] },
      ],
      [{ permissions: 1 }, { permissions: ['Expected a list of items but got type "int".'] }],
      [{ name: 'Operator' }, { name: ['group with this name already exists.'] }],
      [{ name: ' ' }, { name: ['This field may not be blank.'] }],
    ];
    for (const [values, errors] of cases) {
      const answer = await root('POST', 'users/group/', { name: 'New', ...values });
      expect([answer.status, answer.body]).toEqual([400, errors]);
    }
    expect((await root('GET', 'users/group/?search=new')).body.count).toBe(0);
    const both = await root('PATCH', 'users/group/1/', { name: 'Administrator', permissions: null });
    expect(both.body).toEqual({
      name: ['group with this name already exists.'],
      permissions: ['This field may not be null.'],
    });
    expect((await root('PATCH', 'users/group/1/', { name: 'Operator' })).status).toBe(200);
  });

  test('a change reaches the members with their next request', async () => {
    const { body } = await root('POST', 'users/group/', { name: 'Readers' });
    const reader = rig.as(await rig.user({ username: 'reader', groups: [body.id] }));
    expect((await reader('GET', 'users/group/')).status).toBe(403);
    const permissions = (await root('GET', 'users/group/2/')).body.permissions;
    await root('PATCH', `users/group/${body.id}/`, { permissions });
    expect((await reader('GET', 'users/group/')).status).toBe(200);
    // Administrators look at groups and do not change them.
    expect((await reader('PATCH', 'users/group/1/', { name: 'x' })).status).toBe(403);
    expect((await root('DELETE', `users/group/${body.id}/`)).status).toBe(204);
    expect((await reader('GET', 'users/group/')).status).toBe(403);
  });

  test('ids are small numbers', async () => {
    for (const id of ['x', '1.5', '-1', '99999999999', '4294967297', '999999999']) {
      expect([id, (await root('GET', `users/group/${id}/`)).status]).toEqual([id, 404]);
    }
  });
});

import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startUsersRig, type UsersRig } from '../test-rig.ts';

describe.each(testDialects)('users/user/<id>/email/ on %s', (dialect) => {
  let rig: UsersRig;
  let root: ReturnType<UsersRig['as']>;
  let manager: ReturnType<UsersRig['as']>;
  let operator: ReturnType<UsersRig['as']>;
  let rootId: string;
  let member: string;
  let foreigner: string;
  beforeAll(async () => {
    rig = await startUsersRig(dialect);
    rootId = await rig.user({ username: 'root', is_superuser: true, email: 'root@example.org' });
    root = rig.as(rootId);
    const north = await rig.organization('north');
    const south = await rig.organization('south');
    manager = rig.as(await rig.administrator('manager', north));
    operator = rig.as(await rig.user({ username: 'operator', groups: [1] }));
    member = await rig.user({ username: 'member', email: 'Member@Example.org' });
    foreigner = await rig.user({ username: 'foreigner', email: 'foreigner@example.org' });
    await rig.member(member, north, false);
    await rig.member(rootId, north, false);
    await rig.member(foreigner, south, false);
  });
  afterAll(() => rig.close());

  test('users have what they were created with; more are added, unconfirmed', async () => {
    const path = `users/user/${member}/email/`;
    const added = await root('POST', path, { email: 'Second@Example.ORG', verified: true });
    expect([added.status, added.body]).toEqual([
      201,
      { id: expect.any(Number), email: 'second@example.org', verified: false, primary: false },
    ]);
    const list = await manager('GET', path);
    expect(list.body.results.map(({ email }: { email: string }) => email)).toEqual([
      'member@example.org',
      'second@example.org',
    ]);
    const detail = `${path}${added.body.id}/`;
    const changed = await manager('PATCH', detail, { email: 'THIRD@example.org' });
    expect([changed.status, changed.body.email]).toEqual([200, 'third@example.org']);
    expect((await manager('DELETE', detail)).status).toBe(204);
    expect((await manager('GET', detail)).status).toBe(404);
  });

  test('no address twice for a user, and one primary one', async () => {
    const path = `users/user/${foreigner}/email/`;
    const again = await root('POST', path, { email: 'FOREIGNER@example.org' });
    expect([again.status, again.body]).toEqual([
      400,
      { __all__: ['Email address with this User and Email address already exists.'] },
    ]);
    const second = await root('POST', path, { email: 'other@example.org', primary: true });
    expect([second.status, second.body]).toEqual([
      400,
      { __all__: ['Constraint “unique_primary_email” is violated.'] },
    ]);
    // Others may hold it too.
    expect((await root('POST', path, { email: 'member@example.org' })).status).toBe(201);
    const invalid = await root('POST', path, { email: 'x' });
    expect([invalid.status, invalid.body]).toEqual([400, { email: ['Enter a valid email address.'] }]);
  });

  test('addresses of users that one may not see are not there', async () => {
    const [{ id }] = (await root('GET', `users/user/${rootId}/email/`)).body.results;
    for (const user of [foreigner, rootId, '00000000-0000-4000-8000-000000000000']) {
      expect((await manager('GET', `users/user/${user}/email/`)).status).toBe(404);
      expect((await manager('PATCH', `users/user/${user}/email/${id}/`, { email: 'x' })).status).toBe(404);
    }
    // Not even under the address of a user that one may see.
    expect((await manager('GET', `users/user/${member}/email/${id}/`)).status).toBe(404);
  });

  test('who may not look is told so before anything else', async () => {
    for (const user of [member, '00000000-0000-4000-8000-000000000000']) {
      expect((await rig.request('GET', `users/user/${user}/email/`)).status).toBe(401);
      expect((await operator('GET', `users/user/${user}/email/`)).status).toBe(403);
    }
    // Administrators of organizations change addresses, and add none.
    expect((await manager('POST', `users/user/${member}/email/`, { email: 'a@example.org' })).status).toBe(
      403,
    );
  });
});

import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startUsersRig, type UsersRig } from '../test-rig.ts';

describe.each(testDialects)('users/permission/ on %s', (dialect) => {
  let rig: UsersRig;
  beforeAll(async () => (rig = await startUsersRig(dialect)));
  afterAll(() => rig.close());

  test('tells what can be granted, by the ids that groups refer to', async () => {
    const root = rig.as(await rig.user({ username: 'root', is_superuser: true }));
    const { body } = await root('GET', 'users/permission/?page_size=100');
    expect(body.count).toBe(body.results.length);
    expect(body.results[0]).toEqual({
      id: 1,
      code: 'account.add_emailaddress',
      model: 'account.emailaddress',
      action: 'add',
      name: 'Can add email address',
    });
    expect((await root('GET', 'users/permission/?app=account')).body.count).toBe(4);
    const operators = (await root('GET', 'users/group/1/')).body.permissions as string[];
    const byId = new Map(body.results.map(({ id, code }: { id: number; code: string }) => [id, code]));
    expect(operators.map((shown) => byId.get(Number.parseInt(shown, 10)))).toEqual([
      'openwisp_users.view_organization',
    ]);
  });

  test('is read by who may see groups, and written by nobody', async () => {
    const root = rig.as(await rig.user({ username: 'root-2', is_superuser: true }));
    const administrator = rig.as(await rig.administrator('boss', await rig.organization('north')));
    const operator = rig.as(await rig.user({ username: 'operator', groups: [1] }));
    expect((await administrator('GET', 'users/permission/')).status).toBe(200);
    expect((await operator('GET', 'users/permission/')).status).toBe(403);
    expect((await rig.request('GET', 'users/permission/')).status).toBe(401);
    expect((await root('POST', 'users/permission/', {})).status).toBe(405);
    expect((await root('DELETE', 'users/permission/1/')).status).toBe(405);
  });
});

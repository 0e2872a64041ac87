import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startUsersRig, type UsersRig } from '../test-rig.ts';

describe.each(testDialects)('what its creator does not see afterwards on %s', (dialect) => {
  let rig: UsersRig;
  let north: string;
  beforeAll(async () => {
    rig = await startUsersRig(dialect);
    north = await rig.organization('north');
  });
  afterAll(() => rig.close());

  /** A manager who holds one more permission than administrators do. */
  const managerWith = async (username: string, codename: string) => {
    const id = await rig.administrator(username, north);
    const { db } = rig.database;
    const permission = await db
      .selectFrom('auth_permission')
      .select('id')
      .where('codename', '=', codename)
      .executeTakeFirstOrThrow();
    await db
      .insertInto('openwisp_users_user_user_permissions')
      .values({ user_id: id, permission_id: permission.id })
      .execute();
    return rig.as(id);
  };

  test('a user without an organization is created, and shown as its creator may see users', async () => {
    const manager = rig.as(await rig.administrator('manager', north));
    const created = await manager('POST', 'users/user/', {
      username: 'alone',
      email: 'alone@example.org',
      password: 'x',
    });
    expect([created.status, created.body]).toEqual([
      201,
      {
        id: expect.any(String),
        username: 'alone',
        email: 'alone@example.org',
        first_name: '',
        last_name: '',
        phone_number: null,
        birth_date: null,
        is_active: true,
        is_staff: false,
        expiration_date: null,
        groups: [],
        organization_users: [],
      },
    ]);
    expect((await manager('GET', `users/user/${created.body.id}/`)).status).toBe(404);
  });

  test('an organization that nobody manages yet is created', async () => {
    const founder = await managerWith('founder', 'add_organization');
    const created = await founder('POST', 'users/organization/', { name: 'New', slug: 'new' });
    expect([created.status, created.body.slug]).toEqual([201, 'new']);
    expect((await founder('GET', `users/organization/${created.body.id}/`)).status).toBe(404);
  });

  test('its URL is told in a header, whatever letters it has', async () => {
    const root = rig.as(await rig.user({ username: 'root', is_superuser: true }));
    const create = (slug: string, url: string) =>
      root('POST', 'users/organization/', { name: slug, slug, url });
    const created = await create('letters', 'http://example.org/中?a=%20~');
    expect([created.status, created.body.url]).toEqual([201, 'http://example.org/中?a=%20~']);
    expect(created.headers['location']).toBe('http://example.org/%E4%B8%AD?a=%20~');
    const split = await create('lines', 'http://a.org/b\r\nX: y');
    expect([split.status, split.body]).toEqual([400, { url: ['Enter a valid URL.'] }]);
  });
});

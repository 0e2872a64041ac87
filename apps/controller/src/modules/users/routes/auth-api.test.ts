import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rigPassword, startUsersRig, type UsersRig } from '../test-rig.ts';

/** The operations of the API that take passwords. */
const operations = [
  'users/token/',
  'users/password/reset/',
  'users/password/reset/confirm/',
  'users/user/password/change/',
];

describe.each(testDialects)('NETLOOM_USERS_AUTH_API on %s', (dialect) => {
  let rig: UsersRig;
  let boss: string;
  beforeAll(async () => {
    rig = await startUsersRig(dialect, {
      NETLOOM_USERS_AUTH_API: 'false',
      NETLOOM_AUTH_THROTTLE_RATE: 'none',
      NETLOOM_USER_PASSWORD_EXPIRATION: '30',
    });
    boss = await rig.user({ username: 'boss', is_superuser: true });
  });
  afterAll(() => rig.close());

  const logIn = () =>
    rig.request('POST', 'session/', { payload: { username: 'boss', password: rigPassword } });

  test('takes away what takes passwords, for all methods', async () => {
    for (const path of operations)
      for (const method of ['GET', 'POST', 'OPTIONS']) {
        const answer = await rig.request(method, path, {
          headers: { authorization: await rig.bearer(boss) },
        });
        expect([path, method, answer.status]).toEqual([path, method, 404]);
      }
  });

  test('leaves the login of the console, the pages, and the passwords of other users', async () => {
    const { status, body } = await logIn();
    expect([status, body.auth_api]).toEqual([200, false]);
    expect((await rig.request('GET', '/accounts/password/reset/')).status).toBe(200);
    const other = await rig.user({ username: 'other' });
    const set = await rig.as(boss)('PUT', `users/user/${other}/password/`, {
      current_password: null,
      new_password: 'Tr1cky-Heron-88',
      confirm_password: 'Tr1cky-Heron-88',
    });
    expect(set.status).toBe(200);
  });

  test('names no operation that is away to whoever has an expired password', async () => {
    await rig.database.db
      .updateTable('openwisp_users_user')
      .set({ password_updated: '2020-01-01' })
      .where('id', '=', boss)
      .execute();
    expect((await logIn()).body).toEqual({
      detail: 'Your password has expired. Update it to continue.',
      code: 'password_expired',
      web_password_change_url: 'http://localhost:80/accounts/password/change/',
    });
  });
});

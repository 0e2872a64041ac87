import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rigPassword, startUsersRig, type UsersRig } from './test-rig.ts';

describe.each(testDialects)('switching accounts on and off on %s', (dialect) => {
  let rig: UsersRig;
  let root: ReturnType<UsersRig['as']>;
  beforeAll(async () => {
    rig = await startUsersRig(dialect);
    root = rig.as(await rig.user({ username: 'root', is_superuser: true }));
  });
  afterAll(() => rig.close());

  const login = (username: string) =>
    rig.request('POST', 'session/', { payload: { username, password: rigPassword } });

  test('locks a user out and lets them in again', async () => {
    const id = await rig.user({ username: 'ada' });
    const off = await root('POST', `users/user/${id}/deactivate/`);
    expect([off.status, off.body]).toEqual([200, { is_active: false }]);
    expect((await login('ada')).status).toBe(400);
    expect((await root('POST', `users/user/${id}/activate/`)).body).toEqual({ is_active: true });
    expect((await login('ada')).status).toBe(200);
  });

  test('clears an expiration date that has passed, and no other', async () => {
    const late = await rig.user({ username: 'late', is_active: false, expiration_date: '2026-02-01' });
    const early = await rig.user({ username: 'early', is_active: false, expiration_date: '2026-05-01' });
    const { body } = await root('POST', 'users/user/bulk/', { action: 'activate', ids: [late, early] });
    expect(body.results.map(({ status }: { status: string }) => status)).toEqual(['ok', 'ok']);
    expect((await root('GET', `users/user/${late}/`)).body).toMatchObject({
      is_active: true,
      expiration_date: null,
    });
    expect((await root('GET', `users/user/${early}/`)).body.expiration_date).toBe('2026-05-01');
  });

  test('is for who may change users, and for users that they may see', async () => {
    const [north, south] = [await rig.organization('north'), await rig.organization('south')];
    const manager = rig.as(await rig.administrator('boss', north));
    const [own, foreign] = [await rig.user({ username: 'own' }), await rig.user({ username: 'foreign' })];
    await rig.member(own, north, false);
    await rig.member(foreign, south, false);
    const { body } = await manager('POST', 'users/user/bulk/', { action: 'deactivate', ids: [own, foreign] });
    expect(body.results.map(({ status }: { status: string }) => status)).toEqual(['ok', 'error']);
    expect((await manager('POST', `users/user/${foreign}/deactivate/`)).status).toBe(404);
    const operator = await rig.user({ username: 'operator', is_staff: true, groups: [1] });
    await rig.member(operator, north, true);
    expect((await rig.as(operator)('POST', `users/user/${own}/activate/`)).status).toBe(403);
  });
});

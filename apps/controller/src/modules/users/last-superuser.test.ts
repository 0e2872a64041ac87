import { testDialects } from '@netloom/server-kit/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deactivateExpired } from './expiry-mails.ts';
import { startUsersRig, type UsersRig } from './test-rig.ts';

const refusal = { __all__: ['This is the last active superuser: make somebody else one first.'] };

describe.each(testDialects)('the last superuser on %s', (dialect) => {
  let rig: UsersRig;
  let rootId: string;
  let root: ReturnType<UsersRig['as']>;
  beforeEach(async () => {
    rig = await startUsersRig(dialect);
    rootId = await rig.user({ username: 'root', is_superuser: true });
    root = rig.as(rootId);
    await rig.user({ username: 'locked', is_superuser: true, is_active: false });
  });
  afterEach(() => rig.close());

  const activeSuperusers = async (): Promise<string[]> => {
    const rows = await rig.database.db
      .selectFrom('openwisp_users_user')
      .select('id')
      .where('is_superuser', '=', true)
      .where('is_active', '=', true)
      .execute();
    return rows.map(({ id }) => id);
  };

  test('stays one, active and there', async () => {
    const path = `users/user/${rootId}/`;
    for (const [method, at, body] of [
      ['PATCH', path, { is_superuser: false }],
      ['PATCH', path, { is_active: false }],
      ['POST', `${path}deactivate/`, undefined],
      ['DELETE', path, undefined],
    ] as const) {
      const answer = await root(method, at, body);
      expect([answer.status, answer.body]).toEqual([400, refusal]);
    }
    for (const action of ['deactivate', 'delete']) {
      const { body } = await root('POST', 'users/user/bulk/', { action, ids: [rootId] });
      expect(body.results).toEqual([{ id: rootId, status: 'error', detail: refusal.__all__[0] }]);
    }
    expect((await root('PATCH', path, { is_superuser: true, first_name: 'Ruth' })).status).toBe(200);
    expect(await activeSuperusers()).toEqual([rootId]);
    const nextId = await rig.user({ username: 'next', is_superuser: true });
    expect((await rig.as(nextId)('DELETE', path)).status).toBe(204);
    expect(await activeSuperusers()).toEqual([nextId]);
  });

  test('is one of all who leave at the same moment', async () => {
    const ids = [rootId];
    for (const username of ['a', 'b', 'c']) ids.push(await rig.user({ username, is_superuser: true }));
    const callers = await Promise.all(ids.map(async (id) => ({ id, authorization: await rig.bearer(id) })));
    const answers = await Promise.all(
      callers.map(({ id, authorization }, index) =>
        rig.request(index % 2 === 0 ? 'PATCH' : 'DELETE', `users/user/${id}/`, {
          headers: { authorization },
          ...(index % 2 === 0 ? { payload: { is_superuser: false } } : {}),
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(1);
    expect(await activeSuperusers()).toHaveLength(1);
  });

  test('does not expire', async () => {
    const otherId = await rig.user({ username: 'other', is_superuser: true });
    const memberId = await rig.user({ username: 'member' });
    await rig.database.db
      .updateTable('openwisp_users_user')
      .set({ expiration_date: '2026-01-31' })
      .where('id', 'in', [otherId, memberId])
      .execute();
    await deactivateExpired(rig.context);
    expect(await activeSuperusers()).toEqual([rootId]);
    await rig.database.db
      .updateTable('openwisp_users_user')
      .set({ expiration_date: '2026-01-31', is_active: true })
      .execute();
    await deactivateExpired(rig.context);
    const active = await rig.database.db
      .selectFrom('openwisp_users_user')
      .select('is_superuser')
      .where('is_active', '=', true)
      .execute();
    expect(active).toEqual([{ is_superuser: true }]);
  });
});

import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rigPassword, startUsersRig, type UsersRig } from '../test-rig.ts';

interface Shown {
  id: string;
  is_current: boolean;
  user_agent: string;
  ip: string;
}

describe.each(testDialects)('session/list/ on %s', (dialect) => {
  let rig: UsersRig;
  let anna: string;
  beforeAll(async () => {
    rig = await startUsersRig(dialect);
    anna = await rig.user({ username: 'anna' });
    await rig.user({ username: 'ben' });
  });
  afterAll(() => rig.close());

  const login = async (username: string, userAgent: string) => {
    const answer = await rig.request('POST', 'session/', {
      payload: { username, password: rigPassword },
      headers: { 'user-agent': userAgent },
      remoteAddress: '192.0.2.9',
    });
    const cookies = Object.fromEntries([...answer.cookies].map(([name, { value }]) => [name, value]));
    rig.pass(1000);
    return { cookies, headers: { 'x-csrftoken': cookies['csrftoken'] ?? '' } };
  };
  const list = async (options: object): Promise<Shown[]> =>
    (await rig.request('GET', 'session/list/', options)).body.results;

  test('shows where one is logged in, and tells this session from the others', async () => {
    const [phone, desk] = [await login('anna', 'Phone'), await login('anna', 'Desk')];
    await login('ben', 'Other');
    const answer = await rig.request('GET', 'session/list/', phone);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toMatchObject({ count: 2, next: null, previous: null });
    expect(answer.body.results).toMatchObject([
      { user_agent: 'Desk', ip: '192.0.2.9', is_current: false },
      { user_agent: 'Phone', ip: '192.0.2.9', is_current: true },
    ]);
    // Nothing in it opens a session.
    const stored = await rig.database.db
      .selectFrom('users_session')
      .select(['id_digest', 'csrf_token'])
      .execute();
    for (const secret of [
      phone.cookies['sessionid'],
      desk.cookies['sessionid'],
      ...stored.flatMap(({ id_digest, csrf_token }) => [id_digest, csrf_token]),
    ])
      expect(JSON.stringify(answer.body)).not.toContain(secret);
    for (const { id } of answer.body.results)
      expect((await rig.request('GET', 'session/', { cookies: { sessionid: id } })).status).toBe(401);
    expect(await list({ headers: { authorization: await rig.bearer(anna) } })).toMatchObject([
      { is_current: false },
      { is_current: false },
    ]);
  });

  test('ends one of one’s own, at once', async () => {
    const [here, there] = [await login('anna', 'Here'), await login('anna', 'There')];
    const ben = await login('ben', 'Ben');
    expect((await rig.request('GET', 'session/', there)).status).toBe(200);
    const target = (await list(here)).find(({ user_agent: agent }) => agent === 'There')?.id ?? '';
    const end = (id: string, options: object) => rig.request('DELETE', `session/list/${id}/`, options);
    expect((await end(target, ben)).status).toBe(404);
    expect((await end(target, {})).status).toBe(401);
    expect((await end(target, { cookies: here.cookies })).status).toBe(403);
    expect((await end('x', here)).status).toBe(404);
    expect((await rig.request('GET', 'session/', there)).status).toBe(200);
    expect((await end(target, here)).status).toBe(204);
    expect((await rig.request('GET', 'session/', there)).status).toBe(401);
    expect((await end(target, here)).status).toBe(404);
    expect((await rig.request('GET', 'session/', here)).status).toBe(200);
    expect((await rig.request('GET', `session/list/${target}/`, here)).status).toBe(405);
  });
});

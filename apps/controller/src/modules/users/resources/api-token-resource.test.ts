import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startUsersRig, type Answer, type UsersRig } from '../test-rig.ts';

describe.each(testDialects)('users/api-token/ on %s', (dialect) => {
  let rig: UsersRig;
  let root: string;
  let manager: string;
  let north: string;
  let south: string;
  beforeAll(async () => {
    rig = await startUsersRig(dialect);
    root = await rig.user({ username: 'root', is_superuser: true });
    north = await rig.organization('north');
    south = await rig.organization('south');
    manager = await rig.administrator('manager', north);
  });
  afterAll(() => rig.close());

  let names = 0;
  const make = async (user: string, fields: object = {}): Promise<{ id: string; token: string }> => {
    const answer = await rig.as(user)('POST', 'users/api-token/', { name: `token ${++names}`, ...fields });
    expect([answer.status, answer.body]).toMatchObject([201, {}]);
    return answer.body;
  };
  const using =
    (token: string) =>
    (method: string, path: string, payload?: object): Promise<Answer> =>
      rig.request(method, path, {
        headers: { authorization: `Bearer ${token}` },
        ...(payload ? { payload } : {}),
      });

  test('is shown once, and stored so that nobody can use what is stored', async () => {
    const expires = new Date(rig.context.clock().getTime() + 86_400_000).toISOString();
    const answer = await rig.as(manager)('POST', 'users/api-token/', {
      name: ' backup ',
      expires,
      scope: 'read-only',
    });
    const { token, id } = answer.body;
    expect(token).toMatch(/^nlt_[A-Za-z0-9]{40}$/);
    expect(answer.body).toMatchObject({
      name: 'backup',
      user: manager,
      username: 'manager',
      scope: 'read-only',
      organizations: null,
      expires: expires.replace('Z', '000Z'),
      last_used: null,
    });
    const shown = (await rig.as(manager)('GET', `users/api-token/${id}/`)).body.token;
    expect(shown).toBe(`nlt_${'*'.repeat(36)}${token.slice(-4)}`);
    const list = await rig.as(manager)('GET', 'users/api-token/');
    expect(JSON.stringify(list.body)).not.toContain(token);
    const stored = await rig.database.db.selectFrom('users_apitoken').selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain(token.slice(4, -4));
  });

  test('works like its user, beside the token of the password, until it is revoked', async () => {
    const { id, token } = await make(manager);
    const call = using(token);
    const session = await call('GET', 'session/');
    expect(session.body.user.username).toBe('manager');
    expect((await call('PATCH', `users/organization/${north}/`, { description: 'x' })).status).toBe(200);
    expect((await rig.as(manager)('GET', `users/api-token/${id}/`)).body.last_used).toBe(
      rig.context.clock().toISOString().replace('Z', '000Z'),
    );
    expect((await rig.as(manager)('DELETE', `users/api-token/${id}/`)).status).toBe(204);
    expect((await call('GET', 'session/')).body).toEqual({ detail: 'Invalid token.' });
    expect((await rig.as(manager)('GET', 'session/')).status).toBe(200);
    expect((await using('nlt_' + 'a'.repeat(40))('GET', 'session/')).status).toBe(401);
  });

  test('ends on its day, also when it was used a moment before, and with its user', async () => {
    const user = await rig.user({ username: 'leaver' });
    const end = new Date(rig.context.clock().getTime() + 4000).toISOString();
    const { token } = await make(user, { expires: end });
    const forEver = await make(user);
    expect((await using(token)('GET', 'session/')).status).toBe(200);
    rig.pass(4000);
    const late = await using(token)('GET', 'session/');
    expect([late.status, late.body]).toEqual([401, { detail: 'Token has expired.' }]);
    expect((await using(forEver.token)('GET', 'session/')).status).toBe(200);
    await rig.as(root)('PATCH', `users/user/${user}/`, { is_active: false });
    expect((await using(forEver.token)('GET', 'session/')).body).toEqual({
      detail: 'User inactive or deleted.',
    });
  });

  test('a token for reading changes nothing', async () => {
    const { token } = await make(root, { scope: 'read-only' });
    const call = using(token);
    expect((await call('GET', 'users/user/')).status).toBe(200);
    expect((await call('HEAD', 'users/user/')).status).toBe(200);
    expect((await call('OPTIONS', 'users/user/')).status).toBe(200);
    const refused = [403, { detail: 'This token is for reading only.' }];
    for (const [method, path] of [
      ['POST', 'users/group/'],
      ['PATCH', `users/organization/${north}/`],
      ['PUT', `users/user/${manager}/password/`],
      ['DELETE', `users/organization/${north}/`],
      ['POST', 'users/user/password/change/'],
      ['DELETE', 'session/'],
    ] as const) {
      const answer = await call(method, path, {});
      expect([answer.status, answer.body]).toEqual(refused);
    }
  });

  test('a limited token of a superuser manages its organizations and no accounts', async () => {
    const { token } = await make(root, { organizations: [north] });
    const call = using(token);
    const session = (await call('GET', 'session/')).body;
    expect(session.organizations.map(({ slug }: { slug: string }) => slug)).toEqual(['north']);
    expect(session.user.is_superuser).toBe(false);
    expect((await call('GET', 'users/organization/')).body.count).toBe(1);
    expect((await call('GET', `users/organization/${south}/`)).status).toBe(404);
    expect(
      (await call('GET', 'users/user/')).body.results.map(({ username }: { username: string }) => username),
    ).toEqual(['manager']);
    for (const [method, path, body] of [
      ['POST', 'users/organization/', { name: 'x', slug: 'x' }],
      ['POST', 'users/group/', { name: 'x' }],
      ['PATCH', `users/user/${manager}/`, { groups: [1] }],
      [
        'PUT',
        `users/user/${manager}/password/`,
        { current_password: null, new_password: 'x', confirm_password: 'x' },
      ],
      [
        'PUT',
        `users/user/${root}/password/`,
        { current_password: null, new_password: 'x', confirm_password: 'x' },
      ],
      ['POST', 'users/api-token/', { name: 'more' }],
    ] as const) {
      expect([path, (await call(method, path, body)).status]).toEqual([path, 403]);
    }
  });

  test('a limit outlives the organization, and does not reach beyond what the user may do', async () => {
    const gone = await rig.organization('gone');
    const { token } = await make(root, { organizations: [gone] });
    await rig.as(root)('DELETE', `users/organization/${gone}/`);
    expect((await using(token)('GET', 'users/organization/')).body.count).toBe(0);
    expect((await using(token)('GET', 'session/')).body.organizations).toEqual([]);
    const refused = await rig.as(manager)('POST', 'users/api-token/', {
      name: 'far',
      organizations: [south],
    });
    expect([refused.status, refused.body]).toEqual([
      400,
      { organizations: [`Invalid pk "${south}" - object does not exist.`] },
    ]);
    const own = await make(manager, { organizations: [north] });
    expect((await using(own.token)('GET', `users/organization/${north}/`)).status).toBe(200);
    await rig.database.db.deleteFrom('openwisp_users_organizationowner').execute();
    await rig.database.db
      .deleteFrom('openwisp_users_organizationuser')
      .where('user_id', '=', manager)
      .execute();
    rig.pass(6000);
    expect((await using(own.token)('GET', 'users/organization/')).body.count).toBe(0);
    await rig.member(manager, north, true);
    rig.pass(6000);
  });

  test('tokens make no tokens and set no passwords', async () => {
    const { id, token } = await make(root);
    const call = using(token);
    expect((await call('GET', 'users/api-token/')).status).toBe(200);
    expect((await call('POST', 'users/api-token/', { name: 'child' })).status).toBe(403);
    expect((await call('DELETE', `users/api-token/${id}/`)).status).toBe(403);
    const body = { current_password: null, new_password: 'x', confirm_password: 'x' };
    expect((await call('PUT', `users/user/${root}/password/`, body)).status).toBe(403);
    expect(
      (
        await call('PUT', `users/user/${manager}/password/`, {
          ...body,
          new_password: 'y',
          confirm_password: 'y',
        })
      ).status,
    ).toBe(403);
  });

  test('tokens do not turn into a login', async () => {
    const holder = await rig.user({ username: 'holder', is_superuser: true, email: 'holder@example.org' });
    const membership = await rig.member(holder, north, true);
    const address = (await rig.as(root)('GET', `users/user/${holder}/email/`)).body.results[0].id;
    const colleague = await rig.user({ username: 'colleague', email: 'colleague@example.org' });
    const call = using((await make(holder)).token);
    const person = { username: 'evil', email: 'evil@example.org', password: 'x' };
    for (const [method, path, body] of [
      ['PATCH', `users/user/${holder}/`, { email: 'evil@example.org' }],
      ['PATCH', `users/user/${holder}/`, { email: null }],
      ['PATCH', `users/user/${holder}/`, { phone_number: '+393471234567' }],
      ['PATCH', `users/user/${holder}/`, { groups: [1] }],
      ['PATCH', `users/user/${holder}/`, { user_permissions: [1] }],
      ['PATCH', `users/user/${holder}/`, { organization_users: { organization: south, is_admin: true } }],
      ['POST', `users/user/${holder}/email/`, { email: 'evil@example.org' }],
      ['PATCH', `users/user/${holder}/email/${address}/`, { email: 'evil@example.org' }],
      ['DELETE', `users/user/${holder}/email/${address}/`, undefined],
      ['POST', 'users/membership/', { user: holder, organization: south, is_admin: true }],
      ['PATCH', `users/membership/${membership}/`, { is_admin: true }],
      ['DELETE', `users/membership/${membership}/`, undefined],
      ['PATCH', `users/user/${colleague}/`, { email: 'evil@example.org' }],
      ['PATCH', `users/user/${colleague}/`, { is_superuser: true }],
      ['POST', `users/user/${colleague}/email/`, { email: 'evil@example.org' }],
      ['POST', 'users/user/', { ...person, is_superuser: true }],
    ] as const) {
      const answer = await call(method, path, body);
      expect([method, path, answer.status, answer.body]).toEqual([
        method,
        path,
        403,
        { detail: 'This cannot be done with an API token: log in.' },
      ]);
    }
    // The rest of an account is no login.
    const own = { first_name: 'Hold', email: 'holder@example.org', is_superuser: true };
    expect((await call('PATCH', `users/user/${holder}/`, own)).status).toBe(200);
    expect((await call('PATCH', `users/user/${colleague}/`, { groups: [1] })).status).toBe(200);
    expect((await call('GET', `users/user/${holder}/email/`)).status).toBe(200);
    expect((await call('POST', 'users/user/', person)).status).toBe(201);
    // The token of the password is as good as the password.
    const moved = await rig.as(holder)('PATCH', `users/user/${holder}/`, { email: 'moved@example.org' });
    expect([moved.status, moved.body.email]).toEqual([200, 'moved@example.org']);
  });

  test('everybody sees their own, superusers all', async () => {
    const member = await rig.user({ username: 'member' });
    const { id } = await make(manager);
    const mine = await make(member);
    expect(
      (await rig.as(member)('GET', 'users/api-token/')).body.results.map((one: { id: string }) => one.id),
    ).toEqual([mine.id]);
    expect((await rig.as(member)('GET', `users/api-token/${id}/`)).status).toBe(404);
    expect((await rig.as(member)('DELETE', `users/api-token/${id}/`)).status).toBe(404);
    const all = await rig.as(root)('GET', `users/api-token/?user=${manager}`);
    expect(all.body.results.map((one: { id: string }) => one.id)).toContain(id);
    expect((await rig.as(root)('DELETE', `users/api-token/${id}/`)).status).toBe(204);
    expect((await rig.request('GET', 'users/api-token/')).status).toBe(401);
    expect((await rig.as(member)('PATCH', `users/api-token/${mine.id}/`, {})).status).not.toBe(200);
  });

  test('the end has a zone, which may be any', async () => {
    const { id } = await make(manager, { expires: '2030-02-28T23:30:15.5-05:30' });
    expect((await rig.as(manager)('GET', `users/api-token/${id}/`)).body.expires).toBe(
      '2030-03-01T05:00:15.500000Z',
    );
  });

  test('says what is wrong with a new one', async () => {
    await make(manager, { name: 'taken' });
    const past = new Date(rig.context.clock().getTime() - 1).toISOString();
    const cases: [object, object][] = [
      [{}, { name: ['This field is required.'] }],
      [{ name: 'taken' }, { name: ['You have a token of this name already.'] }],
      [{ name: 'a', scope: 'admin' }, { scope: ['"admin" is not a valid choice.'] }],
      [{ name: 'a', expires: past }, { expires: ['The end must lie in the future.'] }],
      [
        { name: 'a', expires: 'tomorrow' },
        { expires: [expect.stringContaining('Datetime has wrong format.')] },
      ],
      ...['2030-02-30T12:00Z', '2030-02-28T24:00Z', '2030-02-28T12:00', '2030-01-01T12:00+25:00'].map(
        (time): [object, object] => [
          { name: 'a', expires: time },
          {
            expires: [
              'Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]](+HH:MM|-HH:MM|Z).',
            ],
          },
        ],
      ),
      [{ name: 'a', organizations: [] }, { organizations: ['This list may not be empty.'] }],
    ];
    for (const [body, errors] of cases) {
      const answer = await rig.as(manager)('POST', 'users/api-token/', body);
      expect([answer.status, answer.body]).toEqual([400, errors]);
    }
  });
});

import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMailServer, type TestMailServer } from '../../testing/index.ts';
import { rigSite, startUsersRig, type Answer, type UsersRig } from './test-rig.ts';

const good = 'Tr1cky-Heron-88';
const formType = { 'content-type': 'application/x-www-form-urlencoded' };

describe.each(testDialects)('invitations on %s', (dialect) => {
  let rig: UsersRig;
  let root: ReturnType<UsersRig['as']>;
  let manager: ReturnType<UsersRig['as']>;
  let north: string;
  let south: string;
  beforeAll(async () => {
    rig = await startUsersRig(dialect, { NETLOOM_AUTH_THROTTLE_RATE: 'none' });
    root = rig.as(await rig.user({ username: 'root', is_superuser: true }));
    north = await rig.organization('north');
    south = await rig.organization('south');
    const owner = await rig.user({ username: 'owner' });
    await rig.member(owner, north, true);
    manager = rig.as(await rig.administrator('manager', north));
  });
  afterAll(() => rig.close());

  let count = 0;
  const newUser = async (fields: object = {}, as = root): Promise<string> => {
    const name = `guest-${++count}`;
    const { status, body } = await as('POST', 'users/user/', {
      username: name,
      email: `${name}@example.org`,
      password: null,
      organization_users: { organization: north, is_admin: false },
      ...fields,
    });
    expect([status, body]).toMatchObject([201, { username: expect.any(String) }]);
    return body.id as string;
  };
  const invite = (id: string, as = root): Promise<Answer> => as('POST', `users/user/${id}/invitation/`);
  const pathOf = (link: string): string => link.replace(rigSite, '');
  const submit = (path: string, password: string, headers: Record<string, string> = {}) =>
    rig.request('POST', path, {
      headers: { ...formType, ...headers },
      payload: new URLSearchParams({ new_password1: password, new_password2: password }).toString(),
    });
  const storedPassword = async (id: string) =>
    (
      await rig.database.db
        .selectFrom('openwisp_users_user')
        .select('password')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    ).password;
  const login = (username: string, password: string) =>
    rig.request('POST', 'session/', { payload: { username, password } });
  const provenAddresses = async (id: string): Promise<string[]> => {
    const rows = await rig.database.db
      .selectFrom('account_emailaddress')
      .select('email')
      .where('user_id', '=', id)
      .where('proven', '=', true)
      .execute();
    return rows.map(({ email }) => email);
  };

  test('an account without a password cannot log in, and says so', async () => {
    const id = await newUser({ username: 'locked', email: 'locked@example.org' });
    const stored = await storedPassword(id);
    for (const password of ['', stored, stored.slice(1), 'null', '!'])
      expect((await login('locked', password || ' ')).status).not.toBe(200);
    const token = await rig.request('POST', 'users/token/', {
      payload: { username: 'locked', password: stored },
    });
    expect(token.status).toBe(400);
    expect((await root('GET', `users/user/${id}/?fields=has_password`)).body).toEqual({
      has_password: false,
    });
    const listed = await root('GET', 'users/user/?fields=username,has_password&search=manager');
    expect(listed.body.results).toEqual([{ username: 'manager', has_password: true }]);
  });

  test('leaving the password out is still an error', async () => {
    const { status, body } = await root('POST', 'users/user/', { username: 'x', email: 'x@example.org' });
    expect([status, body]).toEqual([400, { password: ['This field is required.'] }]);
    const blank = await root('POST', 'users/user/', { username: 'x', email: 'x@example.org', password: '' });
    expect([blank.status, blank.body]).toEqual([400, { password: ['This field may not be blank.'] }]);
  });

  test('without a mail server the answer has the link, which sets a password and confirms the address', async () => {
    const id = await newUser({ username: 'vera', email: 'Vera@Example.org' }, manager);
    const { status, body, headers } = await invite(id, manager);
    expect([status, body]).toEqual([
      201,
      {
        email: 'Vera@Example.org',
        sent: false,
        link: expect.stringMatching(new RegExp(`^${rigSite}/accounts/invitation/[^/]+/$`)),
      },
    ]);
    expect(headers['cache-control']).toBe('no-store');
    const path = pathOf(body.link);
    const page = await rig.request('GET', path);
    expect(page.status).toBe(200);
    expect(page.body).toContain('vera');
    expect(page.body).toContain('autocomplete="new-password"');
    const weak = await submit(path, 'abc');
    expect(weak.status).toBe(400);
    expect(weak.body).toContain('This password is too short.');
    expect((await submit(path, good, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await login('vera', good)).status).toBe(400);
    const done = await submit(path, good);
    expect([done.status, done.headers['location']]).toEqual([302, '/accounts/invitation/done/']);
    expect((await rig.request('GET', '/accounts/invitation/done/')).status).toBe(200);
    expect((await login('vera', good)).status).toBe(200);
    expect((await root('GET', `users/user/${id}/email/`)).body.results).toMatchObject([
      { email: 'vera@example.org', verified: true, primary: true },
    ]);
    // The manager had the link: it tells nothing of whose the address is.
    expect(await provenAddresses(id)).toEqual([]);
    for (const answer of [await rig.request('GET', path), await submit(path, `${good}-2`)]) {
      expect(answer.status).toBe(404);
      expect(answer.body).toContain('This link is no good');
    }
  });

  test('a link is for one account, as it was, for three days', async () => {
    const id = await newUser();
    const other = await newUser();
    const path = pathOf((await invite(id)).body.link);
    const otherPath = pathOf((await invite(other)).body.link);
    const [, ownUid = '', signature = ''] = /invitation\/([0-9a-f]{32})-(.+)\/$/.exec(path) ?? [];
    const wrong = [
      path.replace(/[0-9a-f]\/$/, (last) => (last === '0/' ? '1/' : '0/')),
      path.replace(ownUid, other.replaceAll('-', '')),
      otherPath.replace(/-.*/, `-${signature}/`),
      // A link for one purpose is worth nothing for another.
      path.replace('invitation', 'password/reset/key'),
      '/accounts/invitation/x/',
      '/accounts/invitation/%00/',
    ];
    for (const bad of wrong) expect([bad, (await submit(bad, good)).status]).toEqual([bad, 404]);
    await root('PATCH', `users/user/${id}/`, { email: 'moved@example.org' });
    expect((await submit(path, good)).status).toBe(404);
    await root('PATCH', `users/user/${other}/`, { is_superuser: true });
    expect((await submit(otherPath, good)).status).toBe(404);
    const late = pathOf((await invite(id)).body.link);
    await root('PATCH', `users/user/${id}/`, { is_active: false });
    expect((await submit(late, good)).status).toBe(404);
    await root('PATCH', `users/user/${id}/`, { is_active: true });
    rig.pass(3 * 86_400_000 + 1000);
    expect((await submit(late, good)).status).toBe(404);
    expect(await storedPassword(id)).toMatch(/^!/);
  });

  test('nobody can take an account over that is in use', async () => {
    const used = await newUser({ password: 'pw-9f' });
    for (const as of [root, manager]) {
      const { status, body } = await invite(used, as);
      expect([status, body]).toEqual([409, { detail: expect.stringContaining('can log in already') }]);
    }
    const elsewhere = await newUser();
    const path = pathOf((await invite(elsewhere)).body.link);
    await rig.database.db
      .insertInto('users_identity')
      .values({
        id: crypto.randomUUID(),
        user_id: elsewhere,
        provider: 'p',
        subject: 's',
        created: new Date(),
        last_login: new Date(),
      })
      .execute();
    expect((await invite(elsewhere)).status).toBe(409);
    expect((await submit(path, good)).status).toBe(404);
  });

  test('of two who use a link at the same time one succeeds', async () => {
    const id = await newUser();
    const path = pathOf((await invite(id)).body.link);
    const answers = await Promise.all(['a', 'b', 'c'].map((end) => submit(path, `${good}-${end}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 404, 404]);
  });

  test('managers invite users of their organizations who may do no more than they', async () => {
    expect((await invite(await newUser(), manager)).status).toBe(201);
    expect((await invite(await newUser({ groups: [1] }), manager)).status).toBe(201);
    expect((await invite(await newUser({ groups: [2] }), manager)).status).toBe(201);
    const foreign = await newUser({ organization_users: { organization: south, is_admin: false } });
    expect((await invite(foreign, manager)).status).toBe(404);
    const boss = await newUser({ is_superuser: true });
    expect((await invite(boss, manager)).status).toBe(404);
    expect((await invite(boss)).status).toBe(201);

    const inBoth = await newUser();
    await rig.member(inBoth, south, false);
    expect((await invite(inBoth, manager)).status).toBe(403);
    const permitted = await newUser();
    const rich = await root('GET', 'users/group/2/');
    const named = (text: string) => Number(text.split(':')[0]);
    const own = new Set(rich.body.permissions.map(named));
    const codes = await rig.database.db.selectFrom('auth_permission').select('id').execute();
    const beyond = codes.map(({ id }) => id).find((id) => !own.has(id));
    await root('PATCH', `users/user/${permitted}/`, { user_permissions: [beyond] });
    expect((await invite(permitted, manager)).status).toBe(403);
    const newOwner = await newUser();
    const west = await rig.organization('west');
    await rig.member(newOwner, west, true);
    const second = await rig.administrator('second', west);
    expect((await invite(newOwner, rig.as(second))).status).toBe(403);
    for (const id of [inBoth, permitted, newOwner]) expect((await invite(id)).status).toBe(201);
  });

  test('callers without the permission, and strangers, invite nobody', async () => {
    const id = await newUser();
    const member = await rig.user({ username: 'plain', is_staff: true, groups: [1] });
    await rig.member(member, north, true);
    expect((await invite(id, rig.as(member))).status).toBe(403);
    expect((await rig.request('POST', `users/user/${id}/invitation/`)).status).toBe(401);
    expect((await root('GET', `users/user/${id}/invitation/`)).status).toBe(405);
    expect((await invite('00000000-0000-4000-8000-000000000000')).status).toBe(404);
  });

  test('an account that is switched off, or without an address, is not invited', async () => {
    const inactive = await newUser({ is_active: false });
    expect(await invite(inactive)).toMatchObject({ status: 400, body: { is_active: [expect.any(String)] } });
    const silent = await newUser();
    await root('PATCH', `users/user/${silent}/`, { email: '' });
    expect(await invite(silent)).toMatchObject({ status: 400, body: { email: [expect.any(String)] } });
  });

  test('nobody is invited without end', async () => {
    const id = await newUser();
    for (let time = 0; time < 5; time++) expect((await invite(id)).status).toBe(201);
    const { status, headers } = await invite(id);
    expect(status).toBe(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    rig.pass(3_600_000);
    expect((await invite(id)).status).toBe(201);
  });

  test('a token that is limited to something does not turn into a login', async () => {
    const id = await newUser();
    const made = await root('POST', 'users/api-token/', { name: 'script' });
    expect(made.status).toBe(201);
    const { status } = await rig.request('POST', `users/user/${id}/invitation/`, {
      headers: { authorization: `Bearer ${made.body.token}` },
    });
    expect(status).toBe(403);
  });
});

describe.each(testDialects)('invitations by mail on %s', (dialect) => {
  let rig: UsersRig;
  let server: TestMailServer;
  beforeAll(async () => {
    server = await startMailServer();
    rig = await startUsersRig(dialect, {
      NETLOOM_AUTH_THROTTLE_RATE: 'none',
      NETLOOM_MAIL_URL: server.url,
      NETLOOM_SITE_NAME: 'Hill & Dale',
    });
  });
  afterAll(async () => {
    await rig.close();
    await server.close();
  });

  test('the link goes to the invited person alone', async () => {
    const root = rig.as(await rig.user({ username: 'root', is_superuser: true }));
    const { body: user } = await root('POST', 'users/user/', {
      username: 'vera',
      email: 'vera@example.org',
      password: null,
    });
    const { status, body } = await root('POST', `users/user/${user.id}/invitation/`);
    expect([status, body]).toEqual([201, { email: 'vera@example.org', sent: true, link: null }]);
    const mail = await server.take('vera@example.org');
    // The first mail: no confirmation was asked for besides.
    expect(mail.subject).toBe('You are invited to Hill & Dale');
    const path = mail.link('/accounts/invitation/').replace(rigSite, '');
    const saved = await rig.request('POST', path, {
      headers: formType,
      payload: new URLSearchParams({ new_password1: good, new_password2: good }).toString(),
    });
    expect(saved.status).toBe(302);
    const login = await rig.request('POST', 'session/', { payload: { username: 'vera', password: good } });
    expect(login.status).toBe(200);
    const addresses = await rig.database.db
      .selectFrom('account_emailaddress')
      .select(['email', 'proven'])
      .where('user_id', '=', user.id)
      .execute();
    expect(addresses).toEqual([{ email: 'vera@example.org', proven: true }]);
  });
});

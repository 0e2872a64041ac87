import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSession } from '../sessions.ts';
import { resetPassword } from '../superusers.ts';
import { rigPassword, startUsersRig, type Answer, type UsersRig } from '../test-rig.ts';

const dayMs = 86_400_000;

const cookiesOf = (answer: Answer): Record<string, string> =>
  Object.fromEntries([...answer.cookies].map(([name, { value }]) => [name, value]));

const failure = (reason: string) => ({ detail: `CSRF Failed: ${reason}` });

describe.each(testDialects)('session/ on %s', (dialect) => {
  let rig: UsersRig;
  let boss: string;
  let manager: string;
  let north: string;
  let south: string;
  beforeAll(async () => {
    rig = await startUsersRig(dialect, { NETLOOM_TRUSTED_PROXIES: '10.0.0.1' });
    boss = await rig.user({ username: 'boss', is_superuser: true, email: 'boss@example.org' });
    north = await rig.organization('north');
    south = await rig.organization('south');
    manager = await rig.administrator('manager', north);
    await rig.member(manager, south, false);
  });
  afterAll(() => rig.close());

  const login = (username: string, options: object = {}) =>
    rig.request('POST', 'session/', { payload: { username, password: rigPassword }, ...options });
  const write = (
    cookies: Record<string, string>,
    headers: Record<string, string> = {},
    options: object = {},
  ) =>
    rig.request('PATCH', `users/organization/${north}/`, {
      payload: { description: 'x' },
      cookies,
      headers,
      ...options,
    });

  test('tells who is logged in, where they are what, and what they may do', async () => {
    const answer = await login('manager');
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toMatchObject({
      user: { id: manager, username: 'manager', email: null, is_superuser: false, is_staff: true },
      organizations: [
        { id: north, name: 'north', slug: 'north', is_manager: true, is_owner: true },
        { id: south, name: 'south', slug: 'south', is_manager: false, is_owner: false },
      ],
      modules: ['users'],
      version: '9.9.9',
    });
    expect(answer.body.permissions).toContain('openwisp_users.change_user');
    expect(answer.body.permissions).not.toContain('openwisp_users.delete_organization');
    expect(answer.body.permissions).toEqual(answer.body.permissions.toSorted());
    expect(answer.body.csrf_token).toBe(answer.cookies.get('csrftoken')?.value);
    const asked = await rig.request('GET', 'session/', { cookies: cookiesOf(answer) });
    expect([asked.status, asked.body]).toEqual([200, answer.body]);
  });

  test('superusers see all active organizations and all permissions', async () => {
    const closed = await rig.organization('closed');
    const token = rig.as(boss);
    await token('PATCH', `users/organization/${closed}/`, { is_active: false });
    const { body } = await token('GET', 'session/');
    expect(body.organizations.map(({ slug }: { slug: string }) => slug)).toEqual(['north', 'south']);
    expect(body.organizations[1]).toMatchObject({ is_manager: true, is_owner: false });
    expect(body.permissions).toContain('openwisp_users.delete_organization');
    expect(body.csrf_token).toBeNull();
    await token('DELETE', `users/organization/${closed}/`);
  });

  test('the session cookie is out of reach of scripts and of other sites', async () => {
    const plain = await login('manager');
    expect(plain.cookies.get('sessionid')).toMatchObject({
      httpOnly: true,
      sameSite: 'Lax',
      maxAge: 14 * 86_400,
    });
    expect(plain.cookies.get('sessionid')?.secure).toBeUndefined();
    expect(plain.cookies.get('csrftoken')?.httpOnly).toBeUndefined();
    const headers = { 'x-forwarded-proto': 'https' };
    const secure = await login('manager', { headers, remoteAddress: '10.0.0.1' });
    expect(secure.cookies.get('sessionid')?.secure).toBe(true);
    expect(secure.cookies.get('csrftoken')?.secure).toBe(true);
    // Only a trusted proxy can say that the connection is secure.
    const claimed = await login('manager', { headers });
    expect(claimed.cookies.get('sessionid')?.secure).toBeUndefined();
  });

  test('the cookies are for TLS alone where the site is, also behind a proxy that is not trusted', async () => {
    const site = await startUsersRig(dialect, { NETLOOM_SITE_URL: 'https://net.example/' });
    await site.user({ username: 'anna' });
    const secureOf = async (host: string) => {
      const payload = { username: 'anna', password: rigPassword };
      const { cookies } = await site.request('POST', 'session/', { payload, headers: { host } });
      return ['sessionid', 'csrftoken'].map((name) => cookies.get(name)?.secure);
    };
    expect(await secureOf('NET.example:443')).toEqual([true, true]);
    // An address that is not the site's is reached without the proxy.
    expect(await secureOf('192.0.2.1:8080')).toEqual([undefined, undefined]);
    const form = await site.request('GET', '/accounts/login/', { headers: { host: 'net.example' } });
    expect(form.cookies.get('csrftoken')?.secure).toBe(true);
    await site.close();
  });

  test('without or with a bad session nobody is logged in', async () => {
    for (const cookies of [
      {},
      { sessionid: 'a'.repeat(32) },
      { sessionid: "' or 1=1 --" },
      { sessionid: '' },
    ]) {
      const answer = await rig.request('GET', 'session/', { cookies });
      expect([answer.status, answer.body, answer.headers['www-authenticate']]).toEqual([
        401,
        { detail: 'Authentication credentials were not provided.' },
        'Bearer',
      ]);
    }
  });

  test('a login makes a new session, and ends the one that came with it', async () => {
    const planted = 'a'.repeat(32);
    const victim = await login('manager', { cookies: { sessionid: planted } });
    expect(victim.cookies.get('sessionid')?.value).not.toBe(planted);
    expect((await rig.request('GET', 'session/', { cookies: { sessionid: planted } })).status).toBe(401);
    const before = cookiesOf(victim);
    const after = cookiesOf(await login('manager', { cookies: before }));
    expect(after['sessionid']).not.toBe(before['sessionid']);
    expect(after['csrftoken']).not.toBe(before['csrftoken']);
    expect((await rig.request('GET', 'session/', { cookies: before })).status).toBe(401);
    expect((await rig.request('GET', 'session/', { cookies: after })).status).toBe(200);
  });

  test('the database holds nothing that a session could be taken over with', async () => {
    const cookies = cookiesOf(await login('manager'));
    const rows = await rig.database.db.selectFrom('users_session').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(cookies['sessionid']);
  });

  test('logout ends the session on the server and takes the cookies away', async () => {
    const cookies = cookiesOf(await login('manager'));
    const answer = await rig.request('DELETE', 'session/', {
      cookies,
      headers: { 'x-csrftoken': cookies['csrftoken'] ?? '' },
    });
    expect([answer.status, answer.body]).toEqual([204, '']);
    expect(answer.cookies.get('sessionid')?.value).toBe('');
    expect((await rig.request('GET', 'session/', { cookies })).status).toBe(401);
    expect((await rig.request('DELETE', 'session/')).status).toBe(204);
  });

  test('nobody is logged out from another site', async () => {
    const cookies = cookiesOf(await login('manager'));
    expect((await rig.request('DELETE', 'session/', { cookies })).status).toBe(403);
    expect((await rig.request('GET', 'session/', { cookies })).status).toBe(200);
  });

  test('a session ends when it is not used, and lasts while it is', async () => {
    const used = cookiesOf(await login('manager'));
    const unused = cookiesOf(await login('manager'));
    rig.pass(10 * dayMs);
    const renewed = await rig.request('GET', 'session/', { cookies: used });
    expect(renewed.cookies.get('sessionid')).toMatchObject({ value: used['sessionid'], maxAge: 14 * 86_400 });
    rig.pass(10 * dayMs);
    expect((await rig.request('GET', 'session/', { cookies: used })).status).toBe(200);
    expect((await rig.request('GET', 'session/', { cookies: unused })).status).toBe(401);
    rig.pass(14 * dayMs + 1);
    expect((await rig.request('GET', 'session/', { cookies: used })).status).toBe(401);
    await login('manager');
    const left = await rig.database.db.selectFrom('users_session').select('id_digest').execute();
    expect(left).toHaveLength(1);
  });

  test('a user has fifty sessions at most, the ones used last', async () => {
    const userId = await rig.user({ username: 'script' });
    const context = { ...rig.context, days: 14, passwordAges: { user: 0, staff: 0 } };
    const start = async (): Promise<string> => {
      rig.pass(1000);
      return (await startSession(context, { userId, ip: '127.0.0.1', userAgent: '', passwordBased: true }))
        .id;
    };
    const ids: string[] = [];
    for (let turn = 0; turn < 52; turn++) ids.push(await start());
    const { length } = await rig.database.db
      .selectFrom('users_session')
      .select('id_digest')
      .where('user_id', '=', userId)
      .execute();
    expect(length).toBe(50);
    const statuses = await Promise.all(
      [ids[0], ids[1], ids[2], ids[51]].map(
        async (sessionid = '') => (await rig.request('GET', 'session/', { cookies: { sessionid } })).status,
      ),
    );
    expect(statuses).toEqual([401, 401, 200, 200]);
  });

  describe('a write with a session', () => {
    test('needs the token of this session in a header', async () => {
      const cookies = cookiesOf(await login('manager'));
      const token = cookies['csrftoken'] ?? '';
      const other = cookiesOf(await login('manager'))['csrftoken'] ?? '';
      const source = "the 'X-Csrftoken' HTTP header";
      const cases: [Record<string, string>, Record<string, string>, string][] = [
        [{ sessionid: cookies['sessionid'] ?? '' }, { 'x-csrftoken': token }, 'CSRF cookie not set.'],
        [cookies, {}, 'CSRF token missing.'],
        [cookies, { 'x-csrftoken': 'short' }, `CSRF token from ${source} has incorrect length.`],
        [cookies, { 'x-csrftoken': '!'.repeat(32) }, `CSRF token from ${source} has invalid characters.`],
        [cookies, { 'x-csrftoken': 'a'.repeat(32) }, `CSRF token from ${source} incorrect.`],
        // A cookie that another host of the domain has planted, with the header to match.
        [{ ...cookies, csrftoken: other }, { 'x-csrftoken': other }, `CSRF token from ${source} incorrect.`],
      ];
      for (const [given, headers, reason] of cases) {
        const answer = await write(given, headers);
        expect([answer.status, answer.body]).toEqual([403, failure(reason)]);
      }
      expect((await write(cookies, { 'x-csrftoken': token })).status).toBe(200);
    });

    test('comes from our own pages', async () => {
      const cookies = cookiesOf(await login('manager'));
      const headers = { 'x-csrftoken': cookies['csrftoken'] ?? '', host: 'net.example:8000' };
      for (const origin of [
        'https://evil.example',
        'http://net.example',
        'null',
        'http://net.example:8000.evil.example',
      ]) {
        const answer = await write(cookies, { ...headers, origin });
        expect([answer.status, answer.body]).toEqual([
          403,
          failure(`Origin checking failed - ${origin} does not match any trusted origins.`),
        ]);
      }
      for (const origin of ['http://net.example:8000', 'https://NET.example:8000']) {
        expect((await write(cookies, { ...headers, origin })).status).toBe(200);
      }
    });

    test('over https names its page, which is ours and secure', async () => {
      const cookies = cookiesOf(await login('manager'));
      const headers = {
        'x-csrftoken': cookies['csrftoken'] ?? '',
        host: 'net.example',
        'x-forwarded-proto': 'https',
      };
      const secure = (more: Record<string, string>) =>
        write(cookies, { ...headers, ...more }, { remoteAddress: '10.0.0.1' });
      const cases: [Record<string, string>, string][] = [
        [{}, 'Referer checking failed - no Referer.'],
        [{ referer: 'nonsense' }, 'Referer checking failed - Referer is malformed.'],
        [
          { referer: 'http://net.example/' },
          'Referer checking failed - Referer is insecure while host is secure.',
        ],
        [
          { referer: 'https://evil.example/net.example' },
          'Referer checking failed - https://evil.example/net.example does not match any trusted origins.',
        ],
        [
          { origin: 'http://net.example' },
          'Origin checking failed - http://net.example does not match any trusted origins.',
        ],
      ];
      for (const [more, reason] of cases) {
        const answer = await secure(more);
        expect([answer.status, answer.body]).toEqual([403, failure(reason)]);
      }
      expect((await secure({ referer: 'https://net.example/devices?page=2' })).status).toBe(200);
      expect((await secure({ origin: 'https://net.example' })).status).toBe(200);
    });

    test('is not asked of tokens, nor of those who are nobody anyway', async () => {
      expect(
        (await rig.as(manager)('PATCH', `users/organization/${north}/`, { description: 'y' })).status,
      ).toBe(200);
      expect((await write({ sessionid: 'a'.repeat(32) })).status).toBe(401);
    });

    test('a page of another site cannot log its visitors in', async () => {
      const answer = await login('manager', { headers: { origin: 'https://evil.example' } });
      expect([answer.status, answer.cookies.size]).toEqual([403, 0]);
    });
  });

  test('a bad token fails, also with a good session', async () => {
    const cookies = cookiesOf(await login('manager'));
    const cases = [
      ['Bearer bad', 'Invalid token.'],
      ['bearer', 'Invalid token header. No credentials provided.'],
      ['BEARER two words', 'Invalid token header. Token string should not contain spaces.'],
    ];
    for (const [authorization = '', detail] of cases) {
      const answer = await rig.request('GET', 'session/', { cookies, headers: { authorization } });
      expect([answer.status, answer.body, answer.headers['www-authenticate']]).toEqual([
        401,
        { detail },
        'Bearer',
      ]);
    }
    for (const authorization of ['Token abc', 'Basic YTpi', '']) {
      expect((await rig.request('GET', 'session/', { cookies, headers: { authorization } })).status).toBe(
        200,
      );
    }
  });

  test('who is deactivated is out at once, and not in again when activated', async () => {
    const id = await rig.user({ username: 'leaver' });
    const cookies = cookiesOf(await login('leaver'));
    const asLeaver = rig.as(id);
    expect((await rig.request('GET', 'session/', { cookies })).status).toBe(200);
    expect((await asLeaver('GET', 'session/')).status).toBe(200);
    await rig.as(boss)('PATCH', `users/user/${id}/`, { is_active: false });
    expect((await rig.request('GET', 'session/', { cookies })).status).toBe(401);
    const token = await asLeaver('GET', 'session/');
    expect([token.status, token.body]).toEqual([401, { detail: 'User inactive or deleted.' }]);
    expect((await login('leaver')).status).toBe(400);
    await rig.as(boss)('PATCH', `users/user/${id}/`, { is_active: true });
    expect((await rig.request('GET', 'session/', { cookies })).status).toBe(401);
    expect((await login('leaver')).status).toBe(200);
  });

  test('a password that was reset beside the server ends the sessions within seconds', async () => {
    await rig.user({ username: 'forgetful' });
    const cookies = cookiesOf(await login('forgetful'));
    expect((await rig.request('GET', 'session/', { cookies })).status).toBe(200);
    await resetPassword(rig.database.db, { username: 'forgetful', password: 'another one' });
    rig.pass(5001);
    expect((await rig.request('GET', 'session/', { cookies })).status).toBe(401);
    expect((await login('forgetful')).status).toBe(400);
    const payload = { username: 'forgetful', password: 'another one' };
    expect((await rig.request('POST', 'session/', { payload })).status).toBe(200);
  });

  test('costs two statements to recognise a client, and none when it asks again', async () => {
    const cookies = cookiesOf(await login('manager'));
    const { headers } = { headers: { 'x-csrftoken': cookies['csrftoken'] ?? '' } };
    const recognise = async () => {
      const before = rig.database.statements();
      // Refused because of its method, after it was found out who asks.
      const answer = await rig.request('DELETE', 'users/organization/', { cookies, headers });
      expect(answer.status).toBe(403);
      return rig.database.statements() - before;
    };
    expect(await recognise()).toBe(2);
    expect(await recognise()).toBe(0);
    rig.pass(5001);
    expect(await recognise()).toBe(2);
  });
});

describe('guessing passwords', () => {
  const guess = (rig: UsersRig, username: string, remoteAddress: string, password = 'wrong') =>
    rig.request('POST', 'session/', { payload: { username, password }, remoteAddress });

  const withRig = async (work: (rig: UsersRig) => Promise<void>): Promise<void> => {
    const rig = await startUsersRig('sqlite');
    try {
      await rig.user({ username: 'ops' });
      await work(rig);
    } finally {
      await rig.close();
    }
  };

  test('is stopped after ten failures from one place, and goes on after five minutes', () =>
    withRig(async (rig) => {
      const place = '203.0.113.1';
      const burst = await Promise.all(Array.from({ length: 14 }, () => guess(rig, 'ops', place)));
      expect(burst.map(({ status }) => status).toSorted()).toEqual([
        ...Array.from({ length: 10 }, () => 400),
        ...Array.from({ length: 4 }, () => 429),
      ]);
      const refused = await guess(rig, 'OPS', place, rigPassword);
      expect([refused.status, refused.headers['retry-after']]).toEqual([429, '300']);
      // Somebody else, and the same person elsewhere, are not hindered.
      expect((await guess(rig, 'ops', '203.0.113.2', rigPassword)).status).toBe(200);
      expect((await guess(rig, 'somebody', place)).status).toBe(400);
      rig.pass(300_000);
      expect((await guess(rig, 'ops', place, rigPassword)).status).toBe(200);
    }));

  test('only failures count', () =>
    withRig(async (rig) => {
      for (let turn = 0; turn < 12; turn++) {
        expect((await guess(rig, 'ops', '203.0.113.1', rigPassword)).status).toBe(200);
      }
    }));

  test('one line with many IPv6 addresses is one place', () =>
    withRig(async (rig) => {
      for (let turn = 0; turn < 10; turn++) {
        expect((await guess(rig, 'ops', `2001:db8:1:2::${turn + 1}`)).status).toBe(400);
      }
      expect((await guess(rig, 'ops', '2001:db8:1:2:ffff::1')).status).toBe(429);
      expect((await guess(rig, 'ops', '2001:db8:1:3::1')).status).toBe(400);
    }));
});

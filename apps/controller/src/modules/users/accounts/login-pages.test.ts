import { testDialects } from '@netloom/server-kit/testing';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../../platform/audit.ts';
import { rigPassword, startUsersRig, type Answer, type UsersRig } from '../test-rig.ts';
import { wordsOfPage } from './words-of-page.fixture.ts';

type Cookies = Record<string, string>;

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const pages = [
  { path: '/accounts/login/', field: 'login' },
  { path: '/admin/login/', field: 'username' },
] as const;

describe.each(testDialects)('logins by forms on %s', (dialect) => {
  let rig: UsersRig;
  let boss: string;
  let entries: AuditEntry[];
  beforeAll(async () => {
    rig = await startUsersRig(dialect, {
      NETLOOM_AUTH_THROTTLE_RATE: 'none',
      NETLOOM_USER_PASSWORD_EXPIRATION: '30',
    });
    rig.context.audit.use(async (entry) => void entries.push(entry));
    boss = await rig.user({ username: 'boss', is_superuser: true, email: 'boss@example.org' });
  });
  beforeEach(() => void (entries = []));
  afterAll(() => rig.close());

  const cookiesOf = (answer: Answer, before: Cookies = {}): Cookies => ({
    ...before,
    ...Object.fromEntries([...answer.cookies].map(([name, { value }]) => [name, value])),
  });
  const locationOf = ({ status, headers }: Answer) => [status, headers['location']];
  const tokenIn = ({ body }: Answer): string =>
    /name="csrfmiddlewaretoken" value="(\w+)"/.exec(body as string)?.[1] ?? '';
  const get = (path: string, cookies: Cookies = {}, language = 'en') =>
    rig.request('GET', path, { cookies, headers: { 'accept-language': language } });
  const post = (
    path: string,
    fields: Record<string, string>,
    cookies: Cookies = {},
    headers: Record<string, string> = {},
  ) =>
    rig.request('POST', path, {
      payload: new URLSearchParams(fields).toString(),
      headers: { ...form, 'accept-language': 'en', ...headers },
      cookies,
    });

  interface Login {
    password?: string;
    page?: (typeof pages)[number];
    fields?: Record<string, string>;
    language?: string;
    query?: string;
    cookies?: Cookies;
  }
  /** Opens the form and sends it, as a browser does. */
  const logIn = async (
    name: string,
    {
      password = rigPassword,
      page = pages[0],
      fields = {},
      language = 'en',
      query = '',
      cookies = {},
    }: Login = {},
  ) => {
    const path = `${page.path}${query}`;
    const opened = await get(path, cookies, language);
    expect(opened.status).toBe(200);
    const kept = cookiesOf(opened, cookies);
    const sent = { csrfmiddlewaretoken: tokenIn(opened), [page.field]: name, password, ...fields };
    const answer = await post(path, sent, kept, { 'accept-language': language });
    return { answer, cookies: cookiesOf(answer, kept), before: kept };
  };
  const heard = () => entries.map(({ action, actor }) => [action, actor.username, actor.via]);

  describe.each(pages)('at $path', (page) => {
    const { path, field } = page;

    test('a form shows, and a cookie goes with it', async () => {
      const opened = await get(path);
      expect([opened.status, opened.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(opened.body).toContain(`name="${field}"`);
      expect(opened.body).toContain('name="password"');
      expect(opened.body).not.toContain('<script');
      expect(opened.body).toContain('<a href="/">');
      expect(tokenIn(opened)).toBe(opened.cookies.get('csrftoken')?.value);
      expect(opened.cookies.has('sessionid')).toBe(false);
      // Another form in the same browser goes with the same cookie.
      expect(tokenIn(await get(path, cookiesOf(opened)))).toBe(tokenIn(opened));
      expect(tokenIn(await get(path, { csrftoken: '"><b>' }))).toMatch(/^\w{32}$/);
    });

    test('a login gives a session, with which the API can be called', async () => {
      const { answer, cookies, before } = await logIn(' boss@example.org ', { page });
      expect(locationOf(answer)).toEqual([302, '/admin/']);
      expect(answer.cookies.get('sessionid')).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
      expect(cookies['csrftoken']).not.toBe(before['csrftoken']);
      expect(heard()).toEqual([['logged-in', 'boss', 'login']]);
      const asked = await rig.request('GET', 'session/', { cookies });
      expect([asked.status, asked.body.user.id]).toEqual([200, boss]);
      const write = (headers: Record<string, string | undefined>) =>
        rig.request('POST', 'users/group/', { payload: { name: `group ${field}` }, cookies, headers });
      expect((await write({})).status).toBe(403);
      expect((await write({ 'x-csrftoken': before['csrftoken'] })).status).toBe(403);
      expect((await write({ 'x-csrftoken': cookies['csrftoken'] })).status).toBe(201);
      // Who is logged in need not log in.
      expect(locationOf(await get(path, cookies))).toEqual([302, '/admin/']);
      expect(locationOf(await get(`${path}?next=/devices`, cookies))).toEqual([302, '/devices']);
    });

    test('a wrong password, an unknown and an inactive user get the same form again', async () => {
      await rig.user({ username: `gone-${field}`, is_active: false });
      for (const [name, password] of [
        ['boss', 'wrong'],
        [`no-${field}`, rigPassword],
        [`gone-${field}`, rigPassword],
      ] as const) {
        entries = [];
        const { answer, cookies } = await logIn(name, { page, password });
        expect(answer.status).toBe(200);
        expect(answer.body).toContain('Unable to log in with provided credentials.');
        expect(answer.body).toContain(`value="${name}"`);
        expect(answer.body).not.toContain(password);
        expect(cookies).not.toHaveProperty('sessionid');
        expect(heard()).toEqual([['login-failed', name, 'login']]);
      }
    });

    test('what is missing is named', async () => {
      const { answer } = await logIn(' ', { page, password: '' });
      expect(answer.status).toBe(200);
      expect(answer.body.match(/This field may not be blank\./g)).toHaveLength(2);
      expect(heard()).toEqual([]);
    });

    test('the login leads where the form or the address says, if that is here', async () => {
      const led = async (login: Login) => locationOf((await logIn('boss', { ...login, page })).answer);
      expect(await led({ query: '?next=/devices%3Fa=1' })).toEqual([302, '/devices?a=1']);
      expect(await led({ fields: { next: '/api/v1/users/user/' } })).toEqual([302, '/api/v1/users/user/']);
      for (const next of [
        'https://evil.example/',
        '//evil.example',
        '/\\evil.example',
        'javascript:alert(1)',
      ])
        expect(await led({ fields: { next } })).toEqual([302, '/admin/']);
      const opened = await get(`${path}?next=${encodeURIComponent('/a"><script>x</script>')}`);
      expect(opened.body).not.toContain('<script');
    });

    test('a form of another site is refused', async () => {
      const opened = await get(path);
      const cookies = cookiesOf(opened);
      const fields = { csrfmiddlewaretoken: tokenIn(opened), [field]: 'boss', password: rigPassword };
      const { csrfmiddlewaretoken: _token, ...without } = fields;
      for (const answer of [
        await post(path, fields),
        await post(path, without, cookies),
        await post(path, { ...fields, csrfmiddlewaretoken: 'a'.repeat(32) }, cookies),
        await post(path, { ...fields, csrfmiddlewaretoken: '' }, { csrftoken: '' }),
        await post(path, fields, cookies, { origin: 'https://evil.example' }),
      ]) {
        expect([answer.status, answer.cookies.has('sessionid')]).toEqual([403, false]);
        expect(answer.headers['content-type']).toContain('text/html');
      }
      expect(heard()).toEqual([]);
    });

    test('it speaks German', async () => {
      const [english, german] = [await get(path), await get(path, {}, 'de')];
      const words = wordsOfPage(german.body);
      expect(words).toContain('Passwort vergessen?');
      expect(words.filter((word) => wordsOfPage(english.body).includes(word))).toEqual(['Netloom']);
      const { answer } = await logIn('boss', { page, password: 'wrong', language: 'de' });
      expect(answer.body).toContain('Die Anmeldung mit diesen Angaben ist nicht möglich.');
    });
  });

  test('the session that a browser came with ends, and the new one has another id', async () => {
    const first = await logIn('boss');
    const fields = {
      login: 'boss',
      password: rigPassword,
      csrfmiddlewaretoken: first.cookies['csrftoken'] ?? '',
    };
    const again = await post('/accounts/login/', fields, first.cookies);
    expect(again.status).toBe(302);
    expect(again.cookies.get('sessionid')?.value).not.toBe(first.cookies['sessionid']);
    expect((await rig.request('GET', 'session/', { cookies: first.cookies })).status).toBe(401);
    const planted = await logIn('boss', { cookies: { sessionid: 'a'.repeat(32) } });
    expect(planted.cookies['sessionid']).not.toBe('a'.repeat(32));
  });

  test('guesses are counted together with those at the console', async () => {
    await rig.user({ username: 'often' });
    const payload = { username: 'often', password: 'wrong' };
    for (let guess = 0; guess < 5; guess++) await rig.request('POST', 'session/', { payload });
    for (let guess = 0; guess < 5; guess++)
      expect((await logIn('often', { password: 'wrong' })).answer.status).toBe(200);
    const { answer } = await logIn('often');
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.cookies.has('sessionid')).toBe(false);
    expect((await rig.request('POST', 'session/', { payload })).status).toBe(429);
  });

  test('who has a second factor is sent to the console, and has no session', async () => {
    await rig.user({ username: 'safe' });
    const login = cookiesOf(
      await rig.request('POST', 'session/', { payload: { username: 'safe', password: rigPassword } }),
    );
    const options = { cookies: login, headers: { 'x-csrftoken': login['csrftoken'] ?? '' } };
    const begun = await rig.request('POST', 'session/second-factor/totp/', {
      payload: { password: rigPassword },
      ...options,
    });
    const totp = new TOTP({ secret: Secret.fromBase32(begun.body.secret) }).generate({
      timestamp: rig.context.clock().getTime(),
    });
    const done = await rig.request('POST', 'session/second-factor/totp/confirm/', {
      payload: { totp },
      ...options,
    });
    expect(done.status).toBe(200);
    entries = [];
    for (const page of pages) {
      const { answer, cookies } = await logIn('safe', { page });
      expect(answer.status).toBe(200);
      expect(answer.body).toContain('Your account has a second factor.');
      expect(answer.body).toContain('<a href="/">');
      expect(cookies).not.toHaveProperty('sessionid');
    }
    expect(heard()).toEqual([]);
  });

  test('whose organization asks for a second factor can do nothing but set one up', async () => {
    const strict = await rig.organization('strict');
    const manager = await rig.administrator('lax', strict);
    await rig.as(boss)('PATCH', `users/organization/${strict}/`, { second_factor_required: true });
    const { answer, cookies } = await logIn('lax', { query: '?next=/api/v1/users/user/' });
    expect(locationOf(answer)).toEqual([302, '/']);
    expect((await rig.request('GET', 'users/user/', { cookies })).body.code).toBe('second_factor_required');
    expect((await rig.request('GET', 'session/', { cookies })).body.user.id).toBe(manager);
  });

  test('who has an expired password can do nothing but change it', async () => {
    const id = await rig.user({ username: 'old' });
    await rig.database.db
      .updateTable('openwisp_users_user')
      .set({ password_updated: '2020-01-01' })
      .where('id', '=', id)
      .execute();
    const { answer, cookies } = await logIn('old', { query: '?next=/devices' });
    expect(locationOf(answer)).toEqual([302, '/accounts/password/change/?next=%2Fdevices']);
    expect((await rig.request('GET', 'session/', { cookies })).body.code).toBe('password_expired');
    // The form is there for somebody else.
    expect((await get('/accounts/login/', cookies)).status).toBe(200);
    const page = await get(String(answer.headers['location']), cookies);
    const changed = await post(
      String(answer.headers['location']),
      {
        csrfmiddlewaretoken: tokenIn(page),
        old_password: rigPassword,
        new_password1: 'Tr1cky-Heron-88',
        new_password2: 'Tr1cky-Heron-88',
      },
      cookies,
    );
    expect(locationOf(changed)).toEqual([302, '/devices']);
    expect((await rig.request('GET', 'session/', { cookies })).status).toBe(200);
  });

  test.each(['/accounts/logout/', '/admin/logout/'])('%s asks, and then ends the session', async (path) => {
    const { cookies } = await logIn('boss');
    await rig.database.db
      .updateTable('openwisp_users_user')
      .set({ language: 'de' })
      .where('id', '=', boss)
      .execute();
    const asked = await get(path, cookies);
    expect(asked.body).toContain('Ja, abmelden');
    await rig.database.db
      .updateTable('openwisp_users_user')
      .set({ language: '' })
      .where('id', '=', boss)
      .execute();
    expect((await post(path, {}, cookies)).status).toBe(403);
    expect((await post(path, { csrfmiddlewaretoken: 'a'.repeat(32) }, cookies)).status).toBe(403);
    expect((await rig.request('GET', 'session/', { cookies })).status).toBe(200);
    entries = [];
    const done = await post(path, { csrfmiddlewaretoken: tokenIn(asked) }, cookies);
    expect(locationOf(done)).toEqual([302, '/accounts/logout-success/']);
    expect(done.cookies.get('sessionid')?.value).toBe('');
    expect(heard()).toEqual([['logged-out', 'boss', 'session']]);
    expect((await rig.request('GET', 'session/', { cookies })).status).toBe(401);
    for (const answer of [await get(path), await post(path, {})])
      expect(locationOf(answer)).toEqual([302, '/accounts/logout-success/']);
  });

  test('other addresses below /admin/ lead to the console', async () => {
    for (const path of ['/admin', '/admin/', '/admin/config/device/', '/admin/x?y=z'])
      expect(locationOf(await get(path))).toEqual([302, '/']);
    for (const path of ['/admin/login', '/admin/logout'])
      expect(locationOf(await get(`${path}?next=/x`))).toEqual([301, `${path}/?next=/x`]);
  });
});

import { SettingsError } from '@netloom/server-kit';
import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../../platform/audit.ts';
import { wordsOfPage } from '../accounts/words-of-page.fixture.ts';
import { startOidcIssuer, testClient, type TestIssuer } from '../single-sign-on/oidc-issuer.fixture.ts';
import { readProviders } from '../single-sign-on/providers.ts';
import { startMailServer, type TestMailServer } from '../../../testing/index.ts';
import { rigPassword, startUsersRig, type Answer, type UsersRig } from '../test-rig.ts';

const site = 'https://net.example.org';
const start = '/api/v1/session/oidc/work/start/';
const callback = '/api/v1/session/oidc/work/callback/';

const cookiesOf = (answer: Answer): Record<string, string> =>
  Object.fromEntries([...answer.cookies].map(([name, { value }]) => [name, value]));

describe.each(testDialects)('OpenID Connect on %s', (dialect) => {
  let rig: UsersRig;
  let issuer: TestIssuer;
  let strict: UsersRig;
  let mails: TestMailServer;
  beforeAll(async () => {
    mails = await startMailServer();
    issuer = await startOidcIssuer(`${site}${callback}`);
    const provider = {
      type: 'oidc',
      label: 'Work',
      issuer: issuer.url,
      client_id: testClient.id,
      client_secret: testClient.secret,
    };
    const env = (more: object) => ({
      NETLOOM_SITE_URL: site,
      NETLOOM_USER_PASSWORD_EXPIRATION: '1',
      NETLOOM_MAIL_URL: mails.url,
      NETLOOM_SINGLE_SIGN_ON: JSON.stringify({ work: { ...provider, ...more } }),
    });
    rig = await startUsersRig(dialect, env({ create_users: true, organization: 'staff' }));
    strict = await startUsersRig(dialect, env({ domains: ['example.org'] }));
    await rig.organization('staff');
  });
  afterAll(async () => {
    await rig.close();
    await strict.close();
    await issuer.close();
    await mails.close();
  });

  /** The whole way of a browser: to the issuer and back. */
  const logIn = async (account: TestIssuer['account'], { on = rig, next = '' } = {}): Promise<Answer> => {
    issuer.account = account;
    const begun = await on.request('GET', `${start}${next && `?next=${encodeURIComponent(next)}`}`);
    expect(begun.status).toBe(303);
    const back = await issuer.visit(String(begun.headers['location']));
    return on.request('GET', `${back.pathname}${back.search}`, { cookies: cookiesOf(begun) });
  };
  const whoIs = async (answer: Answer, on = rig) =>
    (await on.request('GET', 'session/', { cookies: cookiesOf(answer) })).body.user?.username;
  const anna = {
    sub: 'a1',
    email: 'Anna@Example.org',
    email_verified: true,
    preferred_username: 'anna',
    given_name: 'Anna',
  };

  test('the login page learns of the providers, and no secret', async () => {
    const { status, body } = await rig.request('GET', 'session/providers/');
    expect([status, body]).toEqual([
      200,
      { results: [{ id: 'work', type: 'oidc', label: 'Work', start_url: start }] },
    ]);
  });

  test('the request has state, nonce and PKCE', async () => {
    const { headers, cookies } = await rig.request('GET', start);
    const url = new URL(String(headers['location']));
    expect(url.origin).toBe(issuer.url);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: 'netloom',
      redirect_uri: `${site}${callback}`,
      response_type: 'code',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(cookies.get('sign_on')).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
    expect(cookies.get('sign_on')?.value).not.toContain(url.searchParams.get('state'));
  });

  test('somebody new gets an account without a password, and is known the next time', async () => {
    const first = await logIn(anna, { next: '/devices?a=1' });
    expect([first.status, first.headers['location']]).toEqual([303, '/devices?a=1']);
    expect(await whoIs(first)).toBe('anna');
    const session = (await rig.request('GET', 'session/', { cookies: cookiesOf(first) })).body;
    expect(session.user).toMatchObject({ email: 'anna@example.org', first_name: 'Anna', is_staff: false });
    expect(session.organizations).toMatchObject([{ slug: 'staff', is_manager: false }]);
    // The address may change at the provider: the subject does not.
    const again = await logIn({ ...anna, email: 'other@example.org', email_verified: false });
    expect(await whoIs(again)).toBe('anna');
    const users = await rig.database.db
      .selectFrom('openwisp_users_user')
      .select('password')
      .where('username', '=', 'anna')
      .execute();
    expect(users).toHaveLength(1);
    expect(users[0]?.password.startsWith('!')).toBe(true);
    // The name is taken: the next one of this name is somebody else.
    expect(await whoIs(await logIn({ ...anna, sub: 'a2', email: 'anna@example.com' }))).toBe('anna-2');
  });

  test('the audit log tells of accounts that are made, and of identities that are linked', async () => {
    const entries: AuditEntry[] = [];
    rig.context.audit.use(async (entry) => void entries.push(entry));
    await rig.user({ username: 'known', email: 'known@example.org' });
    for (const name of ['new', 'known', 'new'])
      await logIn({
        sub: `l-${name}`,
        email: `${name}@example.org`,
        email_verified: true,
        preferred_username: name,
      });
    expect(entries.map(({ action, label, after }) => [action, label, after])).toEqual([
      ['created', 'new', { provider: 'work' }],
      ['identity-linked', 'new', { provider: 'work', subject: 'l-new' }],
      ['logged-in', 'new', null],
      ['identity-linked', 'known', { provider: 'work', subject: 'l-known' }],
      ['logged-in', 'known', null],
      ['logged-in', 'new', null],
    ]);
    const [staff] = await rig.database.db.selectFrom('openwisp_users_organization').select('id').execute();
    expect(entries[0]).toMatchObject({ kind: 'user', organizationId: staff?.id, actor: { username: 'new' } });
  });

  test('an account is found by its confirmed address only', async () => {
    await rig.user({ username: 'ben', email: 'ben@example.org' });
    expect(await whoIs(await logIn({ sub: 'b1', email: 'ben@example.org', email_verified: true }))).toBe(
      'ben',
    );
    // Whoever registers with a stranger's address must not get the stranger's login.
    await rig.user({ username: 'squatter', email: 'victim@example.org', emailVerified: false });
    const refused = await logIn({ sub: 'v1', email: 'victim@example.org', email_verified: true });
    expect([refused.status, refused.body]).toEqual([403, expect.stringContaining('not confirmed')]);
    const unverified = await logIn({ sub: 'b2', email: 'ben@example.org', email_verified: false });
    expect(unverified.status).toBe(403);
    expect((await logIn({ sub: 'b3' })).status).toBe(403);
    for (const answer of [refused, unverified]) expect(answer.cookies.get('sessionid')).toBeUndefined();
  });

  describe('an address that others wrote', () => {
    const victim = (email: string) => ({ sub: email, email, email_verified: true });
    let manager: ReturnType<UsersRig['as']>;
    let managerId: string;
    let root: ReturnType<UsersRig['as']>;
    let organization: string;
    beforeAll(async () => {
      organization = await rig.organization('attacked');
      managerId = await rig.administrator('mallory', organization);
      manager = rig.as(managerId);
      root = rig.as(await rig.user({ username: 'root', is_superuser: true }));
    });

    const ownAddress = async (): Promise<string> => {
      const { body } = await manager('GET', `users/user/${managerId}/email/`);
      return `users/user/${managerId}/email/${body.results[0].id}/`;
    };
    const newUser = (username: string, email: string) => ({
      username,
      email,
      email_verified: true,
      password: rigPassword,
      organization_users: { organization, is_admin: false },
    });
    const refusal = [403, expect.stringContaining('not confirmed')];
    const tried = async (email: string) => {
      const { status, body } = await logIn(victim(email));
      return [status, body];
    };

    test('does not catch the login of its owner until they prove it', async () => {
      await rig.database.db
        .insertInto('account_emailaddress')
        .values({
          user_id: managerId,
          email: 'mallory@example.org',
          verified: true,
          proven: true,
          primary: true,
        })
        .execute();
      const path = await ownAddress();
      const same = await manager('PATCH', path, { email: 'Mallory@example.org' });
      expect([same.status, same.body.verified]).toEqual([200, true]);
      expect(await whoIs(await logIn(victim('mallory@example.org')))).toBe('mallory');
      const changed = await manager('PATCH', path, { email: 'ceo@example.org' });
      expect([changed.status, changed.body.verified]).toEqual([200, true]);
      expect(await tried('ceo@example.org')).toEqual(refusal);
      // The provider vouches for the address, but for somebody else's identity.
      await logIn({ ...victim('mallory@example.org'), email: 'mallory@example.org' });
      expect(await tried('ceo@example.org')).toEqual(refusal);
      await logIn({ ...victim('mallory@example.org'), email: 'ceo@example.org', email_verified: false });
      expect(await tried('ceo@example.org')).toEqual(refusal);
      await logIn({ ...victim('mallory@example.org'), email: 'ceo@example.org' });
      expect(await whoIs(await logIn(victim('ceo@example.org')))).toBe('mallory');
    });

    test('does not when an account is made with it', async () => {
      const made = await manager('POST', 'users/user/', newUser('trap', 'cfo@example.org'));
      expect(made.status).toBe(201);
      expect((await manager('GET', `users/user/${made.body.id}/email/`)).body.results).toMatchObject([
        { email: 'cfo@example.org', verified: true },
      ]);
      expect(await tried('cfo@example.org')).toEqual(refusal);
      await root('POST', `users/user/${made.body.id}/email/`, { email: 'cto@example.org' });
      expect(await tried('cto@example.org')).toEqual(refusal);
      const link = (await mails.take('cto@example.org')).link('/accounts/confirm-email/');
      await rig.request('POST', link.replace(site, ''));
      expect(await whoIs(await logIn(victim('cto@example.org')))).toBe('trap');
    });

    test('does not when an account has it outside the list of addresses', async () => {
      await manager('PATCH', `users/user/${managerId}/`, { email: 'coo@example.org' });
      expect(await tried('coo@example.org')).toEqual(refusal);
    });

    test('decides when a superuser in a session answers for it', async () => {
      const cookies = cookiesOf(
        await rig.request('POST', 'session/', { payload: { username: 'root', password: rigPassword } }),
      );
      const made = await rig.request('POST', 'users/user/', {
        cookies,
        headers: { 'x-csrftoken': String(cookies['csrftoken']) },
        payload: newUser('clerk', 'clerk@example.org'),
      });
      expect(made.status).toBe(201);
      expect(await whoIs(await logIn(victim('clerk@example.org')))).toBe('clerk');
    });
  });

  test('superusers and inactive users do not come in this way', async () => {
    await rig.user({ username: 'boss', email: 'boss@example.org', is_superuser: true });
    await rig.user({ username: 'gone', email: 'gone@example.org', is_active: false });
    expect((await logIn({ sub: 's1', email: 'boss@example.org', email_verified: true })).status).toBe(403);
    expect((await logIn({ sub: 'g1', email: 'gone@example.org', email_verified: true })).status).toBe(403);
    await rig.database.db
      .updateTable('openwisp_users_user')
      .set({ is_active: false })
      .where('username', '=', 'ben')
      .execute();
    expect((await logIn({ sub: 'b1', email: 'ben@example.org', email_verified: true })).status).toBe(403);
  });

  test('accounts are made, and domains taken, only as the settings say', async () => {
    const carl = { sub: 'c1', email: 'carl@example.org', email_verified: true };
    const unknown = await logIn(carl, { on: strict });
    expect([unknown.status, unknown.body]).toEqual([403, expect.stringContaining('no account')]);
    await strict.user({ username: 'carl', email: 'carl@example.org' });
    await strict.user({ username: 'far', email: 'far@example.com' });
    expect(await whoIs(await logIn(carl, { on: strict }), strict)).toBe('carl');
    expect((await logIn({ ...carl, sub: 'f1', email: 'far@example.com' }, { on: strict })).status).toBe(403);
  });

  test('a login that fails says why in the language of the browser', async () => {
    const ask = (language: string) =>
      rig.request('GET', callback, { headers: { 'accept-language': language } });
    const [english, german] = [await ask('en'), await ask('de-CH')];
    expect([english.status, german.status]).toEqual([403, 403]);
    expect(german.headers['content-language']).toBe('de');
    expect(german.body).toContain('Diese Anmeldung wurde nicht in diesem Browser begonnen');
    const words = wordsOfPage(english.body);
    expect(wordsOfPage(german.body).filter((word) => words.includes(word))).toEqual(['Netloom']);
  });

  test('only the browser that began a login can finish it, and once', async () => {
    issuer.account = anna;
    const mine = await rig.request('GET', start);
    const back = await issuer.visit(String(mine.headers['location']));
    const path = `${back.pathname}${back.search}`;
    const other = await rig.request('GET', start);
    expect((await rig.request('GET', path)).status).toBe(403);
    expect((await rig.request('GET', path, { cookies: cookiesOf(other) })).status).toBe(403);
    expect((await rig.request('GET', path, { cookies: { sign_on: 'nonsense' } })).status).toBe(403);
    const forged = path.replace(/state=[^&]+/, 'state=x');
    expect((await rig.request('GET', forged, { cookies: cookiesOf(mine) })).status).toBe(403);
    const good = await rig.request('GET', path, { cookies: cookiesOf(mine) });
    expect(await whoIs(good)).toBe('anna');
    expect(good.cookies.get('sign_on')?.value).toBe('');
    // The code is used up, even for a browser that kept its cookie.
    expect((await rig.request('GET', path, { cookies: cookiesOf(mine) })).status).toBe(403);
    const slow = await rig.request('GET', start);
    const late = await issuer.visit(String(slow.headers['location']));
    rig.pass(901_000);
    expect(
      (await rig.request('GET', `${late.pathname}${late.search}`, { cookies: cookiesOf(slow) })).status,
    ).toBe(403);
  });

  test('a login ends the session that the browser came with, and needs no password ever', async () => {
    const first = cookiesOf(await logIn(anna));
    issuer.account = anna;
    const begun = await rig.request('GET', start, { cookies: first });
    const back = await issuer.visit(String(begun.headers['location']));
    const second = await rig.request('GET', `${back.pathname}${back.search}`, {
      cookies: { ...first, ...cookiesOf(begun) },
    });
    expect(cookiesOf(second)['sessionid']).not.toBe(first['sessionid']);
    expect((await rig.request('GET', 'session/', { cookies: first })).status).toBe(401);
    await rig.database.db
      .updateTable('openwisp_users_user')
      .set({ password_updated: '2020-01-01' })
      .execute();
    expect(await whoIs(second)).toBe('anna');
  });

  test('leads nowhere but to this site', async () => {
    for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example'])
      expect((await logIn(anna, { next })).headers['location']).toBe('/');
  });

  test('says so when the issuer refuses or is away', async () => {
    const begun = await rig.request('GET', start);
    const state = new URL(String(begun.headers['location'])).searchParams.get('state');
    const refused = await rig.request('GET', `${callback}?error=access_denied&state=${state}`, {
      cookies: cookiesOf(begun),
    });
    expect([refused.status, refused.body]).toEqual([403, expect.stringContaining('not completed')]);
    const away = await startUsersRig(dialect, {
      NETLOOM_SITE_URL: site,
      NETLOOM_SINGLE_SIGN_ON: JSON.stringify({
        work: { type: 'oidc', issuer: 'http://127.0.0.1:9', client_id: 'x' },
      }),
    });
    expect((await away.request('GET', start)).body).toContain('cannot be reached');
    await away.close();
  });
});

describe('the setting for identity providers', () => {
  const siteUrl = site;
  const oidc = { type: 'oidc', issuer: 'https://id.example.org', client_id: 'x' };
  const saml = { type: 'saml', entry_point: 'https://id.example.org/sso', issuer: 'id', certificate: 'MII' };
  test.each([
    ['a name', { 'Work!': oidc }, /"Work!" is not allowed/],
    ['a type', { work: { ...oidc, type: 'ldap' } }, /"work.type" is not allowed: it must be oidc or saml/],
    [
      'an insecure issuer',
      { work: { ...oidc, issuer: 'http://id.example.org' } },
      /"work.issuer".*https URL/,
    ],
    ['a missing client', { work: { ...oidc, client_id: undefined } }, /"work.client_id".*a text/],
    ['a typing error', { work: { ...oidc, create_user: true } }, /"work.create_user" is not known/],
    ['a switch', { work: { ...oidc, create_users: 'yes' } }, /"work.create_users".*true or false/],
    ['no certificate', { work: { ...saml, certificate: [] } }, /"work.certificate"/],
  ])('is refused for %s', (_, given, message) => {
    expect(() => readProviders(given, { siteUrl })).toThrow(message);
    expect(() => readProviders(given, { siteUrl })).toThrow(SettingsError);
  });
  test('needs the address of the site', () => {
    expect(() => readProviders({ work: oidc }, { siteUrl: undefined })).toThrow(/NETLOOM_SITE_URL/);
    expect(readProviders({}, { siteUrl: undefined })).toEqual([]);
  });
});

import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../../platform/audit.ts';
import { startMailServer, type TestMailServer } from '../../../testing/index.ts';
import { rigPassword, rigSite, startUsersRig, type Answer, type UsersRig } from '../test-rig.ts';

const good = 'Tr1cky-Heron-88';
const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe.each(testDialects)('/accounts/ on %s', (dialect) => {
  let rig: UsersRig;
  let server: TestMailServer;
  let root: ReturnType<UsersRig['as']>;
  beforeAll(async () => {
    server = await startMailServer();
    rig = await startUsersRig(dialect, {
      NETLOOM_AUTH_THROTTLE_RATE: 'none',
      NETLOOM_MAIL_URL: server.url,
      NETLOOM_SITE_NAME: 'Hill & Dale',
    });
    root = rig.as(await rig.user({ username: 'root', is_superuser: true }));
    await rig.user({ username: 'anna', email: 'anna@example.org' });
  });
  afterAll(async () => {
    await rig.close();
    await server.close();
  });

  const get = (path: string, options: object = {}) => rig.request('GET', path, options);
  const post = (path: string, fields: Record<string, string> = {}, options: object = {}) =>
    rig.request('POST', path, { payload: new URLSearchParams(fields).toString(), headers: form, ...options });
  const locationOf = ({ status, headers }: Answer) => [status, headers['location']];
  const pathOf = (link: string): string => link.replace(rigSite, '');
  const resetPath = async (): Promise<string> => {
    await post('/accounts/password/reset/', { input: 'anna' });
    return pathOf((await server.take('anna@example.org')).link('/reset/key/'));
  };
  const addressesOf = async (id: string) => (await root('GET', `users/user/${id}/email/`)).body.results;
  const newUser = async (fields: object) =>
    (await root('POST', 'users/user/', { password: 'x', ...fields })).body.id as string;

  test('pages run nothing, load nothing and are framed by nobody', async () => {
    const answer = await get('/accounts/password/reset/');
    expect(answer.status).toBe(200);
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(answer.headers['referrer-policy']).toBe('same-origin');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toContain('Hill &amp; Dale');
    expect(answer.body).not.toMatch(/<script|<link|src=/);
  });

  test('a new user confirms their address with a button, not by opening the link', async () => {
    const id = await newUser({ username: 'carl', email: 'Carl@Example.org' });
    const mail = await server.take('carl@example.org');
    expect(mail.subject).toBe('[Hill & Dale] Please Confirm Your Email Address');
    const path = pathOf(mail.link('/accounts/confirm-email/'));
    expect((await get(path)).body).toContain('carl@example.org');
    expect(await addressesOf(id)).toMatchObject([{ verified: false, primary: false }]);
    const foreign = await post(path, {}, { headers: { ...form, origin: 'https://evil.example' } });
    expect(foreign.status).toBe(403);
    const entries: AuditEntry[] = [];
    rig.context.audit.use(async (entry) => void entries.push(entry));
    expect(locationOf(await post(path))).toEqual([302, '/accounts/email-verification-success/']);
    expect(await addressesOf(id)).toMatchObject([{ verified: true, primary: true }]);
    const [address] = await addressesOf(id);
    expect(entries).toMatchObject([
      {
        action: 'confirmed',
        kind: 'e-mail address',
        objectId: `${id}/${address.id}`,
        label: 'carl@example.org, carl',
        actor: { userId: id, username: 'carl' },
        before: { verified: false, primary: false },
        after: { verified: true, primary: true },
      },
    ]);
    expect((await get('/accounts/email-verification-success/')).status).toBe(200);
  });

  test('an address that is added is confirmed in the same way', async () => {
    const id = await newUser({ username: 'adam', email: 'adam@example.org', email_verified: true });
    const added = await root('POST', `users/user/${id}/email/`, { email: 'Second@Example.org' });
    expect(added.status).toBe(201);
    const path = pathOf((await server.take('second@example.org')).link('/accounts/confirm-email/'));
    expect(locationOf(await post(path))).toEqual([302, '/accounts/email-verification-success/']);
    expect(await addressesOf(id)).toMatchObject([
      { email: 'adam@example.org' },
      { email: 'second@example.org', verified: true },
    ]);
  });

  test('no mail is sent for a confirmed address', async () => {
    await newUser({ username: 'sure', email: 'sure@example.org', email_verified: true });
    await newUser({ username: 'later', email: 'later@example.org' });
    await server.take('later@example.org');
    expect(server.mails.some(({ to }) => to === 'sure@example.org')).toBe(false);
  });

  test('a confirmation is for one address, as it was, for three days', async () => {
    const id = await newUser({ username: 'dora', email: 'dora@example.org' });
    const path = pathOf((await server.take('dora@example.org')).link('/confirm-email/'));
    const [{ id: address }] = await addressesOf(id);
    const wrong = [
      path.replace(/[0-9a-f]\/$/, (last) => (last === '0/' ? '1/' : '0/')),
      path.replace(/confirm-email\/[^-]+/, 'confirm-email/zzzzzz'),
      path.replace(/confirm-email\/[^-]+/, `confirm-email/${(address - 1).toString(36)}`),
      '/accounts/confirm-email/x/',
    ];
    for (const bad of wrong) {
      expect((await get(bad)).status).toBe(404);
      expect((await post(bad)).status).toBe(404);
    }
    await root('PATCH', `users/user/${id}/email/${address}/`, { email: 'other@example.org' });
    expect((await post(path)).status).toBe(404);
    await root('PATCH', `users/user/${id}/email/${address}/`, { email: 'dora@example.org' });
    expect((await get(path)).status).toBe(200);
    rig.pass(3 * 86_400_000 + 1000);
    expect((await post(path)).status).toBe(404);
    expect(await addressesOf(id)).toMatchObject([{ verified: false }]);
  });

  test('a forgotten password is replaced without a script', async () => {
    expect((await post('/accounts/password/reset/', { input: ' ' })).status).toBe(400);
    expect(locationOf(await post('/accounts/password/reset/', { input: 'nobody' }))).toEqual([
      302,
      '/accounts/password/reset/done/',
    ]);
    const path = await resetPath();
    expect((await get(path)).body).toContain('autocomplete="new-password"');
    const weak = await post(path, { new_password1: 'abc', new_password2: 'abc' });
    expect(weak.status).toBe(400);
    expect(weak.body).toContain('This password is too short.');
    expect(weak.body).toContain('aria-invalid="true"');
    const foreign = { headers: { ...form, origin: 'https://evil.example' } };
    expect((await post(path, { new_password1: good, new_password2: good }, foreign)).status).toBe(403);
    const saved = await post(path, { new_password1: good, new_password2: good });
    expect(locationOf(saved)).toEqual([302, '/accounts/password/reset/key/done/']);
    for (const used of [await get(path), await post(path, { new_password1: 'x', new_password2: 'x' })]) {
      expect(used.status).toBe(404);
      expect(used.body).toContain('This link is no good');
    }
    const login = { username: 'anna', password: good };
    expect((await rig.request('POST', 'session/', { payload: login })).status).toBe(200);
  });

  test('of two who use a link at once the slower one is told that it is used', async () => {
    const path = await resetPath();
    const answers = await Promise.all(
      ['Tr1cky-Otter-91', 'Tr1cky-Otter-92'].map((password) =>
        post(path, { new_password1: password, new_password2: password }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([302, 404]);
    expect(answers.find(({ status }) => status === 404)?.body).toContain('This link is no good');
  });

  test('a password is changed by whoever is logged in, and the page leads to this site only', async () => {
    await rig.user({ username: 'erik' });
    expect(locationOf(await get('/accounts/password/change/'))).toEqual([302, '/']);
    expect(locationOf(await post('/accounts/password/change/'))).toEqual([302, '/']);
    let password = rigPassword;
    const change = async (next: string, options: { token?: string } = {}) => {
      const login = await rig.request('POST', 'session/', { payload: { username: 'erik', password } });
      const cookies = Object.fromEntries([...login.cookies].map(([name, { value }]) => [name, value]));
      const page = await get('/accounts/password/change/', { cookies });
      const [, token = ''] = /name="csrfmiddlewaretoken" value="(\w+)"/.exec(page.body) ?? [];
      const fresh = `${good}-${next.length}`;
      const answer = await post(
        `/accounts/password/change/?next=${encodeURIComponent(next)}`,
        {
          csrfmiddlewaretoken: options.token ?? token,
          old_password: password,
          new_password1: fresh,
          new_password2: fresh,
        },
        { cookies },
      );
      if (answer.status === 302) password = fresh;
      return locationOf(answer);
    };
    expect(await change('/devices', { token: 'a'.repeat(32) })).toEqual([403, undefined]);
    expect(await change('/devices?a=1')).toEqual([302, '/devices?a=1']);
    expect(await change('https://evil.example/')).toEqual([302, '/accounts/password/change/success/']);
    expect(await change('//evil.example')).toEqual([302, '/accounts/password/change/success/']);
  });

  test('the other addresses of the peer lead somewhere', async () => {
    expect(locationOf(await get('/accounts/signup/'))).toEqual([302, '/']);
    for (const path of [
      'login',
      'inactive',
      'confirm-email',
      'logout-success',
      'password/change/success',
      'password/reset/done',
    ])
      expect((await get(`/accounts/${path}/`)).status).toBe(200);
  });
});

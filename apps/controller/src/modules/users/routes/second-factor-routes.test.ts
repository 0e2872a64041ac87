import { testDialects } from '@netloom/server-kit/testing';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../../platform/audit.ts';
import { createSoftwareAuthenticator } from '../second-factor/software-authenticator.fixture.ts';
import { resetSecondFactor } from '../superusers.ts';
import { rigPassword, startUsersRig, type Answer, type UsersRig } from '../test-rig.ts';

const good = 'Tr1cky-Heron-88';
const origin = 'https://net.example.org';
const cookiesOf = (answer: Answer): Record<string, string> =>
  Object.fromEntries([...answer.cookies].map(([name, { value }]) => [name, value]));

describe.each(testDialects)('second factors on %s', (dialect) => {
  let rig: UsersRig;
  beforeAll(async () => {
    rig = await startUsersRig(dialect, { NETLOOM_AUTH_THROTTLE_RATE: 'none', NETLOOM_SITE_URL: origin });
  });
  afterAll(() => rig.close());

  const post = (path: string, payload: object, options: object = {}) =>
    rig.request('POST', path, { payload, ...options });
  const password = (username: string) => post('session/', { username, password: rigPassword });
  const optionsOf = (answer: Answer) => {
    const cookies = cookiesOf(answer);
    return { cookies, headers: { 'x-csrftoken': cookies['csrftoken'] ?? '' } };
  };
  const session = async (username: string) => optionsOf(await password(username));
  const codeOf = (secret: string, steps = 0): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({
      timestamp: rig.context.clock().getTime() + steps * 30_000,
    });
  let people = 0;
  /** A user with an app, whose last code is some steps back. */
  const withApp = async () => {
    const username = `person${++people}`;
    const id = await rig.user({ username, email: `${username}@example.org` });
    const options = await session(username);
    const begun = await post('session/second-factor/totp/', { password: rigPassword }, options);
    const { secret } = begun.body;
    const done = await post('session/second-factor/totp/confirm/', { totp: codeOf(secret) }, options);
    expect(done.status).toBe(200);
    rig.pass(60_000);
    return { id, username, secret, codes: done.body.recovery_codes as string[], options };
  };

  describe('codes of an app', () => {
    test('are set up with the password and a code, and then asked for', async () => {
      await rig.user({ username: 'anna' });
      const options = await session('anna');
      expect((await post('session/second-factor/totp/', {}, options)).body).toEqual({
        password: ['This field is required.'],
      });
      expect((await post('session/second-factor/totp/', { password: 'x' }, options)).body).toEqual({
        password: ['This is not your password.'],
      });
      const { body } = await post('session/second-factor/totp/', { password: rigPassword }, options);
      expect(body.uri).toContain(`otpauth://totp/Netloom:anna?issuer=Netloom&secret=${body.secret}`);
      const stored = await rig.database.db.selectFrom('users_totp').selectAll().execute();
      expect(JSON.stringify(stored)).not.toContain(body.secret);
      // Not confirmed yet: nobody is locked out by an app that was never set up.
      expect((await password('anna')).body.user.username).toBe('anna');
      const wrong = await post('session/second-factor/totp/confirm/', { totp: '000000' }, options);
      expect(wrong.body).toEqual({ totp: ['This code is wrong, or was used already.'] });
      const right = await post('session/second-factor/totp/confirm/', { totp: codeOf(body.secret) }, options);
      expect(right.body.recovery_codes).toHaveLength(10);
      expect((await rig.request('GET', 'session/second-factor/', options)).body).toEqual({
        totp: true,
        passkeys: 0,
        recovery_codes: 10,
        required_by: [],
      });
      expect((await post('session/second-factor/totp/', { password: rigPassword }, options)).status).toBe(
        400,
      );

      const first = await password('anna');
      expect(first.status).toBe(200);
      expect(first.cookies.size).toBe(0);
      expect(first.body).toEqual({ second_factor: ['totp'], challenge: expect.any(String) });
      rig.pass(30_000);
      const second = await post('session/', { challenge: first.body.challenge, totp: codeOf(body.secret) });
      expect([second.status, second.body.user.username]).toEqual([200, 'anna']);
      expect((await rig.request('GET', 'session/', optionsOf(second))).status).toBe(200);
    });

    test('a code works once, and none before it', async () => {
      const { username, secret } = await withApp();
      const code = codeOf(secret);
      const log = async (totp: string) =>
        (await post('session/', { challenge: (await password(username)).body.challenge, totp })).status;
      expect(await log(code)).toBe(200);
      expect(await log(code)).toBe(400);
      expect(await log(codeOf(secret, -1))).toBe(400);
      expect(await log(codeOf(secret, 1))).toBe(200);
      rig.pass(120_000);
      expect(await log(codeOf(secret, -2))).toBe(400);
      expect(await log(` ${codeOf(secret).slice(0, 3)} ${codeOf(secret).slice(3)} `)).toBe(200);
    });

    test('of two requests with one code or one challenge, one gets in', async () => {
      const { username, secret } = await withApp();
      const [one, other] = [await password(username), await password(username)];
      const totp = codeOf(secret);
      const answers = await Promise.all([
        post('session/', { challenge: one.body.challenge, totp }),
        post('session/', { challenge: other.body.challenge, totp }),
      ]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400]);
    });

    test('a login that was begun with the old password does not go on with a new one', async () => {
      const { id, username, secret, options } = await withApp();
      const begun = (await password(username)).body.challenge;
      const change = { old_password: rigPassword, new_password1: good, new_password2: good };
      expect((await post('users/user/password/change/', change, options)).status).toBe(200);
      const finished = await post('session/', { challenge: begun, totp: codeOf(secret) });
      expect([finished.status, finished.body]).toEqual([
        400,
        { challenge: ['This login has taken too long, or is finished: start again.'] },
      ]);
      const again = (await post('session/', { username, password: good })).body.challenge;
      const root = rig.as(await rig.user({ username: `locksmith-${username}`, is_superuser: true }));
      for (const is_active of [false, true]) await root('PATCH', `users/user/${id}/`, { is_active });
      expect((await post('session/', { challenge: again, totp: codeOf(secret) })).status).toBe(400);
    });

    test('a challenge is for one login, for five minutes', async () => {
      const { username, secret } = await withApp();
      const { challenge } = (await password(username)).body;
      expect((await post('session/', { challenge, totp: codeOf(secret) })).status).toBe(200);
      rig.pass(30_000);
      const again = await post('session/', { challenge, totp: codeOf(secret) });
      expect([again.status, Object.keys(again.body)]).toEqual([400, ['challenge']]);
      const late = (await password(username)).body.challenge;
      rig.pass(300_000);
      expect((await post('session/', { challenge: late, totp: codeOf(secret) })).status).toBe(400);
      expect((await post('session/', { challenge: 'x'.repeat(40), totp: codeOf(secret) })).status).toBe(400);
      expect((await post('session/', { challenge: late })).status).toBe(400);
      const stored = await rig.database.db.selectFrom('users_loginchallenge').selectAll().execute();
      expect(JSON.stringify(stored)).not.toContain(late);
    });

    test('another user’s code does not help', async () => {
      const [one, other] = [await withApp(), await withApp()];
      const { challenge } = (await password(one.username)).body;
      expect((await post('session/', { challenge, totp: codeOf(other.secret) })).status).toBe(400);
      expect((await post('session/', { challenge, recovery_code: other.codes[0] })).status).toBe(400);
    });

    test('guesses are few, however many logins are begun', async () => {
      const { username, secret } = await withApp();
      const right = codeOf(secret);
      const wrong = right === '123456' ? '654321' : '123456';
      const answers: number[] = [];
      for (let turn = 0; turn < 12; turn++) {
        const { challenge } = (await password(username)).body;
        answers.push((await post('session/', { challenge, totp: wrong })).status);
      }
      expect(answers).toEqual([...Array.from({ length: 10 }, () => 400), 429, 429]);
      const { challenge } = (await password(username)).body;
      const refused = await post('session/', { challenge, totp: right });
      expect(refused.status).toBe(429);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      rig.pass(3_600_000);
      const later = (await password(username)).body.challenge;
      expect((await post('session/', { challenge: later, totp: codeOf(secret) })).status).toBe(200);
    });

    test('another site cannot send the second step', async () => {
      const { username, secret } = await withApp();
      const { challenge } = (await password(username)).body;
      const headers = { origin: 'https://evil.example' };
      expect((await post('session/', { challenge, totp: codeOf(secret) }, { headers })).status).toBe(403);
    });

    test('the token of a password asks for a code too', async () => {
      const { username, secret, codes } = await withApp();
      const token = (more: object) => post('users/token/', { username, password: rigPassword, ...more });
      const refused = await token({});
      expect([refused.status, Object.keys(refused.body)]).toEqual([400, ['totp']]);
      expect((await token({ totp: '000000' })).status).toBe(400);
      expect((await token({ totp: codeOf(secret) })).body.token).toMatch(/^[0-9a-f]{40}$/);
      expect((await token({ recovery_code: codes[0] })).status).toBe(200);
      expect(
        (await post('users/token/', { username, password: 'wrong', recovery_code: codes[1] })).body,
      ).toEqual({
        non_field_errors: ['Unable to log in with provided credentials.'],
      });
      expect((await token({ recovery_code: codes[1] })).status).toBe(200);
    });

    test('are disabled with the password, and the recovery codes with them', async () => {
      const { username, options } = await withApp();
      const disable = (body: object) => post('session/second-factor/totp/disable/', body, options);
      expect((await disable({ password: 'x' })).status).toBe(400);
      expect((await disable({ password: rigPassword })).status).toBe(204);
      expect((await disable({ password: rigPassword })).status).toBe(404);
      expect((await password(username)).body.user.username).toBe(username);
      expect((await rig.request('GET', 'session/second-factor/', options)).body).toMatchObject({
        recovery_codes: 0,
      });
    });

    test('are for people: no token, no other site', async () => {
      const { id, options } = await withApp();
      const headers = { authorization: await rig.bearer(id) };
      for (const path of ['totp/', 'totp/disable/', 'recovery-codes/'])
        expect(
          (await post(`session/second-factor/${path}`, { password: rigPassword }, { headers })).status,
        ).toBe(403);
      const { cookies } = options;
      expect(
        (await post('session/second-factor/totp/disable/', { password: rigPassword }, { cookies })).status,
      ).toBe(403);
      expect((await post('session/second-factor/totp/', { password: rigPassword })).status).toBe(401);
    });

    test('users without a password need a fresh login instead', async () => {
      const id = await rig.user({ username: 'sso' });
      const options = await session('sso');
      await rig.database.db
        .updateTable('openwisp_users_user')
        .set({ password: '!x' })
        .where('id', '=', id)
        .execute();
      expect((await post('session/second-factor/totp/', {}, options)).status).toBe(200);
      rig.pass(901_000);
      expect((await post('session/second-factor/totp/', {}, options)).status).toBe(403);
    });
  });

  test('whoever has lost everything is let in by the command line', async () => {
    const { username, options } = await withApp();
    await resetSecondFactor(rig.database.db, username);
    expect((await password(username)).body.user.username).toBe(username);
    rig.pass(6000);
    expect((await rig.request('GET', 'session/', options)).status).toBe(401);
    await expect(resetSecondFactor(rig.database.db, 'nobody')).rejects.toThrow();
  });

  describe('recovery codes', () => {
    test('work once each, in any spelling, and are stored as digests', async () => {
      const { username, codes } = await withApp();
      const log = async (code: string) =>
        (
          await post('session/', {
            challenge: (await password(username)).body.challenge,
            recovery_code: code,
          })
        ).status;
      const [first = '', second = ''] = codes;
      expect(first).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/);
      expect(await log(first)).toBe(200);
      expect(await log(first)).toBe(400);
      expect(await log(second.toUpperCase().replaceAll('-', ' '))).toBe(200);
      const stored = await rig.database.db.selectFrom('users_recoverycode').selectAll().execute();
      expect(JSON.stringify(stored)).not.toContain(codes[2]?.replaceAll('-', ''));
      expect(JSON.stringify(stored)).not.toContain(codes[2]);
    });

    test('are replaced by new ones', async () => {
      const { username, codes, options } = await withApp();
      const replaced = await post(
        'session/second-factor/recovery-codes/',
        { password: rigPassword },
        options,
      );
      expect(replaced.body.recovery_codes).toHaveLength(10);
      const log = async (recovery_code: unknown) =>
        (await post('session/', { challenge: (await password(username)).body.challenge, recovery_code }))
          .status;
      expect(await log(codes[0])).toBe(400);
      expect(await log(replaced.body.recovery_codes[0])).toBe(200);
    });
  });

  describe('passkeys', () => {
    const withPasskey = async () => {
      const username = `key${++people}`;
      const id = await rig.user({ username });
      const options = await session(username);
      const key = createSoftwareAuthenticator();
      const begun = await post('session/passkeys/options/', { password: rigPassword }, options);
      const made = await post(
        'session/passkeys/',
        {
          challenge: begun.body.challenge,
          name: ' Blue key ',
          passkey: key.create(begun.body.options, origin),
        },
        options,
      );
      expect([made.status, made.body]).toMatchObject([201, { recovery_codes: expect.any(Array) }]);
      return { id, username, options, key, passkeyId: made.body.id as string };
    };

    test('are made, and prove a login', async () => {
      const { username, key, options } = await withPasskey();
      const list = (await rig.request('GET', 'session/passkeys/', options)).body;
      expect(list).toMatchObject({ count: 1, results: [{ name: 'Blue key', last_used: null }] });
      const first = (await password(username)).body;
      expect(first.second_factor).toEqual(['passkey']);
      expect(first.passkey_options).toMatchObject({ rpId: 'net.example.org' });
      const passkey = key.get(first.passkey_options, origin);
      const second = await post('session/', { challenge: first.challenge, passkey });
      expect([second.status, second.body.user.username]).toEqual([200, username]);
      expect(
        (await rig.request('GET', 'session/passkeys/', options)).body.results[0].last_used,
      ).not.toBeNull();
    });

    test('a proof is for one challenge, one site and one user', async () => {
      const one = await withPasskey();
      const other = await withPasskey();
      const attempt = async (passkey: (options: { challenge: string }) => unknown) => {
        const first = (await password(one.username)).body;
        return (
          await post('session/', { challenge: first.challenge, passkey: passkey(first.passkey_options) })
        ).status;
      };
      expect(await attempt((asked) => one.key.get(asked, 'https://evil.example'))).toBe(400);
      expect(await attempt(() => one.key.get({ challenge: 'AAAA', rpId: 'net.example.org' }, origin))).toBe(
        400,
      );
      expect(await attempt((asked) => one.key.get({ ...asked, rpId: 'evil.example' }, origin))).toBe(400);
      expect(await attempt((asked) => other.key.get(asked, origin))).toBe(400);
      expect(await attempt(() => ({ id: 5 }))).toBe(400);
      expect(await attempt(() => ({ id: { toString: 1 } }))).toBe(400);
      expect(await attempt(() => 'text')).toBe(400);
      expect(await attempt((asked) => one.key.get(asked, origin))).toBe(200);
    });

    test('a copy of a key is noticed by its count', async () => {
      const { username, key } = await withPasskey();
      const attempt = async (count: number) => {
        const first = (await password(username)).body;
        const passkey = key.get(first.passkey_options, origin, count);
        return (await post('session/', { challenge: first.challenge, passkey })).status;
      };
      expect(await attempt(5)).toBe(200);
      expect(await attempt(5)).toBe(400);
      expect(await attempt(3)).toBe(400);
      expect(await attempt(6)).toBe(200);
    });

    test('a registration is for the user who began it, once', async () => {
      const [one, other] = [await withPasskey(), await withPasskey()];
      const begin = async (options: object) =>
        (await post('session/passkeys/options/', { password: rigPassword }, options)).body;
      const key = createSoftwareAuthenticator();
      const begun = await begin(one.options);
      const body = { challenge: begun.challenge, name: 'x', passkey: key.create(begun.options, origin) };
      expect((await post('session/passkeys/', body, other.options)).body).toHaveProperty('challenge');
      expect((await post('session/passkeys/', body, one.options)).status).toBe(201);
      expect((await post('session/passkeys/', body, one.options)).body).toHaveProperty('challenge');
      const foreign = await begin(one.options);
      const passkey = createSoftwareAuthenticator().create(foreign.options, 'https://evil.example');
      expect(
        (await post('session/passkeys/', { challenge: foreign.challenge, name: 'x', passkey }, one.options))
          .body,
      ).toHaveProperty('passkey');
      const again = await begin(other.options);
      const known = key.create(again.options, origin);
      expect(
        (
          await post(
            'session/passkeys/',
            { challenge: again.challenge, name: 'x', passkey: known },
            other.options,
          )
        ).body,
      ).toEqual({
        passkey: ['This passkey is known already.'],
      });
      // A login's challenge makes no passkey.
      const login = (await password(one.username)).body;
      const wrongUse = {
        challenge: login.challenge,
        name: 'x',
        passkey: key.create({ ...login.passkey_options, rp: {} }, origin),
      };
      expect((await post('session/passkeys/', wrongUse, one.options)).body).toHaveProperty('challenge');
      expect((await post('session/passkeys/options/', { password: 'x' }, one.options)).status).toBe(400);
    });

    test('are renamed and deleted by their user alone', async () => {
      const [one, other] = [await withPasskey(), await withPasskey()];
      const path = `session/passkeys/${one.passkeyId}/`;
      const payload = { name: 'Red key' };
      expect((await rig.request('PATCH', path, { payload, ...other.options })).status).toBe(404);
      expect((await rig.request('PATCH', path, { payload, ...one.options })).body.name).toBe('Red key');
      const proof = { payload: { password: rigPassword } };
      expect((await rig.request('DELETE', path, { ...other.options, ...proof })).status).toBe(404);
      // A session that somebody left open is not enough.
      expect((await rig.request('DELETE', path, one.options)).body).toEqual({
        password: ['This field is required.'],
      });
      const wrong = { ...one.options, payload: { password: 'x' } };
      expect((await rig.request('DELETE', path, wrong)).body).toEqual({
        password: ['This is not your password.'],
      });
      const entries: AuditEntry[] = [];
      rig.context.audit.use(async (entry) => void entries.push(entry));
      await rig.request('PATCH', path, { payload: { name: 'Blue key' }, ...one.options });
      expect((await rig.request('DELETE', path, { ...one.options, ...proof })).status).toBe(204);
      expect(entries.map(({ action, label }) => [action, label])).toEqual([
        ['second-factor-renamed', one.username],
        ['second-factor-removed', one.username],
      ]);
      expect((await password(one.username)).body.user.username).toBe(one.username);
    });
  });

  describe('an organization that asks for a second factor', () => {
    test('lets members without one do nothing else', async () => {
      const north = await rig.organization(`north-${dialect}`);
      const root = rig.as(await rig.user({ username: `root-${dialect}`, is_superuser: true }));
      const username = `member-${dialect}`;
      const id = await rig.administrator(username, north);
      const options = await session(username);
      expect((await rig.request('GET', 'users/user/', options)).status).toBe(200);
      const path = `users/organization/${north}/`;
      expect((await root('GET', path)).body).not.toHaveProperty('second_factor_required');
      await root('PATCH', path, { second_factor_required: true });
      expect((await root('GET', `${path}?fields=second_factor_required`)).body).toEqual({
        second_factor_required: true,
      });

      const refused = await rig.request('GET', 'users/user/', options);
      expect([refused.status, refused.body]).toMatchObject([403, { code: 'second_factor_required' }]);
      const bearer = { headers: { authorization: await rig.bearer(id) } };
      expect((await rig.request('GET', 'users/user/', bearer)).status).toBe(403);
      const who = await rig.request('GET', 'session/', options);
      expect([who.status, who.body.restriction]).toEqual([200, 'second_factor_required']);
      expect((await password(username)).body.restriction).toBe('second_factor_required');
      expect((await rig.request('GET', 'session/second-factor/', options)).body.required_by).toEqual([
        `north-${dialect}`,
      ]);

      const { secret } = (await post('session/second-factor/totp/', { password: rigPassword }, options)).body;
      await post('session/second-factor/totp/confirm/', { totp: codeOf(secret) }, options);
      expect((await rig.request('GET', 'users/user/', options)).status).toBe(200);
      expect((await rig.request('GET', 'users/user/', bearer)).status).toBe(200);
      expect((await rig.request('GET', 'session/', options)).body.restriction).toBeNull();
      await post('session/second-factor/totp/disable/', { password: rigPassword }, options);
      expect((await rig.request('GET', 'users/user/', options)).status).toBe(403);
      expect((await rig.request('DELETE', 'session/', options)).status).toBe(204);
    });

    test('a form that does not name the setting leaves it', async () => {
      const south = await rig.organization(`south-${dialect}`);
      const root = await rig.user({ username: `boss-${dialect}`, is_superuser: true });
      const authorization = await rig.bearer(root);
      const path = `users/organization/${south}/`;
      await rig.as(root)('PATCH', path, { second_factor_required: true });
      const payload = new URLSearchParams({
        name: 's',
        slug: `south-${dialect}`,
        is_active: 'true',
      }).toString();
      const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
      expect((await rig.request('PUT', path, { payload, headers })).status).toBe(200);
      expect((await rig.as(root)('GET', `${path}?fields=second_factor_required`)).body).toEqual({
        second_factor_required: true,
      });
    });
  });
});

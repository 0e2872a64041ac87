import { hashPassword } from '@netloom/server-kit';
import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMailServer, type TestMailServer } from '../../../testing/index.ts';
import { rigPassword, rigSite, startUsersRig, type Answer, type UsersRig } from '../test-rig.ts';

const good = 'Tr1cky-Heron-88';
const sent = [200, { detail: 'Password reset e-mail has been sent.' }];

const cookiesOf = (answer: Answer): Record<string, string> =>
  Object.fromEntries([...answer.cookies].map(([name, { value }]) => [name, value]));
const short = ({ status, body }: Answer): unknown[] => [status, body];

describe.each(testDialects)('passwords on %s', (dialect) => {
  let rig: UsersRig;
  let server: TestMailServer;
  let anna: string;
  beforeAll(async () => {
    server = await startMailServer();
    rig = await startUsersRig(dialect, {
      NETLOOM_AUTH_THROTTLE_RATE: 'none',
      NETLOOM_MAIL_URL: server.url,
      NETLOOM_SITE_NAME: 'Hills',
    });
    anna = await rig.user({ username: 'anna', email: 'anna@example.org', phone_number: '+393471234567' });
    await rig.user({ username: 'gone', email: 'gone@example.org', is_active: false });
    await rig.user({ username: 'nomail' });
    await rig.user({ username: 'social', email: 'social@example.org', passwordHash: undefined });
  });
  afterAll(async () => {
    await rig.close();
    await server.close();
  });

  const ask = (payload: object, options: object = {}) =>
    rig.request('POST', 'users/password/reset/', { payload, ...options });
  const confirm = (payload: object, options: object = {}) =>
    rig.request('POST', 'users/password/reset/confirm/', { payload, ...options });
  const linkTo = async (
    email: string,
    input = email,
  ): Promise<{ uid: string; token: string; url: string }> => {
    await ask({ input });
    const url = (await server.take(email)).link('/accounts/password/reset/key/');
    const [, uid = '', token = ''] = /\/key\/([^-]+)-(.+)\/$/.exec(url) ?? [];
    return { uid, token, url };
  };
  const mayLogIn = async (username: string, password: string): Promise<boolean> =>
    (await rig.request('POST', 'session/', { payload: { username, password } })).status === 200;
  const login = async (username: string, password = rigPassword) => {
    const cookies = cookiesOf(await rig.request('POST', 'session/', { payload: { username, password } }));
    return { cookies, headers: { 'x-csrftoken': cookies['csrftoken'] ?? '' } };
  };

  describe('a reset', () => {
    test('asks for a name', async () => {
      expect(short(await ask({}))).toEqual([400, { input: ['This field is required.'] }]);
      expect(short(await ask({ input: ' ' }))).toEqual([400, { input: ['This field may not be blank.'] }]);
      expect(short(await rig.request('GET', 'users/password/reset/'))).toEqual([
        405,
        { detail: 'Method "GET" not allowed.' },
      ]);
    });

    test('mails a link to this site, whatever host the request names', async () => {
      expect(short(await ask({ input: 'anna' }, { headers: { host: 'evil.example' } }))).toEqual(sent);
      const mail = await server.take('anna@example.org');
      expect(mail.subject).toBe('Password reset on Hills');
      const link = mail.link('/accounts/');
      expect(link.startsWith(`${rigSite}/accounts/password/reset/key/${anna.replaceAll('-', '')}-`)).toBe(
        true,
      );
      expect(mail.html).toContain(link);
      expect(JSON.stringify(mail)).not.toContain('evil.example');
    });

    test('says the same for those who get no mail', async () => {
      for (const input of ['nobody', 'gone', 'gone@example.org', 'nomail', 'social', 'x'.repeat(3000), '%']) {
        expect(short(await ask({ input }))).toEqual(sent);
      }
      // Requests are worked off in their order: whoever was to get a mail would have got it before this one.
      await linkTo('anna@example.org', '+39 347 1234567');
      expect(server.mails.every(({ to }) => to === 'anna@example.org')).toBe(true);
    });

    test('sets a new password once, ends the sessions and the token', async () => {
      const { uid, token } = await linkTo('anna@example.org', 'ANNA@example.org');
      const session = await login('anna');
      // The login was after the link: whoever knows the password needs no link.
      expect(short(await confirm({ uid, token, new_password1: good, new_password2: good }))).toEqual([
        400,
        { token: ['Invalid value'] },
      ]);
      const link = await linkTo('anna@example.org', 'anna');
      const bearer = await rig.bearer(anna);
      const again = { uid: link.uid, token: link.token };
      const refused: [object, object][] = [
        [
          { ...again, new_password1: good, new_password2: 'x' },
          { new_password2: ['The two password fields didn’t match.'] },
        ],
        [
          { ...again, new_password1: 'monkey', new_password2: 'monkey' },
          { new_password2: expect.arrayContaining(['This password is too common.']) },
        ],
        [
          { ...again, new_password1: rigPassword, new_password2: rigPassword },
          { new_password2: ['You cannot re-use your current password. Enter a new password.'] },
        ],
        [
          { ...again, new_password1: 'anna@example.org', new_password2: 'anna@example.org' },
          { new_password2: ['The password is too similar to the email address.'] },
        ],
        [{ ...again, new_password2: good }, { new_password1: ['This field is required.'] }],
        [
          { ...again, new_password1: 'a'.repeat(129), new_password2: good },
          { new_password1: ['Ensure this field has no more than 128 characters.'] },
        ],
      ];
      for (const [body, errors] of refused) expect(short(await confirm(body))).toEqual([400, errors]);
      expect((await rig.request('GET', 'session/', session)).status).toBe(200);
      // Bearer headers are ignored.
      const ok = await confirm(
        { ...again, new_password1: good, new_password2: good },
        { headers: { authorization: 'Bearer nonsense' } },
      );
      expect(short(ok)).toEqual([200, { detail: 'Password has been reset with the new password.' }]);
      expect((await rig.request('GET', 'session/', session)).status).toBe(401);
      expect((await rig.request('GET', 'session/', { headers: { authorization: bearer } })).status).toBe(401);
      expect(await mayLogIn('anna', rigPassword)).toBe(false);
      expect(await mayLogIn('anna', good)).toBe(true);
      expect(
        short(await confirm({ ...again, new_password1: rigPassword, new_password2: rigPassword })),
      ).toEqual([400, { token: ['Invalid value'] }]);
    });

    test('two who use one link at once: one wins', async () => {
      await rig.user({ username: 'twice', email: 'twice@example.org' });
      const { uid, token } = await linkTo('twice@example.org');
      const passwords = ['Quiet-River-17', 'Loud-Mountain-18'];
      const answers = await Promise.all(
        passwords.map((one) => confirm({ uid, token, new_password1: one, new_password2: one })),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400]);
    });

    test('refuses wrong, foreign and old links', async () => {
      await rig.user({ username: 'ben', email: 'ben@example.org' });
      const { uid, token } = await linkTo('ben@example.org');
      const passwords = { new_password1: good, new_password2: good };
      const unknown = '00000000000040008000000000000000';
      const cases: [object, object][] = [
        [{ uid: unknown, token }, { uid: ['Invalid value'] }],
        [{ uid: 'zz', token }, { non_field_errors: ['“zz” is not a valid UUID.'] }],
        [{ uid: anna.replaceAll('-', ''), token }, { token: ['Invalid value'] }],
        [
          { uid, token: `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}` },
          { token: ['Invalid value'] },
        ],
        [{ uid, token: token.replace(/^[^-]+/, 'zzzzzzzz') }, { token: ['Invalid value'] }],
        [{ uid, token: '' }, { token: ['This field may not be blank.'] }],
      ];
      for (const [link, errors] of cases)
        expect(short(await confirm({ ...link, ...passwords }))).toEqual([400, errors]);
      rig.pass(3 * 86_400_000 + 1000);
      expect(short(await confirm({ uid, token, ...passwords }))).toEqual([400, { token: ['Invalid value'] }]);
    });

    test('does not flood a mailbox', async () => {
      await rig.user({ username: 'many', email: 'many@example.org' });
      for (let count = 0; count < 8; count++) await ask({ input: 'many' });
      await linkTo('anna@example.org', 'anna');
      expect(server.mails.filter(({ to }) => to === 'many@example.org').length).toBe(5);
    });

    test('believes Basic credentials and sessions only when they are right', async () => {
      const basic = (text: string) => ({ headers: { authorization: `Basic ${text}` } });
      const encode = (text: string) => Buffer.from(text).toString('base64');
      const wrong: [string, string][] = [
        [encode('anna:wrong'), 'Invalid username/password.'],
        [encode('anna'), 'Invalid username/password.'],
        ['§§', 'Invalid basic header. Credentials not correctly base64 encoded.'],
        ['a b', 'Invalid basic header. Credentials string should not contain spaces.'],
        ['', 'Invalid basic header. No credentials provided.'],
      ];
      for (const [text, detail] of wrong)
        expect(short(await ask({ input: 'x' }, basic(text)))).toEqual([403, { detail }]);
      expect(short(await ask({ input: 'x' }, basic(encode(`anna:${good}`))))).toEqual(sent);
      const { cookies, headers } = await login('anna', good);
      expect((await ask({ input: 'x' }, { cookies })).body).toEqual({
        detail: 'CSRF Failed: CSRF token missing.',
      });
      expect(short(await ask({ input: 'x' }, { cookies, headers }))).toEqual(sent);
    });

    test('guesses over Basic are limited', async () => {
      const authorization = `Basic ${Buffer.from('ben:guess').toString('base64')}`;
      const answers = [];
      for (let count = 0; count < 11; count++)
        answers.push((await ask({ input: 'x' }, { headers: { authorization } })).status);
      expect(answers).toEqual([...Array.from({ length: 10 }, () => 403), 429]);
    });
  });

  describe('one’s own password', () => {
    const change = (payload: object, options: object = {}) =>
      rig.request('POST', 'users/user/password/change/', { payload, ...options });

    test('needs the old one, and keeps the session that changes it', async () => {
      const carl = await rig.user({ username: 'carl', email: 'carl@example.org' });
      const [here, elsewhere] = [await login('carl'), await login('carl')];
      const bearer = await rig.bearer(carl);
      const body = { old_password: rigPassword, new_password1: good, new_password2: good };
      expect((await change(body)).status).toBe(401);
      expect((await change(body, { cookies: here.cookies })).status).toBe(403);
      expect(short(await change({ ...body, old_password: 'wrong' }, here))).toEqual([
        400,
        { old_password: ['Your old password was entered incorrectly. Please enter it again.'] },
      ]);
      expect(short(await change({}, here))).toEqual([
        400,
        {
          old_password: ['This field is required.'],
          new_password1: ['This field is required.'],
          new_password2: ['This field is required.'],
        },
      ]);
      expect(short(await change({ ...body, new_password2: 'other' }, here))).toEqual([
        400,
        { new_password2: ['The two password fields didn’t match.'] },
      ]);
      expect(
        short(await change({ ...body, new_password1: '83719204', new_password2: '83719204' }, here)),
      ).toEqual([400, { new_password2: ['This password is entirely numeric.'] }]);
      expect(short(await change(body, here))).toEqual([200, { detail: 'New password has been saved.' }]);
      expect((await rig.request('GET', 'session/', here)).status).toBe(200);
      expect((await rig.request('GET', 'session/', elsewhere)).status).toBe(401);
      expect((await rig.request('GET', 'session/', { headers: { authorization: bearer } })).status).toBe(200);
      expect(await mayLogIn('carl', good)).toBe(true);
    });

    test('one of two that come at the same moment counts', async () => {
      await rig.user({ username: 'twin' });
      const both = await Promise.all(
        ['Tr1cky-Heron-88', 'Quiet-River-17'].map(async (chosen) => ({
          chosen,
          options: await login('twin'),
        })),
      );
      const answers = await Promise.all(
        both.map(({ chosen, options }) =>
          change({ old_password: rigPassword, new_password1: chosen, new_password2: chosen }, options),
        ),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400]);
      const winner = both[answers.findIndex(({ status }) => status === 200)];
      expect(await mayLogIn('twin', winner?.chosen ?? '')).toBe(true);
      expect(answers.find(({ status }) => status === 400)?.body).toEqual({
        old_password: ['Your old password was entered incorrectly. Please enter it again.'],
      });
    });

    test('white space around a password is lost, and nobody is locked out by it', async () => {
      const spacy = `  ${good} `;
      // Set before this was so, or at the command line.
      const passwordHash = await hashPassword(spacy);
      await rig.user({ username: 'spacy', passwordHash });
      expect([await mayLogIn('spacy', spacy), await mayLogIn('spacy', good)]).toEqual([true, false]);
      const next = ' Quiet-River-17\t';
      const body = { old_password: spacy, new_password1: next, new_password2: next.trim() };
      expect(short(await change({ ...body, old_password: good }, await login('spacy', spacy)))).toEqual([
        400,
        { old_password: ['Your old password was entered incorrectly. Please enter it again.'] },
      ]);
      expect((await change(body, await login('spacy', spacy))).status).toBe(200);
      expect([await mayLogIn('spacy', next), await mayLogIn('spacy', next.trim())]).toEqual([true, true]);
      const token = async (password: string) =>
        (await rig.request('POST', 'users/token/', { payload: { username: 'spacy', password } })).status;
      expect([await token(next.trim()), await token(next)]).toEqual([200, 400]);
      const blank = ['This field may not be blank.'];
      expect(
        short(
          await change(
            { old_password: ' ', new_password1: ' ', new_password2: ' ' },
            await login('spacy', next),
          ),
        ),
      ).toEqual([400, { old_password: blank, new_password1: blank, new_password2: blank }]);
    });

    test('takes forms with the token in the body', async () => {
      await rig.user({ username: 'former' });
      const { cookies } = await login('former');
      const payload = new URLSearchParams({
        old_password: rigPassword,
        new_password1: good,
        new_password2: good,
        csrfmiddlewaretoken: cookies['csrftoken'] ?? '',
      }).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      expect(
        (await rig.request('POST', 'users/user/password/change/', { payload, cookies, headers })).status,
      ).toBe(200);
    });
  });

  describe('the password of another user', () => {
    let north: string;
    let managerId: string;
    let member: string;
    beforeAll(async () => {
      north = await rig.organization('north');
      managerId = await rig.administrator('manager', north);
      member = await rig.user({ username: 'member' });
      await rig.member(member, north, false);
    });
    const body = { current_password: null, new_password: good, confirm_password: good };
    const put = (caller: string, user: string, payload: object) =>
      rig.as(caller)('PUT', `users/user/${user}/password/`, payload);

    test('is set by managers of an organization of the user', async () => {
      const session = await login('member');
      expect(short(await put(managerId, member, body))).toEqual([
        200,
        { status: 'Success', message: 'Password updated successfully' },
      ]);
      expect((await rig.request('GET', 'session/', session)).status).toBe(401);
      expect(await mayLogIn('member', good)).toBe(true);
      // Strength is not judged here, and managers need not know the old one.
      expect(
        (await put(managerId, member, { current_password: 'x', new_password: '1', confirm_password: '1' }))
          .status,
      ).toBe(200);
    });

    test('is hidden from everybody else', async () => {
      const south = await rig.organization('south');
      const stranger = await rig.administrator('stranger', south);
      expect((await put(stranger, member, body)).status).toBe(404);
      const root = await rig.user({ username: 'root', is_superuser: true });
      expect((await put(managerId, root, body)).status).toBe(404);
      expect((await put(member, managerId, body)).status).toBe(403);
      expect((await rig.as(member)('OPTIONS', `users/user/${managerId}/password/`)).status).toBe(200);
      expect((await put(member, member, body)).status).toBe(404);
      expect((await put(root, stranger, body)).status).toBe(200);
      expect((await rig.request('PUT', `users/user/${member}/password/`, { payload: body })).status).toBe(
        401,
      );
      expect((await rig.request('PUT', 'users/user/not-a-uuid/password/', { payload: body })).status).toBe(
        404,
      );
      for (const method of ['GET', 'PATCH', 'POST', 'DELETE']) {
        const answer = await rig.as(root)(method, `users/user/${member}/password/`);
        expect(short(answer)).toEqual([405, { detail: `Method "${method}" not allowed.` }]);
        expect(answer.headers['allow']).toBe('PUT, OPTIONS');
      }
    });

    test('staff without an organization must know their own', async () => {
      const staff = await rig.user({ username: 'staff', is_staff: true });
      expect(short(await put(staff, staff, body))).toEqual([
        400,
        { current_password: ['Your old password was entered incorrectly. Please enter it again.'] },
      ]);
      const session = await login('staff');
      expect((await put(staff, staff, { ...body, current_password: rigPassword })).status).toBe(200);
      expect((await rig.request('GET', 'session/', session)).status).toBe(401);
    });

    test('and cannot find it out by guesses', async () => {
      const staff = await rig.user({ username: 'guesser', is_staff: true });
      const guess = async (password: string) =>
        (await put(staff, staff, { ...body, current_password: password })).status;
      const answers: number[] = [];
      for (let turn = 0; turn < 11; turn++) answers.push(await guess(`guess ${turn}`));
      expect(answers).toEqual([...Array.from({ length: 10 }, () => 400), 429]);
      expect(await guess(rigPassword)).toBe(429);
      rig.pass(300_000);
      expect(await guess(rigPassword)).toBe(200);
    });

    test('says what is wrong', async () => {
      const cases: [object, object][] = [
        [
          {},
          {
            current_password: ['This field is required.'],
            new_password: ['This field is required.'],
            confirm_password: ['This field is required.'],
          },
        ],
        [{ ...body, current_password: '' }, { current_password: ['This field may not be blank.'] }],
        [
          { ...body, current_password: good },
          { new_password: ['New password cannot be the same as your old password.'] },
        ],
        [{ ...body, confirm_password: 'x' }, { confirm_password: ['The two password fields didn’t match.'] }],
      ];
      for (const [given, errors] of cases)
        expect(short(await put(managerId, member, given))).toEqual([400, errors]);
    });

    test('says everything that is wrong at once', async () => {
      const same = ['New password cannot be the same as your old password.'];
      const blank = ['This field may not be blank.'];
      const wrong = ['Your old password was entered incorrectly. Please enter it again.'];
      const different = ['The two password fields didn’t match.'];
      const cases: [unknown, unknown, unknown, object][] = [
        ['x', 'x', 'y', { new_password: same, confirm_password: different }],
        ['x', ' ', 'y', { new_password: blank, confirm_password: different }],
        ['x', null, 'y', { new_password: ['This field may not be null.'], confirm_password: different }],
        ['x', 'y', ' ', { confirm_password: blank }],
        [' ', 'y', 'z', { current_password: blank, confirm_password: different }],
      ];
      const bodyOf = (current: unknown, chosen: unknown, repeated: unknown) => ({
        current_password: current,
        new_password: chosen,
        confirm_password: repeated,
      });
      for (const [current, chosen, repeated, errors] of cases)
        expect(short(await put(managerId, member, bodyOf(current, chosen, repeated)))).toEqual([400, errors]);
      const staff = await rig.user({ username: 'asked', is_staff: true });
      expect(short(await put(staff, staff, bodyOf('wrong', 'wrong', 'other')))).toEqual([
        400,
        { current_password: wrong, new_password: same, confirm_password: different },
      ]);
    });

    test('may be long, has no white space around it, and comes by form as well', async () => {
      const long = 'Tr1cky-Heron-'.repeat(20);
      const given = { current_password: 'x', new_password: ` ${long}`, confirm_password: long };
      expect((await put(managerId, member, given)).status).toBe(200);
      expect(await mayLogIn('member', long)).toBe(true);
      const form = await rig.request('PUT', `users/user/${member}/password/`, {
        payload: new URLSearchParams({
          current_password: '',
          new_password: 'a',
          confirm_password: 'a',
        }).toString(),
        headers: {
          authorization: await rig.bearer(managerId),
          'content-type': 'application/x-www-form-urlencoded',
        },
      });
      expect(form.status).toBe(200);
      const tooLong = { ...body, new_password: 'x'.repeat(4097), confirm_password: 'x'.repeat(4097) };
      const most = ['Ensure this field has no more than 4096 characters.'];
      expect(short(await put(managerId, member, tooLong))).toEqual([
        400,
        { new_password: most, confirm_password: most },
      ]);
    });
  });
});

describe.each(testDialects)('limits and ages of passwords on %s', (dialect) => {
  let rig: UsersRig;
  beforeAll(async () => {
    rig = await startUsersRig(dialect, {
      NETLOOM_AUTH_THROTTLE_RATE: '3/day',
      NETLOOM_USER_PASSWORD_EXPIRATION: '10',
    });
  });
  afterAll(() => rig.close());

  test('the password and token endpoints share one counter', async () => {
    const remoteAddress = '192.0.2.7';
    const post = (path: string) => rig.request('POST', path, { payload: { input: 'x' }, remoteAddress });
    expect((await post('users/password/reset/')).status).toBe(200);
    expect((await post('users/token/')).status).toBe(400);
    expect((await post('users/password/reset/confirm/')).status).toBe(400);
    const refused = await rig.request('GET', 'users/password/reset/', { remoteAddress });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });

  test('an expired password leaves nothing but to change it', async () => {
    const id = await rig.user({ username: 'dora', is_superuser: true });
    const bearer = await rig.bearer(id);
    const credentials = { username: 'dora', password: rigPassword };
    const before = cookiesOf(await rig.request('POST', 'session/', { payload: credentials }));
    rig.pass(10 * 86_400_000);
    expect((await rig.request('GET', 'session/', { cookies: before })).status).toBe(200);
    rig.pass(86_400_000);
    const expired = {
      detail: 'Your password has expired. Update it to continue.',
      code: 'password_expired',
      web_password_change_url: 'http://localhost:80/accounts/password/change/',
      api_password_change_url: 'http://localhost:80/api/v1/users/user/password/change/',
      api_password_reset_url: 'http://localhost:80/api/v1/users/password/reset/',
    };
    for (const path of ['session/', 'users/user/', 'users/organization/']) {
      const answer = await rig.request('GET', path, { cookies: before, headers: { accept: 'text/html' } });
      expect(short(answer)).toEqual([403, expired]);
      expect(answer.headers['content-type']).toContain('application/json');
    }
    expect((await rig.request('GET', 'users/nothing/', { cookies: before })).status).toBe(404);
    // With a token beside it the session does not matter, and tokens do not expire.
    const both = { cookies: before, headers: { authorization: bearer } };
    expect((await rig.request('GET', 'users/user/', both)).status).toBe(200);
    expect((await rig.request('POST', 'users/token/', { payload: credentials })).status).toBe(200);

    const login = await rig.request('POST', 'session/', { payload: credentials });
    expect(short(login)).toEqual([403, expired]);
    const cookies = cookiesOf(login);
    const headers = { 'x-csrftoken': cookies['csrftoken'] ?? '' };
    const out = await rig.request('DELETE', 'session/', {
      cookies: before,
      headers: { 'x-csrftoken': before['csrftoken'] ?? '' },
    });
    expect(out.status).toBe(204);
    const changed = await rig.request('POST', 'users/user/password/change/', {
      payload: { old_password: rigPassword, new_password1: good, new_password2: good },
      cookies,
      headers,
    });
    expect(changed.status).toBe(200);
    expect((await rig.request('GET', 'session/', { cookies })).status).toBe(200);
  });

  test('sessions that needed no password do not expire with it', async () => {
    const id = await rig.user({ username: 'saml' });
    await rig.database.db
      .updateTable('openwisp_users_user')
      .set({ password_updated: '2020-01-01' })
      .where('id', '=', id)
      .execute();
    const cookies = cookiesOf(
      await rig.request('POST', 'session/', { payload: { username: 'saml', password: rigPassword } }),
    );
    expect((await rig.request('GET', 'session/', { cookies })).status).toBe(403);
    await rig.database.db
      .updateTable('users_session')
      .set({ password_based: false })
      .where('user_id', '=', id)
      .execute();
    rig.pass(6000);
    expect((await rig.request('GET', 'session/', { cookies })).status).toBe(200);
  });
});

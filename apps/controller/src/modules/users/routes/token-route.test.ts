import { createSecretBox, parseSecretKeys } from '@netloom/server-kit';
import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { obtainToken } from '../access-tokens.ts';
import { rigPassword, startUsersRig, type UsersRig } from '../test-rig.ts';

const wrong = { non_field_errors: ['Unable to log in with provided credentials.'] };

describe.each(testDialects)('users/token/ on %s', (dialect) => {
  let rig: UsersRig;
  beforeAll(async () => {
    rig = await startUsersRig(dialect, {
      NETLOOM_AUTH_THROTTLE_RATE: 'none',
      NETLOOM_AUTH_PHONE_PREFIXES: '+39',
    });
    await rig.user({ username: 'ops', email: 'Ops@Example.org', phone_number: '+393471234567' });
    await rig.user({ username: 'gone', is_active: false });
  });
  afterAll(() => rig.close());

  const obtain = (body: unknown, options: object = {}) =>
    rig.request('POST', 'users/token/', { payload: body as object, ...options });

  test('answers with 40 hexadecimal characters, and with the same ones again', async () => {
    const first = await obtain({ username: 'ops', password: rigPassword });
    expect(first.status).toBe(200);
    expect(first.body.token).toMatch(/^[0-9a-f]{40}$/);
    const again = await obtain({ username: ' ops ', password: rigPassword });
    expect(again.body).toEqual(first.body);
    const stored = await rig.database.db.selectFrom('authtoken_token').selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain(first.body.token);
  });

  test('many at once get one and the same token', async () => {
    const id = await rig.user({ username: 'crowd' });
    const tokens = await Promise.all(
      Array.from({ length: 8 }, () => obtainToken(rig.context, id, { passwordBased: true })),
    );
    expect(new Set(tokens.map(({ key }) => key)).size).toBe(1);
    const { body } = await obtain({ username: 'crowd', password: rigPassword });
    expect(body).toEqual({ token: tokens[0]?.key });
  });

  test('a token that the secret key no longer opens is replaced', async () => {
    const id = await rig.user({ username: 'rekeyed' });
    const other = createSecretBox(parseSecretKeys('cd'.repeat(32), 'test'));
    const lost = await obtainToken({ ...rig.context, secrets: other }, id, { passwordBased: true });
    const { body } = await obtain({ username: 'rekeyed', password: rigPassword });
    expect(body.token).not.toBe(lost.key);
    const headers = { authorization: `Bearer ${body.token}` };
    expect((await rig.request('GET', 'session/', { headers })).status).toBe(200);
  });

  test('knows users by name, e-mail address in any case, and phone number in any spelling', async () => {
    const names = [
      'ops',
      'ops@example.org',
      'OPS@EXAMPLE.ORG',
      '+393471234567',
      '+39 347 123-4567',
      '3471234567',
      '347 1234567',
    ];
    for (const username of names) {
      expect([username, (await obtain({ username, password: rigPassword })).status]).toEqual([username, 200]);
    }
    for (const username of ['Ops', '00393471234567', '+39347123456', '%', 'ops@example.com']) {
      expect([username, (await obtain({ username, password: rigPassword })).status]).toEqual([username, 400]);
    }
  });

  test('takes forms', async () => {
    const body = new URLSearchParams({ username: 'ops', password: rigPassword }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await obtain(body, { headers })).status).toBe(200);
  });

  test('says the same for a wrong password, an unknown and an inactive user', async () => {
    for (const body of [
      { username: 'ops', password: 'no' },
      { username: 'nobody', password: rigPassword },
      { username: 'gone', password: rigPassword },
      { username: 'ops', password: `${rigPassword} ` },
    ]) {
      const answer = await obtain(body);
      expect([answer.status, answer.body]).toEqual([400, wrong]);
    }
  });

  test('names what is missing or malformed', async () => {
    const required = ['This field is required.'];
    const cases: [unknown, object][] = [
      [{}, { username: required, password: required }],
      [{ username: 'ops' }, { password: required }],
      [
        { username: '', password: '' },
        { username: ['This field may not be blank.'], password: ['This field may not be blank.'] },
      ],
      [
        { username: null, password: ['x'] },
        { username: ['This field may not be null.'], password: ['Not a valid string.'] },
      ],
      [{ username: 'o\0ps', password: 'x' }, { username: ['Null characters are not allowed.'] }],
      [[], { non_field_errors: ['Invalid data. Expected a dictionary, but got list.'] }],
    ];
    for (const [body, errors] of cases) {
      const answer = await obtain(body);
      expect([answer.status, answer.body]).toEqual([400, errors]);
    }
  });

  test('ignores other credentials of the request', async () => {
    const answer = await obtain(
      { username: 'ops', password: rigPassword },
      {
        headers: { authorization: 'Bearer bad', origin: 'https://elsewhere.example' },
        cookies: { sessionid: 'x'.repeat(32) },
      },
    );
    expect(answer.status).toBe(200);
  });

  test('is for POST', async () => {
    const get = await rig.request('GET', 'users/token/');
    expect([get.status, get.body, get.headers['allow']]).toEqual([
      405,
      { detail: 'Method "GET" not allowed.' },
      'POST, OPTIONS',
    ]);
    expect((await rig.request('OPTIONS', 'users/token/')).status).toBe(200);
  });

  test('a right password replaces a hash of Django by one of today, once', async () => {
    const { pbkdf2Sync } = await import('node:crypto');
    const derived = pbkdf2Sync('imported', 'salt', 1000, 32, 'sha256').toString('base64');
    const id = await rig.user({ username: 'imported', passwordHash: `pbkdf2_sha256$1000$salt$${derived}` });
    const stored = async () =>
      (
        await rig.database.db
          .selectFrom('openwisp_users_user')
          .select('password')
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
      ).password;
    expect((await obtain({ username: 'imported', password: 'wrong' })).status).toBe(400);
    expect(await stored()).toContain('pbkdf2');
    expect((await obtain({ username: 'imported', password: 'imported' })).status).toBe(200);
    const replaced = await stored();
    expect(replaced).toMatch(/^\$argon2id\$/);
    expect((await obtain({ username: 'imported', password: 'imported' })).status).toBe(200);
    expect(await stored()).toBe(replaced);
  });

  test('a user who cannot log in with a password does not, whatever is sent', async () => {
    await rig.user({ username: 'sso', passwordHash: undefined });
    expect((await obtain({ username: 'sso', password: '!' })).status).toBe(400);
  });
});

describe('the throttle of the endpoints that take passwords', () => {
  test('counts every request of a client, whatever its method and outcome', async () => {
    const rig = await startUsersRig('sqlite', { NETLOOM_AUTH_THROTTLE_RATE: '3/day' });
    try {
      await rig.user({ username: 'ops' });
      const right = { payload: { username: 'ops', password: rigPassword } };
      expect((await rig.request('POST', 'users/token/', right)).status).toBe(200);
      expect((await rig.request('GET', 'users/token/')).status).toBe(405);
      expect((await rig.request('OPTIONS', 'users/token/')).status).toBe(200);
      rig.pass(3_600_000);
      const refused = await rig.request('POST', 'users/token/', right);
      expect([refused.status, refused.headers['retry-after'], refused.body]).toEqual([
        429,
        String(23 * 3600),
        { detail: `Request was throttled. Expected available in ${23 * 3600} seconds.` },
      ]);
      expect((await rig.request('GET', 'users/token/')).status).toBe(429);
      // A header that anybody can send makes nobody another client.
      const spoofed = { ...right, headers: { 'x-forwarded-for': '203.0.113.9' } };
      expect((await rig.request('POST', 'users/token/', spoofed)).status).toBe(429);
      const other = { ...right, remoteAddress: '203.0.113.9' };
      expect((await rig.request('POST', 'users/token/', other)).status).toBe(200);
      rig.pass(23 * 3_600_000);
      expect((await rig.request('POST', 'users/token/', right)).status).toBe(200);
    } finally {
      await rig.close();
    }
  });
});

import argon2 from '@node-rs/argon2';
import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startUsersRig, type UsersRig } from './test-rig.ts';

/** Counts what costs time when passwords are checked: the real hashing, which is by far the most. */
const hashed = { count: 0 };
const library = argon2 as unknown as Record<'hash' | 'verify', (...given: unknown[]) => unknown>;
const real = { hash: library.hash, verify: library.verify };
for (const name of ['hash', 'verify'] as const) {
  library[name] = (...given) => {
    hashed.count++;
    return real[name](...given);
  };
}
afterAll(() => void Object.assign(library, real));

const formType = { 'content-type': 'application/x-www-form-urlencoded' };

/** Whoever asks as a stranger must not learn who has an account: not from answers, and not from the work behind them. */
describe.each(testDialects)('who exists on %s', (dialect) => {
  let rig: UsersRig;
  let ids: Record<string, string>;
  beforeAll(async () => {
    rig = await startUsersRig(dialect, { NETLOOM_AUTH_THROTTLE_RATE: 'none' });
    ids = {
      known: await rig.user({ username: 'known', email: 'known@example.org' }),
      inactive: await rig.user({ username: 'inactive', email: 'inactive@example.org', is_active: false }),
      passwordless: await rig.user({
        username: 'passwordless',
        email: 'passwordless@example.org',
        passwordHash: undefined,
      }),
      silent: await rig.user({ username: 'silent' }),
      boss: await rig.user({ username: 'boss', is_superuser: true }),
    };
  });
  afterAll(() => rig.close());
  beforeEach(() => void (hashed.count = 0));

  const names = [
    'known',
    'known@example.org',
    'inactive',
    'passwordless',
    'silent',
    'boss',
    'nobody',
    'no@where.org',
  ];

  /** What a stranger can see of a request, and what it costs. */
  const observe = async (method: string, path: string, options: object, countsStatements = true) => {
    const before = [hashed.count, rig.database.statements()] as const;
    const { status, body, headers } = await rig.request(method, path, options);
    return {
      status,
      body: body as unknown,
      length: headers['content-length'],
      hashes: hashed.count - before[0],
      ...(countsStatements ? { statements: rig.database.statements() - before[1] } : {}),
    };
  };

  test.each(['session/', 'users/token/'])('is not told by a login at %s', async (path) => {
    const seen = [];
    for (const username of names)
      seen.push(await observe('POST', path, { payload: { username, password: 'wrong' } }));
    expect(seen[0]).toMatchObject({ status: 400, hashes: 1 });
    for (const one of seen) expect(one).toEqual(seen[0]);
  });

  test('is not told by the form of a login', async () => {
    const csrftoken = 'a'.repeat(32);
    const seen = [];
    for (const login of names) {
      const fields = { csrfmiddlewaretoken: csrftoken, login, password: 'wrong' };
      const payload = new URLSearchParams(fields).toString();
      const options = { payload, headers: formType, cookies: { csrftoken } };
      const { body, length: _length, ...rest } = await observe('POST', '/accounts/login/', options);
      // The name is where it was.
      seen.push({ ...rest, body: String(body).replace(`value="${login}"`, '') });
    }
    expect(seen[0]).toMatchObject({ status: 200, hashes: 1 });
    for (const one of seen) expect(one).toEqual(seen[0]);
  });

  test('is not told by a login over Basic', async () => {
    const seen = [];
    for (const username of names) {
      const authorization = `Basic ${Buffer.from(`${username}:wrong`).toString('base64')}`;
      const options = { headers: { authorization }, payload: { input: 'x' } };
      seen.push(await observe('POST', 'users/password/reset/', options));
    }
    expect(seen[0]).toMatchObject({ status: 403, hashes: 1 });
    for (const one of seen) expect(one).toEqual(seen[0]);
  });

  test('is not told when somebody asks for a new password', async () => {
    const seen = [];
    for (const input of names)
      seen.push(await observe('POST', 'users/password/reset/', { payload: { input } }));
    expect(seen[0]).toMatchObject({ status: 200, hashes: 0 });
    for (const one of seen) expect(one).toEqual(seen[0]);
    const pages = [];
    for (const input of names) {
      const payload = new URLSearchParams({ input }).toString();
      pages.push(await observe('POST', '/accounts/password/reset/', { payload, headers: formType }));
    }
    expect(pages[0]).toMatchObject({ status: 302, hashes: 0 });
    for (const one of pages) expect(one).toEqual(pages[0]);
  });

  test.each(['invitation', 'password/reset/key'])(
    'is not told by a wrong link of the kind %s',
    async (kind) => {
      const signature = `aaaaaa-${'0'.repeat(64)}`;
      const uids = [...Object.values(ids).map((id) => id.replaceAll('-', '')), 'f'.repeat(32)];
      for (const method of ['GET', 'POST']) {
        const seen = [];
        for (const uid of uids) {
          const payload = 'new_password1=Tr1cky-Heron-88&new_password2=Tr1cky-Heron-88';
          const options = method === 'GET' ? {} : { payload, headers: formType };
          seen.push(await observe(method, `/accounts/${kind}/${uid}-${signature}/`, options, false));
        }
        // No hash either: a wrong link must not cost anything.
        expect(seen[0]).toMatchObject({ status: 404, hashes: 0 });
        for (const one of seen) expect(one).toEqual(seen[0]);
      }
    },
  );

  test('the count of the hashes is one of this test’s making', async () => {
    const { status } = await rig.request('POST', 'session/', {
      payload: { username: 'known', password: 'wrong' },
    });
    expect([status, hashed.count]).toEqual([400, 1]);
  });
});

import { HttpError } from '@netloom/server-kit';
import { openTestDatabase, testDialects, type TestDatabase } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkLogin } from './check-login.ts';
import { usersModule } from './index.ts';
import { createSuperuser, resetPassword } from './superusers.ts';

const errorsOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof HttpError ? error.body : error),
  );

describe.each(testDialects)('superusers on %s', (dialect) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase(dialect, [{ module: 'users', migrations: usersModule.migrations }]);
  });
  afterAll(() => database.close());

  const login = (identifier: string, password: string) =>
    checkLogin(database.db, { identifier, password, phonePrefixes: [] });

  test('log in with what they were created with, and after a reset with that', async () => {
    const id = await createSuperuser(database.db, {
      username: ' chief ',
      email: 'chief@example.org',
      password: 'first',
    });
    expect(await login('chief', 'first')).toBe(id);
    await resetPassword(database.db, { username: 'chief', password: 'second' });
    expect(await login('chief', 'first')).toBeUndefined();
    expect(await login('chief', 'second')).toBe(id);
  });

  test('need a name that is possible and free, and a password', async () => {
    const problems = [
      [{ username: 'no way', password: 'x' }, 'username'],
      [{ username: 'chief', password: 'x' }, 'username'],
      [{ username: 'other', email: 'CHIEF@example.org', password: 'x' }, 'email'],
      [{ username: 'other', password: '' }, 'password'],
      [{ username: 'other', password: 'x'.repeat(5000) }, 'password'],
    ] as const;
    for (const [given, field] of problems) {
      expect(await errorsOf(createSuperuser(database.db, given))).toEqual({ [field]: [expect.any(String)] });
    }
    expect(await errorsOf(resetPassword(database.db, { username: 'nobody', password: 'x' }))).toEqual({
      username: ['There is no user with this username.'],
    });
  });

  test('two spellings that look the same are one name', async () => {
    await createSuperuser(database.db, { username: 'ﬁrst', password: 'x' });
    expect(await errorsOf(createSuperuser(database.db, { username: 'first', password: 'x' }))).toMatchObject({
      username: ['A user with that username already exists.'],
    });
    expect(await login('ﬁrst', 'x')).toBeDefined();
  });
});

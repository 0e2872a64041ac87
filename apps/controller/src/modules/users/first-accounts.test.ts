import { createEventBus, createLogger, loadSettings, openDatabase, type Database } from '@netloom/server-kit';
import { openTestDatabase, testDialects, type TestDatabase } from '@netloom/server-kit/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { controllerSettings } from '../../platform/settings.ts';
import { checkLogin } from './check-login.ts';
import { ensureFirstAccounts } from './first-accounts.ts';
import { usersModule } from './index.ts';
import { createSuperuser } from './superusers.ts';

describe.each(testDialects)('the first accounts on %s', (dialect) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase(dialect, [{ module: 'users', migrations: usersModule.migrations }]);
  });
  afterEach(() => database.close());

  const start = (env: Record<string, string> = {}, on: Database = database) =>
    ensureFirstAccounts({
      database: on,
      settings: loadSettings(controllerSettings, { env }),
      clock: () => new Date(),
      events: createEventBus({ log: createLogger({ level: 'silent' }) }),
    });
  const login = (identifier: string, password: string) =>
    checkLogin(database.db, { identifier, password, phonePrefixes: [] });

  test('are a superuser with a generated password and the organization "default"', async () => {
    const made = await start();
    expect(made).toEqual({
      created: true,
      username: 'admin',
      password: expect.stringMatching(/^[A-Za-z0-9]{20}$/),
      organizationId: expect.any(String),
    });
    expect(await login('admin', made.password ?? '')).toBeDefined();
    const organizations = await database.db
      .selectFrom('openwisp_users_organization')
      .select(['id', 'name', 'slug'])
      .execute();
    expect(organizations).toEqual([{ id: made.organizationId, name: 'default', slug: 'default' }]);
    expect(await start()).toEqual({ ...made, created: false, password: undefined });
  });

  test('have the name, address and password that the operator chose', async () => {
    const made = await start({
      NETLOOM_ADMIN_USERNAME: 'chief',
      NETLOOM_ADMIN_EMAIL: 'chief@example.org',
      NETLOOM_ADMIN_PASSWORD: 'chosen-by-me',
    });
    expect([made.username, made.password]).toEqual(['chief', undefined]);
    expect(await login('CHIEF@example.org', 'chosen-by-me')).toBeDefined();
    const address = await database.db
      .selectFrom('account_emailaddress')
      .selectAll()
      .executeTakeFirstOrThrow();
    expect(address).toMatchObject({ email: 'chief@example.org', verified: true, primary: true });
  });

  test('are made once by several that start at the same moment', async () => {
    const others = Array.from({ length: 4 }, () => openDatabase(database.url));
    try {
      const made = await Promise.all(
        // Different names: what keeps the others out must not be that the name is taken.
        others.map((other, index) => start({ NETLOOM_ADMIN_USERNAME: `admin${index}` }, other)),
      );
      expect(made.map(({ created }) => created).toSorted()).toEqual([false, false, false, true]);
      expect(new Set(made.map(({ organizationId }) => organizationId)).size).toBe(1);
      expect(await database.db.selectFrom('openwisp_users_user').select('id').execute()).toHaveLength(1);
    } finally {
      await Promise.all(others.map((other) => other.close()));
    }
  });

  test('leave what is there alone', async () => {
    await createSuperuser(database.db, { username: 'earlier', password: 'x' });
    const made = await start();
    expect([made.created, made.password]).toEqual([false, undefined]);
    expect(await database.db.selectFrom('openwisp_users_user').select('username').execute()).toEqual([
      { username: 'earlier' },
    ]);
  });
});

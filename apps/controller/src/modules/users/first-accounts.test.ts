import { createEventBus, createLogger, loadSettings, openDatabase, type Database } from '@netloom/server-kit';
import { openTestDatabase, testDialects, type TestDatabase } from '@netloom/server-kit/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FirstStartStep } from '../../platform/first-start.ts';
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

  const start = (
    env: Record<string, string> = {},
    { on = database, steps = [] }: { on?: Database; steps?: FirstStartStep[] } = {},
  ) =>
    ensureFirstAccounts(
      {
        database: on,
        settings: loadSettings(controllerSettings, { env }),
        clock: () => new Date(),
        events: createEventBus({ log: createLogger({ level: 'silent' }) }),
      },
      steps,
    );
  const login = (identifier: string, password: string) =>
    checkLogin(database.db, { identifier, password, phonePrefixes: [] });

  test('are a superuser with a generated password and the organization "default"', async () => {
    const made = await start();
    expect(made).toEqual({
      values: [
        { name: 'user name', value: 'admin' },
        { name: 'password', value: expect.stringMatching(/^[A-Za-z0-9]{20}$/) },
      ],
      nextSteps: [],
    });
    expect(await login('admin', made?.values[1]?.value ?? '')).toBeDefined();
    const organizations = await database.db
      .selectFrom('openwisp_users_organization')
      .select(['name', 'slug'])
      .execute();
    expect(organizations).toEqual([{ name: 'default', slug: 'default' }]);
    expect(await start()).toBeUndefined();
  });

  test('are made together with what other modules add, or not at all', async () => {
    const failing: FirstStartStep = async () => {
      throw new Error('the step fails');
    };
    await expect(start({}, { steps: [failing] })).rejects.toThrow('the step fails');
    expect(await database.db.selectFrom('openwisp_users_user').select('id').execute()).toEqual([]);
    expect(await database.db.selectFrom('openwisp_users_organization').select('id').execute()).toEqual([]);

    const adding: FirstStartStep = async (tx, organizationId) => {
      const { slug } = await tx
        .selectFrom('openwisp_users_organization')
        .select('slug')
        .where('id', '=', organizationId)
        .executeTakeFirstOrThrow();
      return { values: [{ name: 'of', value: slug }], nextSteps: ['go on'] };
    };
    const made = await start({}, { steps: [adding] });
    expect(made?.values.map(({ name }) => name)).toEqual(['user name', 'password', 'of']);
    expect(made?.values.at(-1)?.value).toBe('default');
    expect(made?.nextSteps).toEqual(['go on']);
    expect(await start({}, { steps: [failing] })).toBeUndefined();
  });

  test('have the name, address and password that the operator chose', async () => {
    const made = await start({
      NETLOOM_ADMIN_USERNAME: 'chief',
      NETLOOM_ADMIN_EMAIL: 'chief@example.org',
      NETLOOM_ADMIN_PASSWORD: 'chosen-by-me',
    });
    expect(made?.values).toEqual([{ name: 'user name', value: 'chief' }]);
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
        others.map((other, index) => start({ NETLOOM_ADMIN_USERNAME: `admin${index}` }, { on: other })),
      );
      expect(made.filter((one) => one !== undefined)).toHaveLength(1);
      expect(await database.db.selectFrom('openwisp_users_organization').select('id').execute()).toHaveLength(
        1,
      );
      expect(await database.db.selectFrom('openwisp_users_user').select('id').execute()).toHaveLength(1);
    } finally {
      await Promise.all(others.map((other) => other.close()));
    }
  });

  test('leave what is there alone', async () => {
    await createSuperuser(database.db, { username: 'earlier', password: 'x' });
    expect(await start()).toBeUndefined();
    expect(await database.db.selectFrom('openwisp_users_user').select('username').execute()).toEqual([
      { username: 'earlier' },
    ]);
  });
});

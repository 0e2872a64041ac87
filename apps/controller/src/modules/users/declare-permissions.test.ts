import { openTestDatabase, testDialects, type TestDatabase } from '@netloom/server-kit/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { declarePermissions } from './declare-permissions.ts';
import { usersModule } from './index.ts';
import { standardPermissions } from './standard-permissions.ts';

describe.each(testDialects)('permissions on %s', (dialect) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase(dialect, [{ module: 'users', migrations: usersModule.migrations }]);
  });
  afterEach(() => database.close());

  const grants = async (group: number): Promise<string[]> => {
    const rows = await database.db
      .selectFrom('auth_group_permissions as granted')
      .innerJoin('auth_permission as permission', 'permission.id', 'granted.permission_id')
      .select(['permission.app_label', 'permission.codename'])
      .where('granted.group_id', '=', group)
      .execute();
    return rows.map(({ app_label, codename }) => `${app_label}.${codename}`).toSorted();
  };

  test('of a users-only installation let operators look at organizations, and nothing else', async () => {
    await declarePermissions(database.db, standardPermissions.users);
    expect(await grants(1)).toEqual(['openwisp_users.view_organization']);
    const administrators = await grants(2);
    expect(administrators).toContain('openwisp_users.change_organization');
    expect(administrators).not.toContain('openwisp_users.add_organization');
    expect(administrators).toHaveLength(18);
  });

  test('are made once, also by several at once, and granted only when they are new', async () => {
    await Promise.all(
      Array.from({ length: 4 }, () => declarePermissions(database.db, standardPermissions.users)),
    );
    const count = async () => (await database.db.selectFrom('auth_permission').select('id').execute()).length;
    expect(await count()).toBe(7 * 4);
    await database.db.deleteFrom('auth_group_permissions').where('group_id', '=', 1).execute();
    await declarePermissions(database.db, standardPermissions.users);
    expect([await count(), await grants(1)]).toEqual([28, []]);
    // A module that comes later brings its own.
    await declarePermissions(database.db, standardPermissions.configuration);
    expect(await grants(1)).toEqual(
      [
        ...['device', 'config', 'template', 'devicegroup'].flatMap((model) =>
          ['add', 'change', 'delete'].map((action) => `config.${action}_${model}`),
        ),
        'config.view_devicegroup',
        'config.view_organizationconfigsettings',
        'config.view_vpn',
      ].toSorted(),
    );
  });

  test('are not granted to a group that is gone', async () => {
    await database.db.deleteFrom('auth_group').where('id', '=', 1).execute();
    await declarePermissions(database.db, standardPermissions.users);
    expect(await grants(1)).toEqual([]);
    expect(await grants(2)).toHaveLength(18);
  });
});

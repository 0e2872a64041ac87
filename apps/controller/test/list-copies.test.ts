import type { Db } from '@netloom/server-kit';
import { testDialects } from '@netloom/server-kit/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { indexLists as indexDevices } from '../src/modules/configuration/migrations/0002-index-lists.ts';
import { searchWithoutId } from '../src/modules/configuration/migrations/0004-search-without-id.ts';
import { templatesOfDevices } from '../src/modules/configuration/migrations/0005-templates-of-devices.ts';
import { indexLists as indexUsers } from '../src/modules/users/migrations/0006-index-lists.ts';
import type { TestController } from '../src/testing/index.ts';
import { buildWorld, type World } from './access/world.ts';
import { startControllerOn } from './start-controller-on.ts';

/** Devices and users whose copies for lists are not what they are copies of. */
const wrongCopies = async (db: Db): Promise<unknown[]> => {
  const devices = await sql`
    select device.id from config_device as device left join config_config as config on config.device_id = device.id
      where coalesce(device.config_status, '-') != coalesce(config.status, '-')
        or device.search_text != lower(device.name) || '\n' || lower(device.mac_address) || '\n' ||
          lower(device.model) || '\n' || lower(device.os) || '\n' || lower(device."system") || '\n' ||
          coalesce(device.management_ip, '') || '\n' || coalesce(device.last_ip, '') || '\n' ||
          lower(coalesce(device.hardware_id, ''))`.execute(db);
  const templates = await sql`
    select assigned.config_id from config_config_templates as assigned
      join config_config as config on config.id = assigned.config_id
      where assigned.device_id is null or assigned.device_id != config.device_id`.execute(db);
  const users = await sql`
    select id from openwisp_users_user where search_text !=
      lower(username) || '\n' || lower(coalesce(email, '')) || '\n' || lower(first_name) || '\n' || lower(last_name)`.execute(
    db,
  );
  return [...devices.rows, ...templates.rows, ...users.rows];
};

describe.each(testDialects)('what lists find by on %s', (dialect) => {
  let controller: TestController;
  let world: World;
  beforeAll(async () => {
    controller = await startControllerOn(dialect, { NETLOOM_WEBHOOKS_ALLOW_PRIVATE: 'true' });
    world = await buildWorld(controller, 'home');
  });
  afterAll(() => controller.stop());

  const found = async (path: string): Promise<number> =>
    ((await controller.api('GET', path)).body as { count: number }).count;

  test('follows every change of a device and of a user', async () => {
    const { db } = controller.context;
    const device = `controller/device/${world.device}/`;
    expect(await wrongCopies(db)).toEqual([]);
    expect(await found(`controller/device/?search=${world.marker.toUpperCase()}-device`)).toBe(1);
    await controller.api('PATCH', device, {
      name: 'Renamed-AP',
      management_ip: '10.1.2.3',
      model: 'Other model',
    });
    expect(await wrongCopies(db)).toEqual([]);
    expect(await found('controller/device/?search=renamed-ap+10.1.2.3+OTHER')).toBe(1);
    expect(await found(`controller/device/?search=${world.marker}-device`)).toBe(0);
    expect(await found('controller/device/?config__status=modified&search=renamed')).toBe(1);
    for (const piece of [world.device, world.device.slice(0, 8).toUpperCase(), world.device.slice(9)])
      expect(await found(`controller/device/?search=renamed+${piece}`)).toBe(1);
    expect(await found(`controller/device/?search=renamed+${world.device}0`)).toBe(0);
    await controller.api('POST', `${device}deactivate/`);
    expect(await wrongCopies(db)).toEqual([]);
    expect(await found('controller/device/?config__status=modified&search=renamed')).toBe(0);
    await controller.api('POST', `${device}activate/`);
    await db.deleteFrom('config_config').where('device_id', '=', world.device).execute();
    expect(await wrongCopies(db)).toEqual([]);
    expect(await found('controller/device/?config__status=unknown&search=renamed')).toBe(1);

    await controller.api('PATCH', `users/user/${world.subject}/`, {
      last_name: 'Ångström',
      email: 'NEW@x.org',
    });
    expect(await wrongCopies(db)).toEqual([]);
    expect(await found('users/user/?search=new@x.org+NGSTR')).toBe(1);
    // What stands for something in a pattern stands for itself here.
    expect(await found('users/user/?search=n_w@x.org')).toBe(0);
    expect(await found('users/user/?search=%25')).toBe(0);
  });

  test('is made for what an older version has stored', async () => {
    const { db } = controller.context;
    const made = await controller.api('PATCH', `controller/device/${world.device}/`, {
      config: {
        backend: 'netjsonconfig.OpenWrt',
        templates: [world.template],
        config: { general: { hostname: 'router' } },
      },
    });
    expect(made).toMatchObject({ status: 200, body: { config: { status: 'modified' } } });
    const drops = {
      sqlite: ['config_device_search', 'users_user_search', 'config_config_status'].flatMap((name) =>
        ['insert', 'update', 'delete'].map((event) => `drop trigger if exists ${name}_${event}`),
      ),
      postgres: [
        'drop trigger config_device_search on config_device',
        'drop trigger users_user_search on openwisp_users_user',
        'drop function config_device_set_search',
        'drop function users_user_set_search',
        'drop trigger config_config_status on config_config',
        'drop function config_config_copy_status',
      ],
    }[dialect];
    const indexes = [
      'config_device_id_organization',
      'config_config_id_device',
      'config_device_status',
      'config_device_organization_status',
      'config_device_organization_name',
      'config_device_mac_address',
      'config_device_model',
      'config_device_os',
      'config_device_modified',
      'config_device_deactivated',
      'config_device_search',
      'config_config_templates_device',
      'users_user_email',
      'users_user_last_login',
      'users_user_staff',
      'users_user_search',
      'users_user_superuser',
      'users_organizationuser_member',
    ].map((name) => `drop index if exists ${name}`);
    const columns = [
      'alter table config_device drop column config_status',
      'alter table config_device drop column search_text',
      'alter table config_config_templates drop column device_id',
      'alter table openwisp_users_user drop column search_text',
    ];
    await db.transaction().execute(async (tx) => {
      for (const statement of [...drops, ...indexes, ...columns]) await sql.raw(statement).execute(tx);
      for (const migration of [indexUsers, indexDevices, searchWithoutId, templatesOfDevices])
        await migration.up({ tx, types: { uuid: sql`varchar(36)` } as never, dialect, secrets: {} as never });
    });
    expect(await wrongCopies(db)).toEqual([]);
    expect(await found('controller/device/?config__status=modified')).toBe(1);
    expect(await found(`controller/device/?config__templates=${world.template}`)).toBe(1);
  });
});

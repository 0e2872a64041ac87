import type { Db } from '@netloom/server-kit';
import { openTestDatabase, testDialects, testSecrets, type TestDatabase } from '@netloom/server-kit/testing';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { builtInModules } from '../src/app.ts';
import { sealDeviceKey } from '../src/modules/configuration/devices/seal-device-key.ts';
import { sealSharedSecret } from '../src/modules/configuration/organizations/seal-shared-secret.ts';
import { startTestController, type TestController } from '../src/testing/index.ts';
import { randomMac } from './device-caller.ts';
import { startControllerOn } from './start-controller-on.ts';
import { untilRendered } from './until-rendered.ts';

/** Names of the tables that hold a text anywhere in their rows. */
const tablesWith = async (db: Db, text: string): Promise<string[]> => {
  const found: string[] = [];
  for (const { name } of await db.introspection.getTables()) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(db);
    if (JSON.stringify(rows).includes(text)) found.push(name);
  }
  return found;
};

describe.each(testDialects)('configurations and variables on %s', (dialect) => {
  let controller: TestController;
  beforeAll(async () => (controller = await startControllerOn(dialect)));
  afterAll(() => controller.stop());

  const secret = 'zq-pass-phrase-zq';
  const wireless = {
    interfaces: [
      {
        name: 'wlan0',
        type: 'wireless',
        wireless: {
          radio: 'radio0',
          mode: 'access_point',
          ssid: 'Harbour',
          encryption: { protocol: 'wpa2_personal', key: secret },
        },
      },
    ],
  };

  test('are given back as they were and do not lie in the database in clear', async () => {
    const { api, defaultOrganizationId: organization, context } = controller;
    const made = async (path: string, body: object): Promise<{ id: string }> => {
      const answer = await api('POST', path, body);
      expect(answer).toMatchObject({ status: 201 });
      return answer.body as { id: string };
    };
    const backend = 'netjsonconfig.OpenWrt';
    // A name that no mask knows: the audit log must not hold it in clear either.
    const variables = { lobby: secret };
    const template = await made('controller/template/', {
      name: 'Harbour WiFi',
      organization,
      backend,
      config: wireless,
      default_values: variables,
      default: true,
    });
    const group = await made('controller/group/', {
      name: 'Harbour',
      organization,
      templates: [],
      context: variables,
    });
    const settings = `controller/organization/${organization}/settings/`;
    expect(await api('PATCH', settings, { context: variables })).toMatchObject({
      status: 200,
      body: { context: variables },
    });
    const device = await made('controller/device/', {
      name: 'pier-1',
      mac_address: randomMac(),
      organization,
      group: group.id,
      config: { backend, templates: [], config: wireless, context: variables },
    });
    expect(await api('GET', `controller/template/${template.id}/`)).toMatchObject({
      body: { config: wireless, default_values: variables },
    });
    expect(await api('GET', `controller/group/${group.id}/`)).toMatchObject({ body: { context: variables } });
    expect(await api('GET', `controller/device/${device.id}/`)).toMatchObject({
      body: { config: { config: wireless, context: variables } },
    });
    const changed = { lobby: `${secret}-2` };
    for (const [path, body] of [
      [`controller/template/${template.id}/`, { default_values: changed }],
      [`controller/group/${group.id}/`, { context: changed }],
      [`controller/device/${device.id}/`, { config: { backend, templates: [], context: changed } }],
    ] as const)
      expect(await api('PATCH', path, body)).toMatchObject({ status: 200 });
    await untilRendered(context.db);
    const { body } = await api('GET', `controller/device/${device.id}/rendered/`);
    expect(JSON.stringify(body)).toContain(secret);
    expect(await tablesWith(context.db, 'Harbour')).toContain('config_template');
    expect(await tablesWith(context.db, secret)).toEqual([]);
  });
});

describe.each(testDialects)('a database from before on %s', (dialect) => {
  let database: TestDatabase | undefined;
  let controller: TestController | undefined;
  afterEach(async () => {
    await controller?.stop();
    await database?.close();
  });

  /** One more than are sealed at once, twice. */
  const templates = Array.from({ length: 1001 }, (_, index) => `template-${String(index).padStart(4, '0')}`);

  test('is sealed when the controller starts', async () => {
    const before = builtInModules.map(({ name, migrations }) => ({
      module: name,
      migrations: name === 'configuration' ? migrations.filter((each) => each.name < '0003') : migrations,
    }));
    database = await openTestDatabase(dialect, before);
    const { db } = database;
    const now = new Date('2026-01-02T03:04:05Z');
    const [yes, no] = dialect === 'sqlite' ? [1, 0] : [true, false];
    const at = dialect === 'sqlite' ? now.toISOString() : now;
    const [organization, group, device, config] = [1, 2, 3, 4].map(
      (digit) => `${digit}0000000-0000-4000-8000-000000000000`,
    ) as [string, string, string, string];
    const document = JSON.stringify({ z: 'zq-clear-zq', a: [1, { deep: null }] });
    await sql`insert into openwisp_users_organization (id, name, slug, is_active, description, email, url, second_factor_required, created, modified)
      values (${organization}, 'Old', 'default', ${yes}, '', '', '', ${no}, ${at}, ${at})`.execute(db);
    const { shared_secret_sealed, shared_secret_digest } = sealSharedSecret(testSecrets, organization, 'old');
    await sql`insert into config_organizationconfigsettings (organization_id, registration_enabled, shared_secret_sealed, shared_secret_digest, context)
      values (${organization}, ${yes}, ${shared_secret_sealed}, ${shared_secret_digest}, ${document})`.execute(
      db,
    );
    await sql`insert into config_devicegroup (id, organization_id, name, description, meta_data, context, created, modified)
      values (${group}, ${organization}, 'Old group', '', '{}', ${document}, ${at}, ${at})`.execute(db);
    for (const [index, name] of templates.entries())
      await sql`insert into config_template (id, organization_id, name, type, backend, auto_cert, "default", required, notes, default_values, config, created, modified)
        values (${`${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`}, ${organization}, ${name}, 'generic', 'netjsonconfig.OpenWrt',
          ${no}, ${no}, ${no}, '', '{}', ${JSON.stringify({ general: { name } })}, ${at}, ${at})`.execute(db);
    const { key_sealed, key_digest } = sealDeviceKey(testSecrets, device, 'a-key');
    await sql`insert into config_device (id, organization_id, name, mac_address, key_sealed, key_digest, model, os, system, notes, group_id, is_deactivated, created, modified)
      values (${device}, ${organization}, 'old-ap', '02:00:00:00:00:01', ${key_sealed}, ${key_digest}, '', '', '', '', ${group}, ${no}, ${at}, ${at})`.execute(
      db,
    );
    await sql`insert into config_config (id, device_id, backend, config, context, status, error_reason, version, created, modified)
      values (${config}, ${device}, 'netjsonconfig.OpenWrt', ${document}, '{}', 'modified', '', 1, ${at}, ${at})`.execute(
      db,
    );
    controller = await startTestController({
      NETLOOM_DATABASE_URL: database.url,
      NETLOOM_SECRET_KEY: 'ab'.repeat(32),
    });
    const shown = async (path: string) =>
      ((await controller?.api('GET', path))?.body ?? {}) as Record<string, unknown>;
    const kept = JSON.parse(document) as unknown;
    expect(JSON.stringify((await shown(`controller/group/${group}/`))['context'])).toBe(document);
    const { config: shownConfig } = await shown(`controller/device/${device}/`);
    expect(shownConfig).toHaveProperty('config', kept);
    expect(shownConfig).toHaveProperty('context', {});
    expect(await shown(`controller/organization/${organization}/settings/`)).toMatchObject({ context: kept });
    for (const [index, name] of [...templates.entries()].filter(([index]) => index % 250 === 0)) {
      const id = `${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`;
      const template = await shown(`controller/template/${id}/`);
      expect(template).toMatchObject({ name, config: { general: { name } } });
      expect(template['default_values']).toEqual({});
    }
    expect(await tablesWith(db, 'zq-clear-zq')).toEqual([]);
  });
});

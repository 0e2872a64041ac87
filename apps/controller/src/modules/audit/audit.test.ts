import { createSecretBox, loadSecretKeys } from '@netloom/server-kit';
import { openTestDatabase, testDialects, type TestDatabase } from '@netloom/server-kit/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestController, type TestController } from '../../testing/index.ts';
import { verifyAuditLog } from './verify-audit-log.ts';

interface Entry {
  id: number;
  action: string;
  kind: string;
  object: string;
  label: string;
  user: string | null;
  username: string;
  via: string;
  ip: string;
  organization: string | null;
  unreadable: boolean;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

describe.each(testDialects)('the audit log of a controller on %s', (dialect) => {
  let database: TestDatabase;
  let controller: TestController;
  let start: number;
  beforeAll(async () => {
    database = await openTestDatabase(dialect);
    controller = await startTestController({ NETLOOM_DATABASE_URL: database.url });
  });
  afterAll(async () => {
    await controller.stop();
    await database.close();
  });
  beforeEach(async () => {
    start = (await listed('page_size=1'))[0]?.id ?? 0;
  });

  const call = async (authorization: string, method: string, path: string, body?: unknown) => {
    const response = await fetch(`${controller.url}/api/v1/${path}`, {
      method,
      headers: {
        authorization,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  const root = (method: string, path: string, body?: unknown) => call(controller.bearer, method, path, body);
  const listed = async (query: string, authorization = controller.bearer): Promise<Entry[]> => {
    const { status, body } = await call(authorization, 'GET', `audit/entry/?${query}`);
    expect(status).toBe(200);
    return body.results;
  };
  /** What was recorded since the test began, the oldest first. */
  const recorded = async (): Promise<Entry[]> =>
    (await listed('page_size=100')).filter(({ id }) => id > start).reverse();
  const makeOrganization = async (slug: string): Promise<string> =>
    (await root('POST', 'users/organization/', { name: slug, slug })).body.id;
  /** `Authorization` header of a new user who manages the organization, in the groups. */
  const makeManager = async (username: string, organization: string, groups: number[]): Promise<string> => {
    const password = 'a-test-password';
    const user = { username, email: `${username}@example.org`, password, email_verified: true, groups };
    const made = await root('POST', 'users/user/', {
      ...user,
      is_staff: true,
      organization_users: { organization, is_admin: true },
    });
    expect(made.status).toBe(201);
    const { body } = await root('POST', 'users/token/', { username, password });
    return `Bearer ${body.token}`;
  };

  it('tells of an object that is created, changed and deleted', async () => {
    const { body: made } = await root('POST', 'users/organization/', { name: 'North', slug: 'north' });
    await root('PATCH', `users/organization/${made.id}/`, { name: 'Far north', is_active: true });
    expect((await root('PATCH', `users/organization/${made.id}/`, { slug: 'not a slug' })).status).toBe(400);
    await root('DELETE', `users/organization/${made.id}/`);
    const entries = await recorded();
    const common = {
      kind: 'organization',
      object: made.id,
      organization: made.id,
      username: 'admin',
      via: 'token',
      ip: '127.0.0.1',
      user: expect.any(String),
      request_id: expect.any(String),
      token_name: null,
    };
    const { modified: _modified, ...kept } = made;
    expect(entries).toEqual([
      expect.objectContaining({
        ...common,
        action: 'created',
        label: 'North',
        before: null,
        after: expect.objectContaining(kept),
      }),
      expect.objectContaining({
        ...common,
        action: 'updated',
        label: 'Far north',
        before: { name: 'North' },
        after: { name: 'Far north' },
      }),
      expect.objectContaining({
        ...common,
        action: 'deleted',
        label: 'Far north',
        before: expect.objectContaining({ name: 'Far north', slug: 'north' }),
        after: null,
      }),
    ]);
  });

  it('never holds a secret', async () => {
    const organization = controller.defaultOrganizationId;
    const { body: template } = await root('POST', 'controller/template/', {
      name: 'wifi',
      organization,
      backend: 'netjsonconfig.OpenWrt',
      config: {
        interfaces: [
          {
            name: 'wlan0',
            type: 'wireless',
            wireless: {
              radio: 'radio0',
              mode: 'access_point',
              ssid: 'lobby',
              encryption: { protocol: 'wpa2_personal', key: 'geheim-nr-1' },
            },
          },
        ],
      },
    });
    const config = structuredClone(template.config);
    config.interfaces[0].wireless.encryption.key = 'geheim-nr-2';
    expect((await root('PATCH', `controller/template/${template.id}/`, { config })).status).toBe(200);
    await root('POST', 'users/user/', {
      username: 'bea',
      email: 'bea@example.org',
      password: 'geheim-nr-3',
      email_verified: true,
    });
    const entries = await recorded();
    expect(entries.map(({ action, kind }) => `${action} ${kind}`)).toEqual([
      'created template',
      'updated template',
      'created user',
    ]);
    expect(JSON.stringify(entries)).not.toContain('geheim');
    const keyOf = (document: Entry['after']) =>
      (document as typeof template)?.config.interfaces[0].wireless.encryption.key;
    expect([keyOf(entries[0]?.after ?? null), keyOf(entries[1]?.before ?? null)]).toEqual(['***', '***']);
    expect(keyOf(entries[1]?.after ?? null)).toBe('*** (changed)');
    expect(Object.keys(entries[1]?.after ?? {})).toEqual(['config']);
    expect(entries[2]?.after).toMatchObject({ username: 'bea', password: '***', email_verified: true });
    const stored = await database.db.selectFrom('audit_entry').selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain('geheim');
  });

  it('tells of a user who leaves the view of who changed them', async () => {
    const organization = await makeOrganization('leaving');
    const { body: user } = await root('POST', 'users/user/', {
      username: 'carl',
      email: 'carl@example.org',
      password: 'x-y-z',
      email_verified: true,
      organization_users: { organization, is_admin: false },
    });
    await root('PATCH', `users/user/${user.id}/`, {
      is_superuser: true,
      organization_users: { organization, is_admin: false },
    });
    const change = (await recorded()).find(({ action, kind }) => action === 'updated' && kind === 'user');
    expect(change).toMatchObject({
      action: 'updated',
      before: { is_superuser: false, organization_users: [{ organization, is_admin: false }] },
      after: { is_superuser: true, organization_users: [] },
    });
  });

  it('tells of operations by what they do', async () => {
    const { body: device } = await root('POST', 'controller/device/', {
      name: 'ap-1',
      mac_address: '02:00:00:00:00:01',
      organization: controller.defaultOrganizationId,
    });
    await root('POST', `controller/device/${device.id}/deactivate/`);
    await root('POST', `controller/device/${device.id}/activate/`);
    const entries = await recorded();
    expect(entries.map(({ action, kind, label }) => [action, kind, label])).toEqual([
      ['created', 'device', 'ap-1'],
      ['deactivated', 'device', 'ap-1'],
      ['activated', 'device', 'ap-1'],
    ]);
    expect(entries[1]?.after).toMatchObject({ is_deactivated: true });
  });

  it('shows managers what belongs to their organizations, and superusers all', async () => {
    const [east, west] = [await makeOrganization('east'), await makeOrganization('west')];
    const manager = await makeManager('dora', east, [2]);
    const operator = await makeManager('ed', east, [1]);
    const template = { backend: 'netjsonconfig.OpenWrt', config: { general: { timezone: 'UTC' } } };
    for (const [name, organization] of [
      ['of east', east],
      ['of west', west],
      ['of all', null],
    ]) {
      const made = await root('POST', 'controller/template/', { ...template, name, organization });
      expect(made.status).toBe(201);
    }
    const labels = async (authorization: string, query = '') =>
      (await listed(`kind=template&page_size=100${query}`, authorization)).map(({ label }) => label);
    expect(await labels(manager)).toEqual(['of east']);
    expect((await labels(controller.bearer)).slice(0, 3)).toEqual(['of all', 'of west', 'of east']);
    expect(await labels(controller.bearer, `&organization=${west}`)).toEqual(['of west']);
    expect((await call(manager, 'GET', `audit/entry/?organization=${west}`)).status).toBe(400);
    expect(await labels(manager, '&organization_slug=west')).toEqual([]);
    const [foreign] = await listed(`kind=template&organization=${west}`);
    expect((await call(manager, 'GET', `audit/entry/${foreign?.id}/`)).status).toBe(404);
    expect((await call(operator, 'GET', 'audit/entry/')).status).toBe(403);
    expect((await call('', 'GET', 'audit/entry/')).status).toBe(401);
  });

  it('can be filtered, searched, paged and read one by one, but not written', async () => {
    const { body: organization } = await root('POST', 'users/organization/', {
      name: 'To find',
      slug: 'to-find',
    });
    await root('PATCH', `users/organization/${organization.id}/`, { name: 'Found' });
    const [updated, created] = await listed(`object=${organization.id}&kind=organization`);
    expect([updated?.action, created?.action]).toEqual(['updated', 'created']);
    expect(await listed(`object=${organization.id}&action=updated&username=admin&via=token`)).toEqual([
      updated,
    ]);
    expect(await listed(`object=${organization.id}&user=${updated?.user}&search=found`)).toEqual([updated]);
    expect(await listed(`object=${organization.id}&created__lt=2020-01-01`)).toEqual([]);
    expect(await listed(`object=${organization.id}&ordering=created`)).toEqual([created, updated]);
    const { body: page } = await root('GET', `audit/entry/?object=${organization.id}&cursor=&page_size=1`);
    expect(page.results).toEqual([updated]);
    expect(await listed(`object=${organization.id}&cursor=${page.next_cursor}&page_size=1`)).toEqual([
      created,
    ]);
    const { body: one } = await root('GET', `audit/entry/${updated?.id}/`);
    expect(one).toEqual({ ...updated, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    for (const method of ['PUT', 'PATCH', 'DELETE'])
      expect((await root(method, `audit/entry/${updated?.id}/`, {})).status, method).toBe(405);
    expect((await root('POST', 'audit/entry/', {})).status).toBe(405);
  });

  it('can be exported', async () => {
    await root('POST', 'users/organization/', { name: 'Exported', slug: 'exported' });
    const response = await fetch(
      `${controller.url}/api/v1/audit/entry/?format=csv&kind=organization&search=exported`,
      { headers: { authorization: controller.bearer } },
    );
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    const [header, entry, ...rest] = (await response.text()).trim().split('\r\n');
    expect(header).toContain('created,user,username,');
    expect(entry).toContain('Exported');
    expect(rest).toEqual([]);
  });

  it('tells of the settings of an organization, without the shared secret', async () => {
    const path = `controller/organization/${controller.defaultOrganizationId}/settings/`;
    const { status } = await root('PATCH', path, { shared_secret: 'geheim4', registration_enabled: false });
    expect(status).toBe(200);
    const preview = {
      backend: 'netjsonconfig.OpenWrt',
      config: { general: { timezone: 'UTC' } },
      default_values: {},
    };
    expect((await root('POST', 'controller/preview/', preview)).status).toBe(200);
    const entries = await recorded();
    expect(entries).toMatchObject([
      {
        action: 'settings-changed',
        kind: 'organization',
        organization: controller.defaultOrganizationId,
        label: 'default',
        before: { shared_secret: '***', registration_enabled: true },
        after: { shared_secret: '*** (changed)', registration_enabled: false },
      },
    ]);
    expect(entries).toHaveLength(1);
  });

  it('is whole after all that', async () => {
    const secrets = createSecretBox(loadSecretKeys({ dataDir: controller.dataDir }));
    const verdict = await verifyAuditLog(database.db, secrets);
    expect(verdict).toMatchObject({ ok: true });
    expect(verdict.entries).toBeGreaterThan(20);
  });

  it('can still be read when somebody has tampered with it', async () => {
    const id = await makeOrganization('tampered');
    await root('PATCH', `users/organization/${id}/`, { name: 'Renamed' });
    const trigger =
      dialect === 'sqlite'
        ? 'drop trigger audit_entry_no_update'
        : 'drop trigger audit_entry_no_change on audit_entry';
    await sql.raw(trigger).execute(database.db);
    const { sequence, documents_sealed: other } = await database.db
      .selectFrom('audit_entry')
      .select(['sequence', 'documents_sealed'])
      .where('object_id', '=', id)
      .where('action', '=', 'created')
      .executeTakeFirstOrThrow();
    // Neither what nobody sealed, nor what was sealed for another entry.
    for (const sealed of ['x', other]) {
      await database.db
        .updateTable('audit_entry')
        .set({ documents_sealed: sealed })
        .where('object_id', '=', id)
        .where('action', '=', 'updated')
        .execute();
      const [updated, created] = await listed(`object=${id}`);
      expect(updated).toMatchObject({ unreadable: true, before: null, after: null });
      expect(created).toMatchObject({ id: sequence, unreadable: false, after: { slug: 'tampered' } });
      const { body: one } = await root('GET', `audit/entry/${updated?.id}/?fields=id,unreadable`);
      expect(one).toEqual({ id: updated?.id, unreadable: true });
    }
  });
});

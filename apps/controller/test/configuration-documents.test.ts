import { randomBytes, randomUUID } from 'node:crypto';
import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PendingChangeTable } from '../src/modules/configuration/tables.ts';
import type { TestController } from '../src/testing/index.ts';
import { randomMac } from './device-caller.ts';
import { startControllerOn } from './start-controller-on.ts';

type PendingRow = Pick<PendingChangeTable, 'scope' | 'object_id'> & Partial<Pick<PendingChangeTable, 'work'>>;

const word = (): string => randomBytes(5).toString('hex');
const openwrt = 'netjsonconfig.OpenWrt';

describe.each(testDialects)('documents, tags and counts of the configuration on %s', (dialect) => {
  let controller: TestController;
  beforeAll(async () => (controller = await startControllerOn(dialect)));
  afterAll(() => controller.stop());

  /** Calls the API with a body as it is. */
  const send = async (method: string, path: string, body = '{}', headers: Record<string, string> = {}) => {
    const answer = await fetch(`${controller.url}/api/v1/${path}`, {
      method,
      headers: { authorization: controller.bearer, 'content-type': 'application/json', ...headers },
      ...(method === 'GET' ? {} : { body }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      etag: answer.headers.get('etag'),
      body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
    };
  };
  const create = async (path: string, body: object): Promise<string> => {
    const answer = await controller.api('POST', path, body);
    expect(answer).toMatchObject({ status: 201 });
    return (answer.body as { id: string }).id;
  };
  const createOrganization = (): Promise<string> => {
    const name = `org-${word()}`;
    return create('users/organization/', { name, slug: name });
  };
  const createDevice = (organization: string, config?: object): Promise<string> =>
    create('controller/device/', {
      name: `ap-${word()}`,
      organization,
      mac_address: randomMac(),
      ...(config ? { config } : {}),
    });
  const createManager = async (organization: string): Promise<string> => {
    const username = `user-${word()}`;
    const password = `a-password-${word()}`;
    await create('users/user/', {
      username,
      email: `${username}@example.org`,
      password,
      groups: [2],
      organization_users: { organization, is_admin: true },
    });
    const { body } = await send('POST', 'users/token/', JSON.stringify({ username, password }));
    return `Bearer ${String(body['token'])}`;
  };

  const nested = (depth: number): string => `{"a":${'['.repeat(depth)}1${']'.repeat(depth)}}`;
  const refused: [what: string, document: string, problem: string][] = [
    ['a key that could reach a prototype', '{"a":{"__proto__":1}}', 'has the key "__proto__"'],
    ['one at the top', '{"__proto__":1}', 'has the key "__proto__"'],
    ['deep nesting', nested(100), 'is nested deeper than 64 levels'],
    ['nesting that breaks other programs', nested(5000), 'is nested deeper than 64 levels'],
    ['nesting that breaks ours', nested(100_000), 'is nested deeper than 64 levels'],
  ];

  it.each(refused)('documents with %s are refused where they are given', async (_what, document, problem) => {
    const organization = await createOrganization();
    const device = await createDevice(organization, { backend: openwrt, context: { b: 1 } });
    const group = await create('controller/group/', { name: word(), organization, templates: [] });
    const template = await create('controller/template/', {
      name: word(),
      organization,
      backend: openwrt,
      config: { ntp: { enabled: true } },
    });
    const places = [
      [`controller/organization/${organization}/settings/`, 'context'],
      [`controller/group/${group}/`, 'context'],
      [`controller/group/${group}/`, 'meta_data'],
      [`controller/template/${template}/`, 'default_values'],
      [`controller/template/${template}/`, 'config'],
    ] as const;
    for (const [path, field] of places) {
      const answer = await send('PATCH', path, `{"${field}":${document}}`);
      expect([path, field, answer.status]).toEqual([path, field, 400]);
      expect(answer.body).toEqual({ [field]: [expect.stringContaining(problem)] });
    }
    for (const field of ['context', 'config']) {
      const answer = await send(
        'PATCH',
        `controller/device/${device}/`,
        `{"config":{"${field}":${document}}}`,
      );
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual({ config: { [field]: [expect.stringContaining(problem)] } });
    }
    const preview = await send('POST', 'controller/preview/', `{"name":"ap","context":${document}}`);
    expect(preview).toMatchObject({ status: 400, body: { context: [expect.stringContaining(problem)] } });
    expect((await controller.api('GET', `controller/device/${device}/rendered/`)).status).toBe(200);
  });

  it('documents that are nested as deeply as may be are rendered', async () => {
    const organization = await createOrganization();
    const device = await createDevice(organization, { backend: openwrt, context: { b: 1 } });
    const path = `controller/organization/${organization}/settings/`;
    expect((await send('PATCH', path, `{"context":${nested(64)}}`)).status).toBe(200);
    expect((await controller.api('GET', `controller/device/${device}/rendered/`)).status).toBe(200);
  });

  it('variables that would make a text grow beyond all bounds are refused', async () => {
    const organization = await createOrganization();
    const device = await createDevice(organization, { backend: openwrt, context: { b: 1 } });
    const config = {
      context: { a: 'x'.repeat(200_000) },
      config: { files: [{ path: '/etc/big', mode: '0644', contents: '{{ a }}'.repeat(60_000) }] },
    };
    const change = await controller.api('PATCH', `controller/device/${device}/`, { config });
    expect(change.status).toBe(400);
    expect(JSON.stringify(change.body)).toContain('make it grow too large');
    const preview = await controller.api('POST', 'controller/preview/', { name: 'ap', ...config });
    expect(preview.status).toBe(400);
  });

  describe('settings of an organization', () => {
    it('have a tag, and are changed only while they are what the editor has seen', async () => {
      const path = `controller/organization/${await createOrganization()}/settings/`;
      const { etag: seen } = await send('GET', path);
      expect(seen).toMatch(/^"[\w-]{22}"$/);
      expect((await send('GET', path, '', { 'if-none-match': seen ?? '' })).status).toBe(304);
      const change = (context: object, tag: string) =>
        send('PATCH', path, JSON.stringify({ context }), { 'if-match': tag });
      const changed = await change({ a: 1 }, seen ?? '');
      expect([changed.status, changed.etag]).toEqual([200, (await send('GET', path)).etag]);
      expect(await change({ a: 2 }, seen ?? '')).toMatchObject({ status: 412, etag: changed.etag });
      expect((await change({ a: 2 }, '"x"')).status).toBe(412);
      expect((await send('GET', path)).body['context']).toEqual({ a: 1 });
      expect((await change({ a: 3 }, '*')).status).toBe(200);
      expect((await send('PATCH', path, '{"context":{"a":4}}')).status).toBe(200);
    });

    it('let one of two edits at the same moment through', async () => {
      const path = `controller/organization/${await createOrganization()}/settings/`;
      for (let round = 0; round < 5; round += 1) {
        const { etag } = await send('GET', path);
        const answers = await Promise.all(
          [1, 2].map((editor) =>
            send('PATCH', path, JSON.stringify({ context: { round, editor } }), { 'if-match': etag ?? '' }),
          ),
        );
        expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
      }
    });
  });

  it('operations on a device mind what the editor has seen', async () => {
    const path = `controller/device/${await createDevice(controller.defaultOrganizationId)}/`;
    const { etag: seen } = await send('GET', path);
    expect((await send('PATCH', path, '{"notes":"x"}')).status).toBe(200);
    expect((await send('POST', `${path}deactivate/`, '', { 'if-match': seen ?? '' })).status).toBe(412);
    const { etag, body } = await send('GET', path);
    expect(body['is_deactivated']).toBe(false);
    expect((await send('POST', `${path}deactivate/`, '', { 'if-match': etag ?? '' })).status).toBe(200);
    expect((await send('POST', `${path}activate/`, '', { 'if-match': '"x"' })).status).toBe(412);
    expect((await send('POST', `${path}activate/`, '')).status).toBe(200);
  });

  it('the overview counts pending changes of the organizations that the caller sees', async () => {
    const { db } = controller.context;
    const [mine, theirs] = [await createOrganization(), await createOrganization()];
    const manager = await createManager(mine);
    const work = async (organization: string): Promise<PendingRow[]> => {
      const template = await create('controller/template/', {
        name: word(),
        organization,
        backend: openwrt,
        config: { ntp: { enabled: true } },
      });
      const device = await createDevice(organization, { backend: openwrt, templates: [template] });
      const group = await create('controller/group/', { name: word(), organization, templates: [] });
      const { id: config } = await db
        .selectFrom('config_config')
        .select('id')
        .where('device_id', '=', device)
        .executeTakeFirstOrThrow();
      return [
        { scope: 'organization', object_id: organization },
        { scope: 'group', object_id: group },
        { scope: 'template', object_id: template },
        { scope: 'configs', object_id: null, work: { configs: [randomUUID(), config] } },
      ];
    };
    const count = async (query = '', authorization = controller.bearer): Promise<unknown> => {
      const { body } = await send('GET', `controller/overview/${query}`, '', { authorization });
      return (body['jobs'] as Record<string, unknown>)['pending_changes'];
    };
    const rows = [...(await work(theirs)), ...(await work(mine)).slice(0, 3)];
    await controller.context.jobs.stop();
    await db.deleteFrom('config_pendingchange').execute();
    await db
      .insertInto('config_pendingchange')
      .values(rows.map((row) => ({ work: {}, ...row, action: 'config_changed', created: new Date() })))
      .execute();
    expect(await count()).toBe(7);
    expect(await count('', manager)).toBe(3);
    expect(await count(`?organization=${theirs}`)).toBe(4);
  });
});

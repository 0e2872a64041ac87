import { randomBytes } from 'node:crypto';
import { testDialects, waitFor } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestController } from '../src/testing/index.ts';
import { deviceCaller, randomMac } from './device-caller.ts';
import { startControllerOn } from './start-controller-on.ts';

const word = (): string => randomBytes(5).toString('hex');

type Json = Record<string, unknown>;

describe.each(testDialects)('devices, templates and groups over REST on %s', (dialect) => {
  let controller: TestController;
  let device: ReturnType<typeof deviceCaller>;
  beforeAll(async () => {
    controller = await startControllerOn(dialect);
    device = deviceCaller(controller);
  });
  afterAll(() => controller.stop());

  /** Calls the API as the superuser, or as whoever has the token. */
  const call = async (method: string, path: string, body?: unknown, token?: string) => {
    const response = await fetch(`${controller.url}/api/v1/${path}`, {
      method,
      headers: {
        authorization: token === undefined ? controller.bearer : `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, body: (isJson && text !== '' ? JSON.parse(text) : text) as Json };
  };
  const create = async (path: string, body: Json): Promise<Json & { id: string }> => {
    const answer = await call('POST', path, body);
    expect(answer).toMatchObject({ status: 201 });
    return answer.body as Json & { id: string };
  };
  const createOrganization = async (): Promise<string> => {
    const name = `org-${word()}`;
    return (await create('users/organization/', { name, slug: name })).id;
  };
  /** A user who manages the organization and belongs to a group: 1 operator, 2 administrator, none: undefined. */
  const createManager = async (organization: string, group?: number): Promise<string> => {
    const username = `user-${word()}`;
    await create('users/user/', {
      username,
      email: `${username}@example.org`,
      password: 'a-password',
      groups: group === undefined ? [] : [group],
      organization_users: { organization, is_admin: true },
    });
    const { body } = await call('POST', 'users/token/', { username, password: 'a-password' });
    return body['token'] as string;
  };
  const newDevice = (fields: Json = {}): Json => ({
    name: `ap-${word()}`,
    organization: controller.defaultOrganizationId,
    mac_address: randomMac(),
    ...fields,
  });
  const newTemplate = (fields: Json = {}): Json => ({
    name: `template-${word()}`,
    organization: controller.defaultOrganizationId,
    backend: 'netjsonconfig.OpenWrt',
    config: { ntp: { enabled: true } },
    ...fields,
  });
  const openwrt = 'netjsonconfig.OpenWrt';

  describe('devices', () => {
    it('are created and shown as the contract says', async () => {
      const template = await create('controller/template/', newTemplate());
      const answer = await call('POST', 'controller/device/', {
        name: 'roof-ap-7',
        organization: controller.defaultOrganizationId,
        mac_address: '02:00:5e:10:00:07',
        config: { backend: openwrt, templates: [template.id], context: { lan_ip: '10.7.0.1' }, config: {} },
      });
      expect(answer).toEqual({
        status: 201,
        body: {
          id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
          name: 'roof-ap-7',
          organization: controller.defaultOrganizationId,
          group: null,
          mac_address: '02:00:5E:10:00:07',
          key: expect.stringMatching(/^[0-9a-f]{32}$/),
          last_ip: null,
          management_ip: null,
          model: '',
          os: '',
          system: '',
          notes: '',
          config: { status: 'modified', error_reason: '', backend: openwrt },
          created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
          modified: expect.any(String),
        },
      });
      const { id } = answer.body as { id: string };
      const detail = await call('GET', `controller/device/${id}/`);
      expect(detail.body).toEqual({
        ...answer.body,
        is_deactivated: false,
        config: {
          status: 'modified',
          error_reason: '',
          backend: openwrt,
          templates: [template.id],
          context: { lan_ip: '10.7.0.1' },
          config: {},
        },
      });
      const list = await call('GET', 'controller/device/?name=ROOF-AP&page_size=5');
      expect(list.body).toMatchObject({ count: 1, next: null, previous: null, results: [answer.body] });
    });

    it('have no configuration unless something is said of it', async () => {
      const nothing = { backend: openwrt, templates: [], context: {}, config: {} };
      for (const config of [
        undefined,
        null,
        nothing,
        { backend: openwrt },
        { ...nothing, context: null, config: null },
      ]) {
        const created = await create('controller/device/', newDevice(config === undefined ? {} : { config }));
        expect(created).not.toHaveProperty('config');
        expect((await call('GET', `controller/device/${created.id}/`)).body['config']).toBeNull();
      }
      const created = await create('controller/device/', newDevice());
      const path = `controller/device/${created.id}/`;
      expect((await call('PATCH', path, { config: nothing })).body['config']).toBeNull();
      expect((await call('PATCH', path, { config: { context: { a: 1 } } })).body['config']).toMatchObject({
        backend: openwrt,
        context: { a: 1 },
      });
    });

    it.each([
      [
        {},
        {
          name: ['This field is required.'],
          organization: ['This field is required.'],
          mac_address: ['This field is required.'],
        },
      ],
      [{ name: '' }, { name: ['This field may not be blank.'] }],
      [{ name: 'no name' }, { name: ['Must be either a valid hostname or mac address.'] }],
      [
        { name: 'x'.repeat(65) },
        {
          name: [
            'Must be either a valid hostname or mac address.',
            'Ensure this field has no more than 64 characters.',
          ],
        },
      ],
      [{ mac_address: 'no mac' }, { mac_address: ['Must be a valid mac address.'] }],
      [{ key: 'a b' }, { key: ['This value must not contain spaces, dots or slashes.'] }],
      [{ organization: null }, { organization: ['This field may not be null.'] }],
      [{ organization: 'x' }, { organization: ['“x” is not a valid UUID.'] }],
      [
        { group: '00000000-0000-4000-8000-000000000000' },
        { group: ['Invalid pk "00000000-0000-4000-8000-000000000000" - object does not exist.'] },
      ],
      [{ management_ip: '10.0.0.256' }, { management_ip: ['Enter a valid IPv4 or IPv6 address.'] }],
      [
        { config: [] },
        { config: { non_field_errors: ['Invalid data. Expected a dictionary, but got list.'] } },
      ],
      [{ config: { backend: 'x' } }, { config: { backend: ['"x" is not a valid choice.'] } }],
      [{ config: { config: {} } }, { config: { backend: ['This field is required.'] } }],
      [
        { config: { backend: openwrt, context: [] } },
        { config: { context: ['the supplied value is not a JSON object'] } },
      ],
      [
        { config: { backend: openwrt, config: 'x' } },
        { config: { config: ['Unexpected configuration format.'] } },
      ],
      [
        { config: { backend: openwrt, config: { interfaces: {} } } },
        {
          config: {
            __all__: [
              expect.stringMatching(
                /^Invalid configuration triggered by "#\/interfaces", validator says:\n\n./,
              ),
            ],
          },
        },
      ],
      [
        { name: 'a', config: { backend: openwrt, context: { a: 1 } } },
        { config: { __all__: [expect.stringContaining('#/general/hostname')] } },
      ],
    ])('are refused with %j', async (fields, errors) => {
      const body = Object.keys(fields).length === 0 ? {} : newDevice(fields);
      const before = (await call('GET', 'controller/device/')).body['count'];
      expect(await call('POST', 'controller/device/', body)).toEqual({ status: 400, body: errors });
      expect((await call('GET', 'controller/device/')).body['count']).toBe(before);
    });

    it('are unique', async () => {
      const first = await create('controller/device/', newDevice());
      const again = (fields: Json) => call('POST', 'controller/device/', newDevice(fields));
      expect(await again({ mac_address: (first['mac_address'] as string).toLowerCase() })).toEqual({
        status: 400,
        body: { non_field_errors: ['The fields mac_address, organization must make a unique set.'] },
      });
      expect(await again({ name: (first['name'] as string).toUpperCase() })).toEqual({
        status: 400,
        body: { __all__: ['Device with this Name and Organization already exists.'] },
      });
      expect(await again({ key: first['key'] })).toEqual({
        status: 400,
        body: { key: ['device with this key already exists.'] },
      });
      const elsewhere = await createOrganization();
      expect(
        (await again({ mac_address: first['mac_address'], name: first['name'], organization: elsewhere }))
          .status,
      ).toBe(201);
      const racing = newDevice();
      const answers = await Promise.all([1, 2, 3, 4].map(() => call('POST', 'controller/device/', racing)));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400]);
    });

    it('take templates of their organization and shared ones only', async () => {
      const foreign = await createOrganization();
      const name = `foreign-${word()}`;
      const template = await create('controller/template/', newTemplate({ organization: foreign, name }));
      const shared = await create('controller/template/', newTemplate({ organization: null }));
      const errors = {
        config: [
          `The following templates are owned by organizations which do not match the organization of this configuration: ${name}`,
        ],
      };
      const config = { backend: openwrt, templates: [template.id] };
      expect(await call('POST', 'controller/device/', newDevice({ config }))).toEqual({
        status: 400,
        body: errors,
      });
      const { id } = await create(
        'controller/device/',
        newDevice({ config: { backend: openwrt, templates: [shared.id] } }),
      );
      const path = `controller/device/${id}/`;
      expect(await call('PATCH', path, { config: { templates: [template.id] } })).toEqual({
        status: 400,
        body: errors,
      });
      expect((await call('GET', path)).body['config']).toMatchObject({ templates: [shared.id] });
      const unknown = '00000000-0000-4000-8000-000000000000';
      expect(await call('PATCH', path, { config: { templates: [unknown] } })).toEqual({
        status: 400,
        body: { config: { templates: [`Invalid pk "${unknown}" - object does not exist.`] } },
      });
    });

    it('are told which templates do not go together with them', async () => {
      const template = await create(
        'controller/template/',
        newTemplate({
          config: { interfaces: [{ name: '{{ ifname }}', type: 'ethernet' }] },
          default_values: { ifname: 'lan0' },
        }),
      );
      const { id } = await create(
        'controller/device/',
        newDevice({ config: { backend: openwrt, context: { ifname: 'a-name-that-is-too-long' } } }),
      );
      const path = `controller/device/${id}/`;
      const refused = await call('PATCH', path, { config: { templates: [template.id] } });
      expect(refused).toEqual({
        status: 400,
        body: {
          config: [
            expect.stringMatching(
              /^There is a conflict with the specified templates\. Invalid configuration triggered by "#\/interfaces\/0", validator says:\n\n./,
            ),
          ],
        },
      });
      expect((await call('PATCH', path, { config: { context: {}, templates: [template.id] } })).status).toBe(
        200,
      );
      // Now the templates are there, and the device is at fault.
      expect(
        await call('PATCH', path, { config: { context: { ifname: 'a-name-that-is-too-long' } } }),
      ).toEqual({
        status: 400,
        body: { config: { __all__: [expect.stringContaining('#/interfaces/0')] } },
      });
    });

    it('keep what a change does not mention, and change the rest', async () => {
      const template = await create('controller/template/', newTemplate());
      const { id, ...created } = await create(
        'controller/device/',
        newDevice({ notes: 'a', config: { backend: openwrt, templates: [template.id], context: { a: 1 } } }),
      );
      const path = `controller/device/${id}/`;
      const changed = await call('PATCH', path, {
        notes: 'b',
        config: { config: { general: { description: 'x' } } },
      });
      expect(changed).toMatchObject({
        status: 200,
        body: {
          name: created['name'],
          notes: 'b',
          config: { templates: [template.id], context: { a: 1 }, config: { general: { description: 'x' } } },
        },
      });
      expect(await call('PUT', path, { notes: 'c' })).toMatchObject({
        status: 400,
        body: { name: ['This field is required.'], config: ['This field is required.'] },
      });
      const put = await call('PUT', path, {
        name: created['name'],
        organization: created['organization'],
        mac_address: created['mac_address'],
        config: { backend: openwrt, templates: [], context: {}, config: {} },
      });
      expect(put).toMatchObject({
        status: 200,
        body: { config: { templates: [template.id], context: { a: 1 } } },
      });
      expect((await call('PATCH', path, { config: { templates: [] } })).body['config']).toMatchObject({
        templates: [],
      });
      expect((await call('PATCH', path, { key: '' })).body['key']).toBe(created['key']);
      expect((await call('PATCH', path, { key: 'another-key' })).body['key']).toBe('another-key');
      expect((await device.get(`checksum/${id}/`, { key: 'another-key' })).status).toBe(200);
      expect((await device.get(`checksum/${id}/`, { key: created['key'] as string })).status).toBe(403);
    });

    it('that are renamed are modified, and told of to listeners once', async () => {
      const registered = await device.register();
      await device.report(registered, { status: 'applied' });
      const { events } = controller.context;
      const heard: string[] = [];
      const stops = (
        ['device.name-changed', 'config.modified', 'device.updated', 'config.status-changed'] as const
      ).map((name) =>
        events.on(name, ({ deviceId }) => {
          if (deviceId === registered.id) heard.push(name);
        }),
      );
      const path = `controller/device/${registered.id}/`;
      const checksum = (await device.poll(registered)).text;
      const { body } = await call('PATCH', path, { name: `renamed-${word()}` });
      expect(body['config']).toMatchObject({ status: 'modified' });
      expect((await device.poll(registered)).text).not.toBe(checksum);
      expect(heard.sort()).toEqual([
        'config.modified',
        'config.status-changed',
        'device.name-changed',
        'device.updated',
      ]);
      for (const stop of stops) stop();
      // Also when the configuration has a host name of its own.
      await call('PATCH', path, { config: { config: { general: { hostname: 'own-name' } } } });
      await device.report(registered, { status: 'applied' });
      expect((await call('PATCH', path, { name: `renamed-${word()}` })).body['config']).toMatchObject({
        status: 'modified',
      });
      expect(await call('PATCH', path, { config: { config: {} }, name: 'a' })).toMatchObject({ status: 400 });
    });

    it('leave their templates behind when they move to another organization', async () => {
      const [from, to] = [await createOrganization(), await createOrganization()];
      const old = await create('controller/template/', newTemplate({ organization: from, required: true }));
      const required = await create(
        'controller/template/',
        newTemplate({ organization: to, required: true }),
      );
      const optional = await create('controller/template/', newTemplate({ organization: to, default: true }));
      const group = await create('controller/group/', { name: 'group', organization: from, templates: [] });
      const { id } = await create(
        'controller/device/',
        newDevice({ organization: from, group: group.id, config: { backend: openwrt, context: { a: 1 } } }),
      );
      const path = `controller/device/${id}/`;
      expect((await call('GET', path)).body['config']).toMatchObject({ templates: [old.id] });
      expect(await call('PATCH', path, { organization: to })).toEqual({
        status: 400,
        body: {
          group: [
            'Please ensure that the organization of this Device and the organization of the related Device Group match.',
          ],
        },
      });
      const moved = await call('PATCH', path, { organization: to, group: null });
      expect(moved).toMatchObject({
        status: 200,
        body: { organization: to, config: { templates: [required.id], context: { a: 1 } } },
      });
      expect(
        (await call('PATCH', path, { config: { templates: [optional.id] } })).body['config'],
      ).toMatchObject({
        templates: [required.id, optional.id],
      });
      await call('PATCH', `controller/organization/${from}/settings/`, { device_limit: 1 });
      await create('controller/device/', newDevice({ organization: from }));
      const organization = (await call('GET', `users/organization/${from}/`)).body['name'];
      expect(await call('PATCH', path, { organization: from })).toEqual({
        status: 400,
        body: {
          __all__: [
            `The maximum amount of allowed devices has been reached for organization ${organization}.`,
          ],
        },
      });
    });

    it('that are deactivated cannot be changed', async () => {
      const { id } = await create(
        'controller/device/',
        newDevice({ config: { backend: openwrt, config: { ntp: { enabled: true } } } }),
      );
      const path = `controller/device/${id}/`;
      await call('POST', `${path}deactivate/`);
      for (const method of ['PUT', 'PATCH'])
        expect((await call(method, path, { notes: 'x' })).status).toBe(403);
      expect((await call('GET', path)).body).toMatchObject({
        is_deactivated: true,
        config: { status: 'deactivating' },
      });
      const download = await fetch(`${controller.url}/api/v1/${path}configuration/`, {
        headers: { authorization: controller.bearer },
      });
      expect(download.status).toBe(200);
      const without = await create('controller/device/', newDevice({ management_ip: '10.50.0.1' }));
      const answer = await call('POST', `controller/device/${without.id}/deactivate/`);
      expect(answer).toMatchObject({
        status: 200,
        body: { is_deactivated: true, management_ip: null, config: null },
      });
      expect((await call('DELETE', `controller/device/${without.id}/`)).status).toBe(204);
    });

    it('are found by filters, search, order and cursor, with the fields that are wanted', async () => {
      const organization = await createOrganization();
      const template = await create('controller/template/', newTemplate({ organization }));
      const group = await create('controller/group/', { name: 'g', organization, templates: [] });
      const made = [];
      for (const [index, fields] of [
        { model: 'Model B', group: group.id, config: { backend: openwrt, templates: [template.id] } },
        {
          model: 'Model A',
          os: '100%_sure',
          config: { backend: 'netjsonconfig.OpenWisp', config: { ntp: { enabled: true } } },
        },
        { model: 'Model C' },
      ].entries()) {
        made.push(
          await create(
            'controller/device/',
            newDevice({ organization, name: `find-${index}-${word()}`, ...fields }),
          ),
        );
      }
      const [first, second, third] = made.map(({ id }) => id);
      const ids = async (query: string) =>
        (
          (await call('GET', `controller/device/?organization=${organization}&${query}`)).body['results'] as {
            id: string;
          }[]
        ).map(({ id }) => id);
      expect(await ids('')).toEqual([third, second, first]);
      expect(await ids('ordering=model')).toEqual([second, first, third]);
      expect(await ids('ordering=-model')).toEqual([third, first, second]);
      expect(await ids('ordering=status,name')).toEqual([first, second, third]);
      expect(await ids('ordering=-last_seen,name')).toEqual([first, second, third]);
      expect(await ids('config__status=modified')).toEqual([second, first]);
      expect(await ids('config__status=unknown')).toEqual([third]);
      expect(await ids('config__backend=netjsonconfig.OpenWisp')).toEqual([second]);
      expect(await ids(`config__templates=${template.id}`)).toEqual([first]);
      expect(await ids(`config__templates=${template.id}&config__status=applied`)).toEqual([]);
      expect(await ids(`group=${group.id}`)).toEqual([first]);
      expect(await ids('seen=never')).toEqual([third, second, first]);
      expect(await ids('seen=recent')).toEqual([]);
      expect(await ids('is_deactivated=true')).toEqual([]);
      expect(await ids('search=FIND-1 model')).toEqual([second]);
      expect(await ids('search=100%25_')).toEqual([second]);
      expect(await ids(`search=${third}`)).toEqual([third]);
      expect(await ids('created__lt=2020-01-01')).toEqual([]);
      const bad = await call('GET', 'controller/device/?config__templates=x,y');
      expect(bad).toEqual({ status: 400, body: { config__templates: 'Invalid UUID format' } });
      expect((await call('GET', 'controller/device/?config__status=new')).status).toBe(400);

      const fields =
        'id,last_seen,is_deactivated,config_status,error_reason,organization_name,group_name,backend,template_count,hardware_id';
      const { body } = await call(
        'GET',
        `controller/device/?organization=${organization}&ordering=name&fields=${fields}`,
      );
      expect((body['results'] as Json[])[0]).toEqual({
        id: first,
        last_seen: null,
        is_deactivated: false,
        config_status: 'modified',
        error_reason: '',
        organization_name: expect.stringMatching(/^org-/),
        group_name: 'g',
        backend: openwrt,
        template_count: 1,
        hardware_id: null,
      });
      const page = await call(
        'GET',
        `controller/device/?organization=${organization}&cursor=&page_size=2&ordering=last_seen`,
      );
      expect(page.body).toMatchObject({ count: 3, next_cursor: expect.any(String) });
      const rest = await call(
        'GET',
        `controller/device/?organization=${organization}&cursor=${String(page.body['next_cursor'])}&page_size=2&ordering=last_seen`,
      );
      expect(rest.body).toMatchObject({ count: 3, next_cursor: null });
      const seen = [page, rest].flatMap(({ body: { results } }) =>
        (results as { id: string }[]).map(({ id }) => id),
      );
      expect(seen.sort()).toEqual(made.map(({ id }) => id).sort());
    });

    it('are changed only when they are still what the editor has seen, whatever the device has said since', async () => {
      const registered = await device.register();
      const path = `${controller.url}/api/v1/controller/device/${registered.id}/`;
      const headers = { authorization: controller.bearer, 'content-type': 'application/json' };
      const etag = (await fetch(path, { headers })).headers.get('etag') ?? '';
      await device.poll(registered, { management_ip: '10.60.0.1' });
      await device.report(registered, { status: 'applied' });
      await device.updateInfo(registered, { model: 'another' });
      const patch = (tag: string, body: Json) =>
        fetch(path, {
          method: 'PATCH',
          headers: { ...headers, 'if-match': tag },
          body: JSON.stringify(body),
        });
      const first = await patch(etag, { notes: 'first' });
      expect(first.status).toBe(200);
      const second = await patch(etag, { notes: 'second' });
      expect(second.status).toBe(412);
      expect((await call('GET', `controller/device/${registered.id}/`)).body['notes']).toBe('first');
      const third = await patch(second.headers.get('etag') ?? '', { config: { context: { a: 1 } } });
      expect(third.status).toBe(200);
      expect((await patch(second.headers.get('etag') ?? '', { notes: 'x' })).status).toBe(412);
    });

    it('are changed, deactivated, activated and deleted in bulk', async () => {
      const organization = await createOrganization();
      const template = await create('controller/template/', newTemplate({ organization }));
      const group = await create('controller/group/', { name: 'g', organization, templates: [template.id] });
      const inOrganization = () =>
        create(
          'controller/device/',
          newDevice({ organization, config: { backend: openwrt, context: { a: 1 } } }),
        );
      const [first, second] = [await inOrganization(), await inOrganization()];
      const foreign = await create('controller/device/', newDevice());
      const ids = [first.id, second.id];
      const bulk = async (action: string, targets: string[], params?: Json) =>
        (
          await call('POST', 'controller/device/bulk/', {
            action,
            ids: targets,
            ...(params ? { params } : {}),
          })
        ).body['results'];
      expect(await bulk('change', [...ids, foreign.id], { group: group.id })).toEqual([
        ...ids.map((id) => ({ id, status: 'ok' })),
        {
          id: foreign.id,
          status: 'error',
          detail: expect.stringContaining('Please ensure that the organization'),
        },
      ]);
      for (const id of ids) {
        expect((await call('GET', `controller/device/${id}/`)).body).toMatchObject({
          group: group.id,
          config: { templates: [template.id] },
        });
      }
      expect(await bulk('deactivate', ids)).toEqual(ids.map((id) => ({ id, status: 'ok' })));
      expect(await bulk('deactivate', [first.id])).toEqual([
        { id: first.id, status: 'error', detail: expect.any(String) },
      ]);
      expect(await bulk('activate', [first.id])).toEqual([{ id: first.id, status: 'ok' }]);
      expect(await bulk('delete', ids)).toEqual(
        ids.map((id) => ({
          id,
          status: 'error',
          detail: 'The device must be deactivated prior to deletion',
        })),
      );
      expect(await bulk('delete', ids, { force: true })).toEqual(ids.map((id) => ({ id, status: 'ok' })));
      for (const id of ids) expect((await call('GET', `controller/device/${id}/`)).status).toBe(404);
    });

    it('are listed in a fixed number of statements', async () => {
      const organization = await createOrganization();
      const count = async () => {
        const before = controller.context.database.statements();
        await call(
          'GET',
          `controller/device/?organization=${organization}&fields=id,name,config,key,template_count,group_name`,
        );
        return controller.context.database.statements() - before;
      };
      await create(
        'controller/device/',
        newDevice({ organization, config: { backend: openwrt, context: { a: 1 } } }),
      );
      const one = await count();
      for (let index = 0; index < 8; index++) {
        await create(
          'controller/device/',
          newDevice({ organization, config: { backend: openwrt, context: { a: 1 } } }),
        );
      }
      // One or two may be of what runs by the clock, but not one for each of the nine.
      expect(await count()).toBeLessThanOrEqual(one + 3);
      expect(one).toBeLessThanOrEqual(8);
    });

    it('show their history, variables and configuration', async () => {
      const registered = await device.register({ model: 'm' });
      await device.report(registered, { status: 'error', error_reason: 'no' });
      const path = `controller/device/${registered.id}/`;
      const checksum = (await device.poll(registered)).text;
      expect((await call('GET', `${path}history/?page_size=1`)).body).toEqual({
        count: 2,
        next: expect.stringContaining('page=2'),
        previous: null,
        results: [
          { id: expect.any(Number), created: expect.any(String), status: 'error', reason: 'no', checksum },
        ],
      });
      const { body: rendered } = await call('GET', `${path}rendered/`);
      expect(rendered).toEqual({
        checksum,
        native: `package system\n\nconfig system 'system'\n\toption hostname '${registered.name}'\n`,
        files: [{ path: '/etc/config/system', mode: '0644', size: expect.any(Number) }],
      });
      const { body: variables } = await call('GET', `${path}variables/`);
      expect(Object.keys(variables['system'] as Json)).toEqual(['name', 'mac_address', 'id', 'key']);
      expect(variables['sources']).toEqual({
        name: 'predefined',
        mac_address: 'predefined',
        id: 'predefined',
        key: 'predefined',
      });
      const without = await create('controller/device/', newDevice());
      expect((await call('GET', `controller/device/${without.id}/variables/`)).body).toMatchObject({
        effective: { id: without.id },
      });
      expect((await call('GET', `controller/device/${without.id}/history/`)).body).toMatchObject({
        count: 0,
      });
      for (const missing of ['rendered', 'configuration']) {
        expect((await call('GET', `controller/device/${without.id}/${missing}/`)).status).toBe(404);
      }
    });
  });

  describe('templates', () => {
    it('are created, completed and shown as the contract says', async () => {
      const name = `template-${word()}`;
      const created = await create('controller/template/', {
        ...newTemplate({ name }),
        required: true,
        tags: ['b', 'a', 'b'],
      });
      expect(created).toEqual({
        id: expect.any(String),
        name,
        organization: controller.defaultOrganizationId,
        type: 'generic',
        backend: openwrt,
        vpn: null,
        tags: ['a', 'b'],
        default: true,
        required: true,
        notes: '',
        default_values: {},
        config: { ntp: { enabled: true } },
        created: expect.any(String),
        modified: expect.any(String),
      });
      const path = `controller/template/${created.id}/`;
      expect((await call('GET', path)).body).toEqual(created);
      expect((await call('PATCH', path, { tags: ['c'], notes: 'n' })).body).toMatchObject({
        tags: ['c'],
        notes: 'n',
        required: true,
      });
      const { body: rendered } = await call('GET', `${path}rendered/`);
      expect(rendered).toMatchObject({
        native: expect.stringContaining("config timeserver 'ntp'"),
        files: [{ path: '/etc/config/system' }],
      });
      const download = await fetch(`${controller.url}/api/v1/${path}configuration/`, {
        headers: { authorization: controller.bearer },
      });
      expect([download.status, download.headers.get('content-disposition')]).toEqual([
        200,
        `attachment; filename=${name}.tar.gz`,
      ]);
      expect((await call('DELETE', path)).status).toBe(204);
      expect((await call('GET', path)).status).toBe(404);
    });

    it.each([
      [{ config: {}, type: 'generic' }, { config: ['The configuration field cannot be empty.'] }],
      [{ config: {} }, { __all__: ['The configuration field cannot be empty.'] }],
      [{ config: null }, { __all__: ['The configuration field cannot be empty.'] }],
      [{ config: 'x' }, { config: ['Unexpected configuration format.'] }],
      [{ default_values: [] }, { default_values: ['the supplied value is not a JSON object'] }],
      [{ backend: 'x' }, { backend: ['"x" is not a valid choice.'] }],
      [{ type: 'vpn' }, { vpn: ['A VPN must be selected when template type is "VPN"'] }],
      [
        { vpn: '00000000-0000-4000-8000-000000000000' },
        { vpn: ['Invalid pk "00000000-0000-4000-8000-000000000000" - object does not exist.'] },
      ],
      [
        { config: { interfaces: {} } },
        {
          __all__: [
            expect.stringMatching(
              /^Invalid configuration triggered by "#\/interfaces", validator says:\n\n./,
            ),
          ],
        },
      ],
      [
        {
          config: { interfaces: [{ name: '{{ x }}', type: 'ethernet' }] },
          default_values: { x: 'way-too-long-for-a-name' },
        },
        { __all__: [expect.any(String)] },
      ],
      [{ tags: 'a' }, { tags: ['Expected a list of items but got type "str".'] }],
      [{ tags: ['a b'] }, { tags: ['Tags must not contain spaces.'] }],
    ])('are refused with %j', async (fields, errors) => {
      expect(await call('POST', 'controller/template/', newTemplate(fields))).toEqual({
        status: 400,
        body: errors,
      });
    });

    it('have names that cannot be confused', async () => {
      const foreign = await createOrganization();
      const name = `template-${word()}`;
      await create('controller/template/', newTemplate({ name }));
      await create('controller/template/', newTemplate({ name, organization: foreign }));
      const refuse = async (body: Json, errors: Json) =>
        expect(await call('POST', 'controller/template/', newTemplate(body))).toEqual({
          status: 400,
          body: errors,
        });
      const confusion =
        'Shared objects are visible to all organizations and must have unique names to avoid confusion.';
      await refuse({ name }, { non_field_errors: ['The fields organization, name must make a unique set.'] });
      await refuse(
        { name, organization: null },
        {
          name: [`There is already a template of another organization with this name. ${confusion}`],
        },
      );
      const sharedName = `template-${word()}`;
      await create('controller/template/', newTemplate({ name: sharedName, organization: null }));
      for (const organization of [null, foreign]) {
        await refuse(
          { name: sharedName, organization },
          {
            name: [`There is already another shared template with this name. ${confusion}`],
          },
        );
      }
    });

    it('that devices of others use stay with them', async () => {
      const template = await create('controller/template/', newTemplate({ organization: null }));
      await create(
        'controller/device/',
        newDevice({ config: { backend: openwrt, templates: [template.id] } }),
      );
      const organization = await createOrganization();
      expect(await call('PATCH', `controller/template/${template.id}/`, { organization })).toEqual({
        status: 400,
        body: {
          organization: [
            'The organization of this template cannot be changed because 1 configuration is still related to it',
          ],
        },
      });
      const counted = await call(
        'GET',
        `controller/template/?fields=id,device_count,organization_name&ordering=-device_count&page_size=100`,
      );
      expect(counted.body['results']).toContainEqual({
        id: template.id,
        device_count: 1,
        organization_name: null,
      });
    });
  });

  describe('groups', () => {
    it('are created, shown and found', async () => {
      const organization = await createOrganization();
      const [a, b] = [
        await create('controller/template/', newTemplate({ organization })),
        await create('controller/template/', newTemplate({ organization })),
      ];
      const created = await create('controller/group/', {
        name: 'g',
        organization,
        templates: [b.id, a.id],
        context: { x: 1 },
      });
      expect(created).toEqual({
        id: expect.any(String),
        name: 'g',
        organization,
        description: '',
        templates: [b.id, a.id],
        context: { x: 1 },
        meta_data: {},
        created: expect.any(String),
        modified: expect.any(String),
      });
      const path = `controller/group/${created.id}/`;
      expect((await call('PATCH', path, { description: 'd' })).body).toMatchObject({
        templates: [b.id, a.id],
        description: 'd',
      });
      const list = async (query: string) =>
        (await call('GET', `controller/group/?organization=${organization}&${query}`)).body['count'];
      expect([await list('empty=true'), await list('empty=false'), await list('')]).toEqual([0, 1, 1]);
      await create('controller/device/', newDevice({ organization, group: created.id }));
      expect([await list('empty=true'), await list('empty=false')]).toEqual([1, 0]);
      expect(await call('POST', 'controller/group/', { name: 'g', organization, templates: [] })).toEqual({
        status: 400,
        body: { non_field_errors: ['The fields organization, name must make a unique set.'] },
      });
      expect((await call('POST', 'controller/group/', { name: 'h', organization })).body).toEqual({
        templates: ['This field is required.'],
      });
    });

    it('do not take templates that devices have anyway, or of others', async () => {
      const automatic = await create(
        'controller/template/',
        newTemplate({ organization: null, default: true, backend: 'netjsonconfig.OpenWisp' }),
      );
      const name = `foreign-${word()}`;
      const foreign = await create(
        'controller/template/',
        newTemplate({ organization: await createOrganization(), name }),
      );
      const group = (templates: string[]) =>
        call('POST', 'controller/group/', {
          name: `g-${word()}`,
          organization: controller.defaultOrganizationId,
          templates,
        });
      expect((await group([automatic.id])).body).toEqual({
        templates: [`Invalid pk "${automatic.id}" - object does not exist.`],
      });
      expect((await group([foreign.id])).body).toEqual({
        templates: [
          `The following templates are owned by organizations which do not match the organization of this group: ${name}`,
        ],
      });
      await call('DELETE', `controller/template/${automatic.id}/`);
    });

    it('give templates to a device that joins them', async () => {
      const template = await create('controller/template/', newTemplate());
      const group = await create('controller/group/', {
        name: `g-${word()}`,
        organization: controller.defaultOrganizationId,
        templates: [template.id],
      });
      const created = await create('controller/device/', newDevice({ group: group.id }));
      expect((await call('GET', `controller/device/${created.id}/`)).body['config']).toMatchObject({
        backend: openwrt,
        templates: [template.id],
      });
    });
  });

  it('settings of an organization are read and changed', async () => {
    const organization = await createOrganization();
    const path = `controller/organization/${organization}/settings/`;
    expect(await call('GET', path)).toEqual({
      status: 200,
      body: {
        organization,
        registration_enabled: true,
        shared_secret: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
        context: {},
        device_limit: 0,
      },
    });
    const changed = await call('PATCH', path, {
      shared_secret: `s-${word()}`,
      registration_enabled: false,
      context: { a: 1 },
      device_limit: 3,
    });
    expect(changed).toMatchObject({
      status: 200,
      body: { registration_enabled: false, context: { a: 1 }, device_limit: 3 },
    });
    expect((await call('GET', path)).body).toEqual(changed.body);
    const refuse = async (body: Json, errors: Json) =>
      expect(await call('PATCH', path, body)).toEqual({ status: 400, body: errors });
    await refuse(
      { shared_secret: 'a b' },
      { shared_secret: ['This value must not contain spaces, dots or slashes.'] },
    );
    await refuse({ shared_secret: '' }, { shared_secret: ['This field may not be blank.'] });
    await refuse(
      { shared_secret: 'x'.repeat(33) },
      { shared_secret: ['Ensure this field has no more than 32 characters.'] },
    );
    await refuse({ shared_secret: controller.sharedSecret }, { shared_secret: [expect.any(String)] });
    await refuse({ context: [] }, { context: ['the supplied value is not a JSON object'] });
    await refuse({ device_limit: -1 }, { device_limit: [expect.any(String)] });
    await create('controller/device/', newDevice({ organization }));
    await create('controller/device/', newDevice({ organization }));
    const tooLow =
      'The specified limit is lower than the amount of devices currently held by this organization. Please remove some devices or consider increasing the device limit.';
    for (const device_limit of [1, null]) await refuse({ device_limit }, { device_limit: [tooLow] });
    expect((await call('PATCH', path, { device_limit: 2 })).status).toBe(200);
    expect(
      (await call('GET', `controller/organization/${'0'.repeat(8)}-0000-4000-8000-000000000000/settings/`))
        .status,
    ).toBe(404);
  });

  describe('the preview', () => {
    const preview = (body: Json) => call('POST', 'controller/preview/', body);

    it('renders what is being edited, and stores nothing', async () => {
      const template = await create(
        'controller/template/',
        newTemplate({
          config: {
            dns_search: ['{{ zone }}'],
            interfaces: [{ name: 'lan0', type: 'ethernet', addresses: [{ proto: 'dhcp', family: 'ipv4' }] }],
          },
          default_values: { zone: 'template.org' },
        }),
      );
      const registered = await device.register();
      const checksum = (await device.poll(registered)).text;
      const shown = await preview({
        device: registered.id,
        name: 'other',
        templates: [template.id],
        context: { zone: 'device.org' },
      });
      expect(shown).toMatchObject({
        status: 200,
        body: { problems: [], checksum: expect.stringMatching(/^[0-9a-f]{32}$/) },
      });
      expect(shown.body['native']).toContain("option hostname 'other'");
      expect(shown.body['native']).toContain('device.org');
      expect((await device.poll(registered)).text).toBe(checksum);
      expect(await preview({ device: registered.id })).toMatchObject({ status: 200, body: { checksum } });
      const fresh = await preview({
        name: 'new-device',
        mac_address: '02:00:00:00:00:01',
        organization: controller.defaultOrganizationId,
        backend: openwrt,
        config: {},
        context: {},
        templates: [],
      });
      expect(fresh).toMatchObject({ status: 200, body: { native: expect.stringContaining('new-device') } });
    });

    it('renders templates without a host name', async () => {
      const shown = await preview({
        backend: openwrt,
        config: { general: { description: '{{ x }}' } },
        default_values: { x: 'y' },
      });
      expect(shown).toMatchObject({
        status: 200,
        body: { native: expect.stringContaining("option description 'y'") },
      });
    });

    it('says what is wrong and where', async () => {
      const shown = await preview({
        name: 'ap',
        organization: controller.defaultOrganizationId,
        backend: openwrt,
        config: { interfaces: [{ name: 'lan0', type: 'ethernet', mtu: 'x' }], radios: {} },
      });
      expect(shown).toEqual({
        status: 400,
        body: {
          problems: expect.arrayContaining([
            { path: expect.arrayContaining(['interfaces', 0]), message: expect.any(String) },
          ]),
          __all__: [expect.stringMatching(/^Invalid configuration triggered by "#\//)],
        },
      });
      expect(await preview({ backend: openwrt })).toEqual({
        status: 400,
        body: { name: ['This field is required.'] },
      });
    });
  });

  describe('tenancy', () => {
    it('keeps every object of another organization out of sight', async () => {
      const [mine, theirs] = [await createOrganization(), await createOrganization()];
      const token = await createManager(mine, 2);
      const theirDevice = await create(
        'controller/device/',
        newDevice({ organization: theirs, config: { backend: openwrt, context: { a: 1 } } }),
      );
      const theirTemplate = await create('controller/template/', newTemplate({ organization: theirs }));
      const theirGroup = await create('controller/group/', {
        name: 'g',
        organization: theirs,
        templates: [],
      });
      const paths = [
        `device/${theirDevice.id}/`,
        ...['configuration', 'history', 'variables', 'rendered'].map(
          (action) => `device/${theirDevice.id}/${action}/`,
        ),
        `template/${theirTemplate.id}/`,
        `template/${theirTemplate.id}/configuration/`,
        `template/${theirTemplate.id}/rendered/`,
        `group/${theirGroup.id}/`,
        `organization/${theirs}/settings/`,
      ];
      for (const path of paths)
        expect([path, (await call('GET', `controller/${path}`, undefined, token)).status]).toEqual([
          path,
          404,
        ]);
      for (const path of [
        `device/${theirDevice.id}/`,
        `template/${theirTemplate.id}/`,
        `group/${theirGroup.id}/`,
        `organization/${theirs}/settings/`,
      ]) {
        expect((await call('PATCH', `controller/${path}`, { notes: 'x' }, token)).status).toBe(404);
      }
      for (const action of ['deactivate', 'activate']) {
        expect(
          (await call('POST', `controller/device/${theirDevice.id}/${action}/`, undefined, token)).status,
        ).toBe(404);
      }
      expect(
        (await call('DELETE', `controller/device/${theirDevice.id}/?force=true`, undefined, token)).status,
      ).toBe(404);
      for (const list of ['device', 'group']) {
        expect((await call('GET', `controller/${list}/`, undefined, token)).body).toMatchObject({
          count: 0,
          results: [],
        });
      }
      expect((await call('GET', `controller/device/?organization=${theirs}`, undefined, token)).status).toBe(
        400,
      );
      const refuse = async (body: Json, errors: Json) =>
        expect(await call('POST', 'controller/device/', newDevice(body), token)).toEqual({
          status: 400,
          body: errors,
        });
      const invalid = (id: string) => [`Invalid pk "${id}" - object does not exist.`];
      await refuse({ organization: theirs }, { organization: invalid(theirs) });
      await refuse({ organization: mine, group: theirGroup.id }, { group: invalid(theirGroup.id) });
      await refuse(
        { organization: mine, config: { backend: openwrt, templates: [theirTemplate.id] } },
        { config: { templates: invalid(theirTemplate.id) } },
      );
      const peek = {
        device: theirDevice.id,
        template: theirTemplate.id,
        group: theirGroup.id,
        organization: theirs,
        templates: [theirTemplate.id],
      };
      for (const [field, value] of Object.entries(peek)) {
        const answer = await call('POST', 'controller/preview/', { name: 'ap', [field]: value }, token);
        expect([field, answer.status, Object.keys(answer.body)]).toEqual([field, 400, [field]]);
      }
    });

    it('lets managers use shared templates and leaves changing them to superusers', async () => {
      const organization = await createOrganization();
      const token = await createManager(organization, 1);
      const shared = await create('controller/template/', newTemplate({ organization: null }));
      const created = await call(
        'POST',
        'controller/device/',
        newDevice({ organization, config: { backend: openwrt, templates: [shared.id] } }),
        token,
      );
      expect(created.status).toBe(201);
      const list = await call(
        'GET',
        `controller/template/?page_size=100&fields=id,device_count`,
        undefined,
        token,
      );
      expect(list.body['results']).toContainEqual({ id: shared.id, device_count: 1 });
      for (const [method, body] of [
        ['PATCH', { notes: 'x' }],
        ['DELETE', undefined],
      ] as const) {
        expect((await call(method, `controller/template/${shared.id}/`, body, token)).status).toBe(403);
      }
      for (const organization_ of [null, undefined]) {
        const body = { ...newTemplate(), organization: organization_ };
        expect(await call('POST', 'controller/template/', body, token)).toEqual({
          status: 400,
          body: { organization: ['This field may not be null.'] },
        });
      }
    });

    it('asks for the permission of each model', async () => {
      const organization = await createOrganization();
      const [nobody, operator] = [await createManager(organization), await createManager(organization, 1)];
      for (const path of [
        'device/',
        'template/',
        'group/',
        `organization/${organization}/settings/`,
        'overview/',
      ]) {
        expect([path, (await call('GET', `controller/${path}`, undefined, nobody)).status]).toEqual([
          path,
          403,
        ]);
        expect([path, (await call('GET', `controller/${path}`, undefined, operator)).status]).toEqual([
          path,
          200,
        ]);
        expect((await fetch(`${controller.url}/api/v1/controller/${path}`)).status).toBe(401);
      }
      expect(
        (
          await call(
            'PATCH',
            `controller/organization/${organization}/settings/`,
            { device_limit: 1 },
            operator,
          )
        ).status,
      ).toBe(403);
      expect((await call('POST', 'controller/preview/', { name: 'ap' }, nobody)).status).toBe(403);
    });
  });

  it('tells consoles what has changed', async () => {
    const { realtime } = controller.context;
    const changes: unknown[] = [];
    const changed = realtime.changed.bind(realtime);
    realtime.changed = (change) => {
      changes.push([change.kind, change.action, change.id]);
      changed(change);
    };
    const template = await create('controller/template/', newTemplate());
    const group = await create('controller/group/', {
      name: `g-${word()}`,
      organization: controller.defaultOrganizationId,
      templates: [],
    });
    const created = await create('controller/device/', newDevice());
    await call('PATCH', `controller/device/${created.id}/`, { notes: 'x' });
    await call('DELETE', `controller/device/${created.id}/?force=true`);
    await call('DELETE', `controller/group/${group.id}/`);
    await waitFor('all changes', () => changes.length >= 6);
    expect(changes).toEqual(
      expect.arrayContaining([
        ['template', 'created', template.id],
        ['group', 'created', group.id],
        ['device', 'created', created.id],
        ['device', 'updated', created.id],
        ['device', 'deleted', created.id],
        ['group', 'deleted', group.id],
      ]),
    );
    realtime.changed = changed;
  });
});

import { createHash, randomBytes } from 'node:crypto';
import { testDialects, waitFor } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestController } from '../src/testing/index.ts';
import { deviceCaller, type Registered } from './device-caller.ts';
import { startControllerOn } from './start-controller-on.ts';

const word = (): string => randomBytes(5).toString('hex');

interface Config {
  status: string;
  templates: string[];
  context: object;
  config: object;
}

describe.each(testDialects)('changes that reach many devices on %s', (dialect) => {
  let controller: TestController;
  let device: ReturnType<typeof deviceCaller>;
  beforeAll(async () => {
    controller = await startControllerOn(dialect);
    device = deviceCaller(controller);
  });
  afterAll(() => controller.stop());

  const api = async <Body>(method: string, path: string, body?: unknown): Promise<Body> => {
    const answer = await controller.api(method, `controller/${path}`, body);
    expect([method, path, answer.status, answer.body]).toEqual([
      method,
      path,
      expect.toSatisfy((status: number) => status < 300),
      answer.body,
    ]);
    return answer.body as Body;
  };
  const createTemplate = async (fields: object): Promise<string> => {
    const { id } = await api<{ id: string }>('POST', 'template/', {
      name: `template-${word()}`,
      organization: controller.defaultOrganizationId,
      backend: 'netjsonconfig.OpenWrt',
      config: { ntp: { enabled: true } },
      ...fields,
    });
    return id;
  };
  const createOrganization = async () => {
    const name = `org-${word()}`;
    const { body } = await controller.api('POST', 'users/organization/', { name, slug: name });
    const { id } = body as { id: string };
    const { shared_secret } = await api<{ shared_secret: string }>('GET', `organization/${id}/settings/`);
    return { id, secret: shared_secret };
  };
  const configOf = async ({ id }: Pick<Registered, 'id'>) =>
    (await api<{ config: Config }>('GET', `device/${id}/`)).config;
  const rendered = async ({ id }: Pick<Registered, 'id'>) =>
    (await api<{ native: string }>('GET', `device/${id}/rendered/`)).native;
  const settled = () =>
    waitFor('the renderer', async () => {
      const rows = await controller.context.db.selectFrom('config_pendingchange').select('id').execute();
      return rows.length === 0;
    });
  /** What the device is told to run is what it can download, and what the controller shows. */
  const expectConsistent = async (registered: Registered) => {
    const checksum = (await device.poll(registered)).text;
    const archive = (await device.download(registered)).body;
    expect(createHash('md5').update(archive).digest('hex')).toBe(checksum);
    const shown = await api<{ checksum: string }>('GET', `device/${registered.id}/rendered/`);
    expect(shown.checksum).toBe(checksum);
    return checksum;
  };
  const applied = async (fields: Record<string, string> = {}) => {
    const registered = await device.register(fields);
    await device.report(registered, { status: 'applied' });
    return registered;
  };

  it('a template that changes is rendered for all that have it, in the background', async () => {
    const tag = word();
    const template = await createTemplate({
      tags: [tag],
      default_values: { zone: 'UTC' },
      config: { general: { timezone: '{{ zone }}' } },
    });
    const users = await Promise.all(Array.from({ length: 5 }, () => applied({ tags: tag })));
    const stranger = await applied();
    const before = await Promise.all([...users, stranger].map(expectConsistent));
    const heard: unknown[] = [];
    const stop = controller.context.events.on(
      'config.modified',
      ({ deviceId, action, previousStatus }) => void heard.push([deviceId, action, previousStatus]),
    );
    await api('PATCH', `template/${template}/`, {
      config: { general: { timezone: '{{ zone }}' }, ntp: { enabled: true } },
    });
    await settled();
    const after = await Promise.all([...users, stranger].map(expectConsistent));
    expect(after.slice(0, 5).filter((checksum) => before.includes(checksum))).toEqual([]);
    expect(after[5]).toBe(before[5]);
    for (const user of users) expect((await configOf(user)).status).toBe('modified');
    expect((await configOf(stranger)).status).toBe('applied');
    expect(heard).toHaveLength(5);
    expect(heard).toEqual(
      expect.arrayContaining(users.map(({ id }) => [id, 'related_template_changed', 'applied'])),
    );
    stop();

    // The values of its variables count as well, where nothing overrides them.
    const [first, second] = users as [Registered, Registered];
    await api('PATCH', `device/${first.id}/`, { config: { context: { zone: 'UTC' } } });
    for (const user of users) await device.report(user, { status: 'modified' });
    for (const user of users) await device.download(user);
    for (const user of users) await device.report(user, { status: 'applied' });
    await api('PATCH', `template/${template}/`, { default_values: { zone: 'Europe/Rome' } });
    await settled();
    expect((await configOf(first)).status).toBe('applied');
    expect((await configOf(second)).status).toBe('modified');
  });

  it('a change without effect on what is rendered changes no status', async () => {
    const tag = word();
    const template = await createTemplate({ tags: [tag] });
    const registered = await applied({ tags: tag });
    const before = await expectConsistent(registered);
    await device.report(registered, { status: 'applied' });
    await api('PATCH', `template/${template}/`, { notes: 'a note', default_values: { unused: 1 } });
    await api('PATCH', `device/${registered.id}/`, { notes: 'a note', config: { context: { unused: 2 } } });
    await api('PATCH', `organization/${controller.defaultOrganizationId}/settings/`, {
      context: { unused: word() },
    });
    await settled();
    expect(await expectConsistent(registered)).toBe(before);
    expect((await configOf(registered)).status).toBe('applied');
  });

  it('a template that is deleted is taken from all that had it', async () => {
    const tag = word();
    const template = await createTemplate({
      tags: [tag],
      config: {
        dns_servers: ['10.9.9.9'],
        interfaces: [
          {
            name: 'lan0',
            type: 'ethernet',
            addresses: [{ proto: 'static', family: 'ipv4', address: '10.0.0.1', mask: 24 }],
          },
        ],
      },
    });
    const registered = await applied({ tags: tag });
    expect(await rendered(registered)).toContain('lan0');
    await api('DELETE', `template/${template}/`);
    await settled();
    await expectConsistent(registered);
    expect(await rendered(registered)).not.toContain('lan0');
    expect(await configOf(registered)).toMatchObject({ status: 'modified', templates: [] });
  });

  it('a template that becomes a default one is given to existing configurations that it fits', async () => {
    const organization = await createOrganization();
    const inOrganization = { organization: organization.id };
    const own = await applied({ secret: organization.secret });
    const otherBackend = await applied({ secret: organization.secret, backend: 'netjsonconfig.OpenWisp' });
    const foreign = await applied();
    const before = await createTemplate({ ...inOrganization, default: true });
    await settled();
    const template = await createTemplate({ ...inOrganization, config: { dns_search: ['example.org'] } });
    expect((await configOf(own)).templates).toEqual([before]);
    await api('PATCH', `template/${template}/`, { required: true });
    expect(await api('GET', `template/${template}/`)).toMatchObject({ required: true, default: true });
    await settled();
    expect((await configOf(own)).templates).toEqual([before, template]);
    expect((await configOf(otherBackend)).templates).toEqual([]);
    expect((await configOf(foreign)).templates).toEqual([]);
    await expectConsistent(own);
    await api('PATCH', `template/${template}/`, { required: false, default: false });
    await settled();
    expect((await configOf(own)).templates).toEqual([before, template]);
  });

  it('a shared default template is given to the devices of all organizations', async () => {
    const organization = await createOrganization();
    const devices = [await applied({ secret: organization.secret }), await applied()];
    const template = await createTemplate({ organization: null, default: true });
    await settled();
    for (const registered of devices) expect((await configOf(registered)).templates).toContain(template);
    await api('DELETE', `template/${template}/`);
    await settled();
  });

  it('a configuration that cannot be rendered keeps the revision that it has, and the others go on', async () => {
    const tag = word();
    const template = await createTemplate({ tags: [tag], default_values: { name: 'x' } });
    const bad = await applied({ tags: tag, name: 'a-name-that-no-interface-can-have' });
    const good = await applied({ tags: tag, name: `ap-${word()}` });
    const before = (await device.poll(bad)).text;
    await api('PATCH', `template/${template}/`, {
      config: { interfaces: [{ name: '{{ name }}', type: 'ethernet' }] },
      default_values: { name: 'lan0' },
    });
    await settled();
    expect((await device.poll(bad)).text).toBe(before);
    expect((await device.download(bad)).status).toBe(200);
    await expectConsistent(good);
    expect((await configOf(good)).status).toBe('modified');
  });

  it('variables of organizations, groups and devices reach the configuration by their rank', async () => {
    const organization = await createOrganization();
    const template = await createTemplate({
      organization: organization.id,
      default: true,
      config: {
        dns_search: ['{{ a }}.{{ b }}.{{ c }}.{{ d }}'],
        interfaces: [
          {
            name: 'lan0',
            type: 'ethernet',
            addresses: [{ proto: 'static', family: 'ipv4', address: '10.0.0.1', mask: 24 }],
          },
        ],
      },
      default_values: { a: 'template', b: 'template', c: 'template', d: 'template' },
    });
    const group = await api<{ id: string }>('POST', 'group/', {
      name: 'group',
      organization: organization.id,
      templates: [],
      context: { c: 'group', d: 'group' },
    });
    const registered = await applied({ secret: organization.secret });
    expect((await configOf(registered)).templates).toEqual([template]);
    const search = async () => {
      await expectConsistent(registered);
      return /dns_search '(.*)'/.exec(await rendered(registered))?.[1];
    };
    expect(await search()).toBe('template.template.template.template');
    await api('PATCH', `organization/${organization.id}/settings/`, {
      context: { b: 'org', c: 'org', d: 'org' },
    });
    await settled();
    expect(await search()).toBe('template.org.org.org');
    await api('PATCH', `device/${registered.id}/`, { group: group.id });
    expect(await search()).toBe('template.org.group.group');
    await api('PATCH', `device/${registered.id}/`, { config: { context: { d: 'device' } } });
    expect(await search()).toBe('template.org.group.device');
    await api('PATCH', `group/${group.id}/`, { context: { c: 'changed' } });
    await settled();
    expect(await search()).toBe('template.org.changed.device');
    expect(await api('GET', `device/${registered.id}/variables/`)).toMatchObject({
      system: { a: 'template', b: 'org', c: 'changed', d: 'org', name: registered.name },
      effective: { a: 'template', b: 'org', c: 'changed', d: 'device' },
      sources: {
        a: expect.stringMatching(/^template:/),
        b: 'organization',
        c: 'group',
        d: 'device',
        id: 'predefined',
      },
    });
    await api('DELETE', `group/${group.id}/`);
    await settled();
    expect(await search()).toBe('template.org.org.device');
  });

  it('a group gives its templates to its devices and takes them away', async () => {
    const [a, b, c] = [
      await createTemplate({ name: `a-${word()}` }),
      await createTemplate({ name: `b-${word()}`, config: { dns_search: ['bb'] } }),
      await createTemplate({ name: `c-${word()}`, config: { dns_search: ['cc'] } }),
    ] as [string, string, string];
    const otherBackend = await createTemplate({ backend: 'netjsonconfig.OpenWisp' });
    const group = (templates: string[]) =>
      api<{ id: string }>('POST', 'group/', {
        name: `group-${word()}`,
        organization: controller.defaultOrganizationId,
        templates,
      });
    const [first, second] = [await group([a, b, otherBackend]), await group([b, c])];
    const registered = await applied();
    const own = await createTemplate({});
    const put = async (templates: string[]) =>
      api('PATCH', `device/${registered.id}/`, { config: { templates } });
    const templates = async () => (await configOf(registered)).templates;
    await put([own]);
    await api('PATCH', `device/${registered.id}/`, { group: first.id });
    expect(await templates()).toEqual([own, a, b]);
    await api('PATCH', `device/${registered.id}/`, { group: second.id });
    expect(await templates()).toEqual([own, b, c]);
    const heard: unknown[] = [];
    const stop = controller.context.events.on(
      'device-group.templates-changed',
      (event) => void heard.push(event),
    );
    await api('PATCH', `group/${second.id}/`, { templates: [a, c] });
    await settled();
    expect(await templates()).toEqual([own, c, a]);
    expect(heard).toEqual([
      {
        groupId: second.id,
        organizationId: controller.defaultOrganizationId,
        templates: [a, c],
        previousTemplates: [b, c],
      },
    ]);
    stop();
    await expectConsistent(registered);
    await api('PATCH', `device/${registered.id}/`, { group: null });
    expect(await templates()).toEqual([own]);
    await put([]);
    expect(await templates()).toEqual([]);
  });

  it('keeps required templates in front whatever is chosen', async () => {
    const organization = await createOrganization();
    const inOrganization = { organization: organization.id };
    const required = await createTemplate({ ...inOrganization, name: 'b', required: true });
    const alsoRequired = await createTemplate({
      ...inOrganization,
      name: 'a',
      required: true,
      config: { dns_search: ['aa'] },
    });
    const registered = await applied({ secret: organization.secret });
    const own = await createTemplate({ ...inOrganization, config: { dns_search: ['own'] } });
    const put = (templates: string[]) => api('PATCH', `device/${registered.id}/`, { config: { templates } });
    await put([own, required]);
    expect((await configOf(registered)).templates).toEqual([alsoRequired, required, own]);
    await put([]);
    expect((await configOf(registered)).templates).toEqual([alsoRequired, required]);
    // They are required with their own backend only.
    await api('PATCH', `device/${registered.id}/`, {
      config: { backend: 'netjsonconfig.OpenWisp', templates: [] },
    });
    expect((await configOf(registered)).templates).toEqual([]);
  });

  it('survives changes of a template while its devices change, too', async () => {
    const tag = word();
    const template = await createTemplate({ tags: [tag] });
    const devices = await Promise.all(Array.from({ length: 8 }, () => device.register({ tags: tag })));
    await Promise.all([
      ...Array.from({ length: 4 }, (_value, round) =>
        api('PATCH', `template/${template}/`, { config: { dns_search: [`round${round}`] } }),
      ),
      ...devices.flatMap(({ id }, position) => [
        api('PATCH', `device/${id}/`, {
          config: { config: { general: { description: `device${position}` } } },
        }),
        api('PATCH', `device/${id}/`, { name: `renamed-${position}-${tag}` }),
      ]),
      ...Array.from({ length: 4 }, () => device.register({ tags: tag })),
    ]);
    await settled();
    for (const registered of devices) await expectConsistent(registered);
  });
});

describe('settings that changed between two starts', () => {
  it('are rendered into all configurations', async () => {
    const { mkdtemp, rm } = await import('node:fs/promises');
    const { tmpdir } = await import('node:os');
    const dataDir = await mkdtemp(`${tmpdir()}/netloom-`);
    const start = (variables: object) =>
      startControllerOn('sqlite', {
        NETLOOM_DATA_DIR: dataDir,
        NETLOOM_CONFIGURATION_CONTEXT: JSON.stringify(variables),
      });
    let controller = await start({ zone: 'first' });
    let device = deviceCaller(controller);
    await controller.api('POST', 'controller/template/', {
      name: 'all',
      organization: null,
      backend: 'netjsonconfig.OpenWrt',
      default: true,
      config: { general: { description: '{{ zone }}' } },
    });
    const registered = await device.register();
    const before = (await device.poll(registered)).text;
    await controller.stop();

    controller = await start({ zone: 'first' });
    device = deviceCaller(controller);
    expect((await device.poll(registered)).text).toBe(before);
    expect(await controller.context.db.selectFrom('config_pendingchange').selectAll().execute()).toEqual([]);
    await controller.stop();

    controller = await start({ zone: 'second' });
    device = deviceCaller(controller);
    const after = await waitFor('a new checksum', async () => {
      const { text } = await device.poll(registered);
      return text !== before && text;
    });
    expect(
      createHash('md5')
        .update((await device.download(registered)).body)
        .digest('hex'),
    ).toBe(after);
    await controller.stop();
    await rm(dataDir, { recursive: true });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestController, type TestController } from '../src/testing/index.ts';

/** `controller.api` throws when an answer is not what the document says of it. */
describe('answers that are easily documented wrongly', () => {
  let controller: TestController;
  beforeAll(async () => (controller = await startTestController()));
  afterAll(() => controller.stop());

  const create = async (path: string, body: object): Promise<string> => {
    const answer = await controller.api('POST', path, body);
    expect(answer).toMatchObject({ status: 201 });
    return (answer.body as { id: string }).id;
  };
  const createDevice = (name: string, config?: object): Promise<string> =>
    create('controller/device/', {
      name,
      organization: controller.defaultOrganizationId,
      mac_address: `02:00:00:00:02:${name}`,
      ...(config ? { config } : {}),
    });

  it('a configuration that cannot be rendered', async () => {
    const template = await create('controller/template/', {
      name: 'zoned',
      organization: controller.defaultOrganizationId,
      backend: 'netjsonconfig.OpenWrt',
      config: { general: { timezone: '{{ zone }}' } },
      default_values: { zone: 'UTC' },
    });
    const device = await createDevice('0C', { backend: 'netjsonconfig.OpenWrt', templates: [template] });
    const settings = `controller/organization/${controller.defaultOrganizationId}/settings/`;
    const set = async (context: object): Promise<void> => {
      expect((await controller.api('PATCH', settings, { context })).status).toBe(200);
    };
    await set({ zone: 'Mars' });
    const rendered = await controller.api('GET', `controller/device/${device}/rendered/`);
    expect(rendered).toMatchObject({ status: 400, body: { problems: [{ path: ['general', 'timezone'] }] } });
    await set({});
  });

  it('a page of history by cursor', async () => {
    const device = await createDevice('0A', { backend: 'netjsonconfig.OpenWrt', context: { a: 1 } });
    const page = await controller.api('GET', `controller/device/${device}/history/?cursor=`);
    expect(page).toMatchObject({
      status: 200,
      body: { next_cursor: null, results: [{ status: 'modified' }] },
    });
  });

  it('an organization and users without an address', async () => {
    const organization = await create('users/organization/', { name: 'bare', slug: 'bare' });
    const answer = await controller.api('GET', `users/organization/${organization}/`);
    expect(answer.body).toMatchObject({ email: '', url: '' });
  });

  it('some fields of lists and of one object', async () => {
    const device = await createDevice('0B');
    for (const path of ['controller/device/', `controller/device/${device}/`, 'users/organization/'])
      expect((await controller.api('GET', `${path}?fields=name`)).status).toBe(200);
  });

  it('a delivery of a webhook that is switched off', async () => {
    const webhook = await create('webhooks/webhook/', {
      name: 'x',
      url: 'https://hooks.example.org/',
      topics: ['organization.updated'],
    });
    await controller.api('PATCH', `users/organization/${controller.defaultOrganizationId}/`, {
      description: 'x',
    });
    const deliveries = `webhooks/webhook/${webhook}/deliveries/`;
    const find = async () =>
      ((await controller.api('GET', deliveries)).body as { results: { id: string }[] }).results;
    await expect.poll(find).toHaveLength(1);
    await controller.api('PATCH', `webhooks/webhook/${webhook}/`, { enabled: false });
    const [delivery] = await find();
    expect(await controller.api('POST', `${deliveries}${delivery?.id}/replay/`)).toMatchObject({
      status: 400,
      body: { __all__: ['The webhook is switched off.'] },
    });
  });
});

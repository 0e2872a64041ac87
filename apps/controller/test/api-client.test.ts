import { ApiError, createApiClient, eachObject, logIn, unwrap, type ApiClient } from '@netloom/api-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestController, type TestController } from '../src/testing/index.ts';

let controller: TestController;
let api: ApiClient;
beforeAll(async () => {
  controller = await startTestController();
  const { url: baseUrl, username, password } = controller;
  api = await logIn({ baseUrl, username, password });
});
afterAll(() => controller.stop());

const devices = '/api/v1/controller/device/';
const device = '/api/v1/controller/device/{id}/';

const create = async (index: number): Promise<string> => {
  const body = {
    name: `router-${index}`,
    organization: controller.defaultOrganizationId,
    mac_address: `00:00:5E:00:53:${String(index).padStart(2, '0')}`,
  };
  return (await unwrap(api.POST(devices, { body }))).id;
};

describe('the API client with a real controller', () => {
  it('creates, and walks through a list page by page', async () => {
    const ids = [await create(10), await create(11), await create(12)];
    const met: string[] = [];
    for await (const { id } of eachObject(api, devices, { query: { ordering: 'name' }, pageSize: 2 }))
      met.push(id);
    expect(met).toEqual(ids);
    for await (const found of eachObject(api, devices, { query: { fields: 'name', search: 'router-11' } }))
      expect(found).toEqual({ name: 'router-11' });
  });

  it('does not overwrite what somebody else has changed', async () => {
    const path = { id: await create(20) };
    const first = await api.GET(device, { params: { path } });
    const seen = first.response.headers.get('etag') ?? '';
    const change = (notes: string) =>
      unwrap(api.PATCH(device, { params: { path, header: { 'if-match': seen } }, body: { notes } }));
    expect((await change('mine')).notes).toBe('mine');
    await expect(change('late')).rejects.toMatchObject({ status: 412 });
    const again = await api.GET(device, { params: { path, header: { 'if-none-match': seen } } });
    expect([again.response.status, again.data?.notes]).toEqual([200, 'mine']);
  });

  it('says by field what is wrong', async () => {
    const body = { name: 'a b', organization: controller.defaultOrganizationId, mac_address: 'x' };
    const error = await unwrap(api.POST(devices, { body })).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(Object.keys((error as ApiError).fields).sort()).toEqual(['mac_address', 'name']);
  });

  it('fetches a list as a file', async () => {
    const { data } = await api.GET(devices, {
      params: { query: { format: 'csv', fields: 'name', ordering: 'name' } },
      parseAs: 'text',
    });
    expect(data).toBe('name\r\nrouter-10\r\nrouter-11\r\nrouter-12\r\nrouter-20\r\n');
  });

  it('is refused without a token', async () => {
    const stranger = createApiClient({ baseUrl: controller.url });
    await expect(unwrap(stranger.GET(devices))).rejects.toMatchObject({
      status: 401,
      message: 'Authentication credentials were not provided.',
    });
  });
});

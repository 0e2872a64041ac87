import { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestController, type TestController } from '../src/testing/index.ts';

let controller: TestController;
beforeAll(async () => (controller = await startTestController()));
afterAll(() => controller.stop());

interface Message {
  type: string;
  kind?: string;
  changes?: {
    kind: string;
    id: string;
    organization: string | null;
    action: string;
    patch: Record<string, unknown>;
  }[];
}

const open = (headers: Record<string, string>) => {
  const socket = new WebSocket(`${controller.url.replace('http', 'ws')}/ws/v1/live`, { headers });
  const messages: Message[] = [];
  socket.on('message', (data) => messages.push(JSON.parse(String(data)) as Message));
  const refused = new Promise<number>((resolve) => {
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => {});
  });
  return { socket, messages, refused, changes: () => messages.flatMap(({ changes }) => changes ?? []) };
};

describe('the live channel', () => {
  it('tells of users to superusers and to managers of their organizations, and of no others', async () => {
    const make = async (path: string, body: object): Promise<string> => {
      const answer = await controller.api('POST', path, body);
      expect([path, answer.status]).toEqual([path, 201]);
      return (answer.body as { id: string }).id;
    };
    const password = 'a-Listener-password-1';
    const listen = async (slug: string) => {
      const organization = await make('users/organization/', { name: slug, slug });
      await make('users/user/', {
        username: slug,
        email: `${slug}@example.org`,
        password,
        is_staff: true,
        groups: [2],
        organization_users: { organization, is_admin: true },
      });
      const login = await fetch(`${controller.url}/api/v1/users/token/`, {
        method: 'POST',
        body: new URLSearchParams({ username: slug, password }),
      });
      const { token } = (await login.json()) as { token: string };
      const live = open({ authorization: `Bearer ${token}` });
      await expect.poll(() => live.messages[0]?.type).toBe('hello');
      return { organization, ...live };
    };
    const everywhere = open({ authorization: controller.bearer });
    const [north, south] = [await listen('live-north'), await listen('live-south')];
    const user = await make('users/user/', {
      username: 'newcomer',
      email: 'newcomer@example.org',
      password,
      organization_users: { organization: north.organization, is_admin: false },
    });
    const about = (live: { changes(): object[] }) =>
      live.changes().filter((change) => (change as { id: string }).id === user);
    const created = { kind: 'user', organizations: [north.organization], action: 'created' };
    await expect.poll(() => about(north)).toMatchObject([created]);
    await expect.poll(() => about(everywhere)).toMatchObject([created]);
    expect((await controller.api('DELETE', `users/user/${user}/`)).status).toBe(204);
    await expect.poll(() => about(north)).toMatchObject([created, { ...created, action: 'deleted' }]);
    expect(about(south)).toEqual([]);
    for (const { socket } of [everywhere, north, south]) socket.close();
  });

  it('is closed to strangers', async () => {
    expect(await open({}).refused).toBe(401);
    expect(await open({ authorization: 'Bearer nonsense' }).refused).toBe(401);
  });

  it('tells about a device that joins and reports, and answers pings', async () => {
    const { socket, messages, changes } = open({ authorization: controller.bearer });
    await expect.poll(() => messages[0]?.type).toBe('hello');
    socket.send('{"type":"ping"}');
    await expect.poll(() => messages.at(-1)?.type).toBe('pong');

    const form = {
      backend: 'netjsonconfig.OpenWrt',
      secret: controller.sharedSecret,
      name: 'live',
      mac_address: '02:00:00:00:00:09',
      key: '9'.repeat(32),
    };
    const reply = await (
      await fetch(`${controller.url}/controller/register/`, {
        method: 'POST',
        body: new URLSearchParams(form),
      })
    ).text();
    const id = /uuid: (\w+)/.exec(reply)?.[1] ?? '';
    await expect
      .poll(() => changes().find(({ action }) => action === 'created'))
      .toMatchObject({
        kind: 'device',
        organization: controller.defaultOrganizationId,
        patch: { name: 'live', config_status: 'modified' },
      });

    await fetch(`${controller.url}/controller/report-status/${id}/`, {
      method: 'POST',
      body: new URLSearchParams({ key: '9'.repeat(32), status: 'applied' }),
    });
    await expect.poll(() => changes().at(-1)?.patch['config_status']).toBe('applied');
    socket.close();
  });

  it('lets nobody listen on with rights that were taken away', async () => {
    const { status, body } = await controller.api('POST', 'users/user/', {
      username: 'listener',
      email: 'listener@example.org',
      password: 'a-listening-password',
      is_staff: true,
      organization_users: { organization: controller.defaultOrganizationId, is_admin: true },
    });
    expect(status).toBe(201);
    const token = await fetch(`${controller.url}/api/v1/users/token/`, {
      method: 'POST',
      body: new URLSearchParams({ username: 'listener', password: 'a-listening-password' }),
    });
    const authorization = `Bearer ${((await token.json()) as { token: string }).token}`;
    const { socket, messages } = open({ authorization });
    await expect.poll(() => messages[0]?.type).toBe('hello');
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    await controller.api('PATCH', `users/user/${(body as { id: string }).id}/`, { is_active: false });
    expect(await closed).toBe(1012);
    expect(await open({ authorization }).refused).toBe(401);
  });
});

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

  const password = 'a-Listener-password-1';
  /** A manager of an organization, who belongs to a group (1: operators) or to none. */
  const createManager = async (username: string, organization: string, groups: number[]): Promise<void> => {
    const { status } = await controller.api('POST', 'users/user/', {
      username,
      email: `${username}@example.org`,
      password,
      is_staff: true,
      groups,
      organization_users: { organization, is_admin: true },
    });
    expect(status).toBe(201);
  };
  const createOrganization = async (slug: string): Promise<string> => {
    const { status, body } = await controller.api('POST', 'users/organization/', { name: slug, slug });
    expect(status).toBe(201);
    return (body as { id: string }).id;
  };
  let devices = 0;
  const addDevice = async (organization: string): Promise<void> => {
    devices += 1;
    const { status } = await controller.api('POST', 'controller/device/', {
      name: `live-${devices}`,
      organization,
      mac_address: `02:00:00:00:01:0${devices}`,
    });
    expect(status).toBe(201);
  };
  /** What is remembered of who calls is forgotten, as after a few seconds. */
  const forgetCallers = (organization: string) =>
    controller.api('PATCH', `users/organization/${organization}/`, { description: 'x' });
  /** Logs in like a browser; its cookies. */
  const logIn = async (username: string): Promise<{ cookie: string }> => {
    const answer = await fetch(`${controller.url}/api/v1/session/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });
    expect(answer.status).toBe(200);
    return {
      cookie: answer.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; '),
    };
  };
  const listen = async (headers: Record<string, string>) => {
    const live = open(headers);
    const closed = new Promise<number>((resolve) => live.socket.once('close', resolve));
    await expect.poll(() => live.messages[0]?.type).toBe('hello');
    return { ...live, closed };
  };

  it('tells of objects only to those who may view objects of their kind', async () => {
    const organization = await createOrganization('live-kinds');
    await createManager('powerless', organization, []);
    await createManager('operator', organization, [1]);
    const [powerless, operator] = [
      await listen(await logIn('powerless')),
      await listen(await logIn('operator')),
    ];
    await addDevice(organization);
    await expect.poll(() => operator.changes().map(({ kind }) => kind)).toContain('device');
    await forgetCallers(organization);
    await expect.poll(() => operator.changes().map(({ kind }) => kind)).toContain('organization');
    expect(powerless.changes()).toEqual([]);
    for (const { socket } of [powerless, operator]) socket.close();
  });

  it('tells nobody of what does not say who may view it', async () => {
    const { socket, changes } = await listen({ authorization: controller.bearer });
    const nameless = { kind: 'device', id: 'nameless', organizationId: null, action: 'updated' };
    controller.context.events.emit('console.changed', nameless as never);
    await addDevice(controller.defaultOrganizationId);
    await expect.poll(() => changes().map(({ action }) => action)).toContain('created');
    expect(changes().filter(({ id }) => id === 'nameless')).toEqual([]);
    socket.close();
  });

  it('tells nothing more once the token has expired', async () => {
    const { status, body } = await controller.api('POST', 'users/api-token/', {
      name: 'short',
      expires: new Date(Date.now() + 1500).toISOString(),
    });
    expect(status).toBe(201);
    const authorization = `Bearer ${(body as { token: string }).token}`;
    const { closed, changes } = await listen({ authorization });
    const read = async () =>
      (await fetch(`${controller.url}/api/v1/session/`, { headers: { authorization } })).status;
    await expect.poll(read, { timeout: 5000 }).toBe(401);
    await addDevice(controller.defaultOrganizationId);
    expect(await closed).toBe(4401);
    expect(changes()).toEqual([]);
  });

  it('tells nothing more once the session has ended', async () => {
    const organization = await createOrganization('live-sessions');
    await createManager('sleeper', organization, [1]);
    const cookies = await logIn('sleeper');
    const { closed, changes } = await listen(cookies);
    const { db } = controller.context;
    const user = db.selectFrom('openwisp_users_user').select('id').where('username', '=', 'sleeper');
    await db
      .updateTable('users_session')
      .set({ expires: new Date(Date.now() - 1000) })
      .where('user_id', '=', user)
      .execute();
    await forgetCallers(organization);
    await addDevice(organization);
    expect(await closed).toBe(4401);
    expect(changes().filter(({ kind }) => kind === 'device')).toEqual([]);
    expect(await open(cookies).refused).toBe(401);
  });

  it('does not keep a session alive by being open', async () => {
    const organization = await createOrganization('live-lasting');
    await createManager('dozer', organization, [1]);
    const { socket, changes } = await listen(await logIn('dozer'));
    const { db } = controller.context;
    const user = db.selectFrom('openwisp_users_user').select('id').where('username', '=', 'dozer');
    const expires = new Date(Date.now() + 3_600_000);
    await db
      .updateTable('users_session')
      .set({ expires, last_used: new Date(Date.now() - 3_600_000) })
      .where('user_id', '=', user)
      .execute();
    await forgetCallers(organization);
    await addDevice(organization);
    await expect.poll(() => changes().map(({ kind }) => kind)).toContain('device');
    const session = await db
      .selectFrom('users_session')
      .select('expires')
      .where('user_id', '=', user)
      .executeTakeFirstOrThrow();
    expect(session.expires.getTime()).toBe(expires.getTime());
    socket.close();
  });

  it('tells nothing more while an organization waits for a second factor', async () => {
    const organization = await createOrganization('live-factors');
    await createManager('careless', organization, [1]);
    const cookies = await logIn('careless');
    const { closed, changes } = await listen(cookies);
    await controller.api('PATCH', `users/organization/${organization}/`, { second_factor_required: true });
    await addDevice(organization);
    expect(await closed).toBe(4403);
    expect(changes().filter(({ kind }) => kind === 'device')).toEqual([]);
    expect(await open(cookies).refused).toBe(403);
  });

  it('is closed to pages of other sites', async () => {
    const organization = await createOrganization('live-origins');
    await createManager('visitor', organization, [1]);
    const cookies = await logIn('visitor');
    for (const origin of ['https://evil.example', 'null', 'garbage', 'http://', 'file:///etc'])
      expect([origin, await open({ ...cookies, origin }).refused]).toEqual([origin, 403]);
    (await listen({ ...cookies, origin: controller.url })).socket.close();
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

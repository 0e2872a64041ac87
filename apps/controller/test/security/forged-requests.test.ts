import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestController, type TestController } from '../../src/testing/index.ts';
import { readDatabaseState } from '../access/database-state.ts';
import { addressOf, bodyOf, operationsOf, type Operation } from '../access/operations.ts';
import { buildWorld, logIn, type World } from '../access/world.ts';

/** Takes no notice of cookies: nothing can be forged by sending them along. */
const withoutCookies = new Set(['POST /api/v1/users/token/']);
/** Needs no session, and so no token of one; a foreign page is known by its name. */
const logins = new Set(['POST /api/v1/session/']);

describe('writes that a page of another site sends with the cookies of its visitor', () => {
  let controller: TestController;
  let world: World;
  let writes: Operation[];
  let visitor: Record<string, string>;
  beforeAll(async () => {
    controller = await startTestController({ NETLOOM_WEBHOOKS_ALLOW_PRIVATE: 'true' });
    world = await buildWorld(controller, 'home');
    const { id } = await controller.context.db
      .selectFrom('openwisp_users_user')
      .select('id')
      .where('username', '=', controller.username)
      .executeTakeFirstOrThrow();
    // A superuser: nothing but the missing proof keeps the write from being done.
    visitor = await logIn(controller, id);
    writes = operationsOf(controller.context.http.swagger()).filter(
      ({ method, path, name }) => method !== 'GET' && path.startsWith('/api/') && !withoutCookies.has(name),
    );
  });
  afterAll(() => controller.stop());

  const send = async (operation: Operation, headers: Record<string, string>) => {
    const body = bodyOf(operation, world);
    const response = await fetch(`${controller.url}${addressOf(operation, world)}`, {
      method: operation.method,
      headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, text: await response.text() };
  };

  const expectRefusals = async (
    headers: Record<string, string>,
    besides = new Set<string>(),
  ): Promise<void> => {
    const before = await readDatabaseState(controller.context.db);
    const done: string[] = [];
    for (const operation of writes) {
      if (besides.has(operation.name)) continue;
      const { status, text } = await send(operation, headers);
      if (status !== 403 || !text.includes('CSRF Failed')) done.push(`${operation.name}: ${status} ${text}`);
    }
    expect(done).toEqual([]);
    expect(await readDatabaseState(controller.context.db)).toEqual(before);
  };

  test('are refused without the token of the session', async () => {
    expect(writes.length).toBeGreaterThan(60);
    await expectRefusals({ cookie: String(visitor['cookie']) }, logins);
  });

  test('are refused with the token of another session', async () => {
    const other = await logIn(controller, world.people.manager);
    await expectRefusals(
      { cookie: String(visitor['cookie']), 'x-csrftoken': String(other['x-csrftoken']) },
      logins,
    );
    // Planted by another host of the same domain, with the cookie that belongs to it.
    const planted = `csrftoken=${other['x-csrftoken']}`;
    const cookie = String(visitor['cookie']).replace(/csrftoken=\w+/, planted);
    await expectRefusals({ cookie, 'x-csrftoken': String(other['x-csrftoken']) }, logins);
  });

  test('are refused when the browser says that they come from elsewhere', async () => {
    for (const origin of ['https://evil.example', 'null', `${controller.url}.evil.example`])
      await expectRefusals({ ...visitor, origin });
  });

  test('are done with the token, from our own pages', async () => {
    for (const operation of writes) {
      // What ends the session of the test, or what it is about, comes last of all.
      if (operation.method === 'DELETE') continue;
      const { text } = await send(operation, { ...visitor, origin: controller.url });
      expect([operation.name, text.includes('CSRF Failed')]).toEqual([operation.name, false]);
    }
  });
});

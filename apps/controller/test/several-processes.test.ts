import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  isAvailable,
  openTestDatabase,
  startRedis,
  waitFor,
  type TestDatabase,
  type ThrowawayServer,
} from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startControllerProcess, type ControllerProcess } from './controller-process.ts';
import { deviceCaller } from './device-caller.ts';

// Real programs that share PostgreSQL, Redis and the secret key, as on several machines: two answer, one works.
describe.skipIf(!isAvailable('postgres') || !isAvailable('redis'))('several processes', () => {
  let database: TestDatabase;
  let redis: ThrowawayServer;
  let folder: string;
  let [one, other, worker] = [] as ControllerProcess[] as [
    ControllerProcess,
    ControllerProcess,
    ControllerProcess,
  ];

  const start = (name: string, role: 'web' | 'worker') =>
    startControllerProcess(join(folder, name), {
      databaseUrl: database.url,
      env: {
        NETLOOM_ROLE: role,
        NETLOOM_REDIS_URL: redis.url,
        NETLOOM_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      },
    });
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'netloom-several-'));
    [database, redis] = await Promise.all([openTestDatabase('postgres'), startRedis()]);
    one = await start('one', 'web');
    [other, worker] = await Promise.all([start('other', 'web'), start('worker', 'worker')]);
  });
  afterAll(async () => {
    await Promise.all([one, other, worker].map((controller) => controller?.kill()));
    await database.close();
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const login = (controller: ControllerProcess, username: string, password: string) =>
    fetch(`${controller.url}/api/v1/session/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });
  const checksumOf = async (answer: Promise<{ text: string }>): Promise<string> => (await answer).text.trim();

  it('know each other’s devices and changes, and one of them renders', async () => {
    const organization = ((await one.api('GET', 'users/organization/')).body as { results: { id: string }[] })
      .results[0]?.id;
    const device = await deviceCaller(one).register();
    expect(device.answer.status).toBe(201);
    const first = await waitFor('the other process to know the device', async () => {
      const answer = await deviceCaller(other).poll(device);
      return answer.status === 200 && checksumOf(Promise.resolve(answer));
    });
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    const made = await other.api('POST', 'controller/template/', {
      name: 'everywhere',
      organization,
      type: 'generic',
      backend: 'netjsonconfig.OpenWrt',
      required: true,
      default: true,
      config: { general: { timezone: 'UTC', description: 'everywhere' } },
    });
    expect(made.status).toBe(201);
    for (const controller of [one, other])
      await waitFor('the new checksum', async () => {
        const checksum = await checksumOf(deviceCaller(controller).poll(device));
        return checksum !== first && checksum;
      });
    const checksums = await Promise.all(
      [one, other].map((controller) => checksumOf(deviceCaller(controller).poll(device))),
    );
    expect(new Set(checksums).size).toBe(1);
  });

  it('share sessions, and their end', async () => {
    const { headers } = await login(one, 'admin', 'a-test-password');
    const cookies = headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
    const csrf = cookies.find((cookie) => cookie.startsWith('csrf'))?.split('=')[1] ?? '';
    const call = (controller: ControllerProcess, method: string) =>
      fetch(`${controller.url}/api/v1/session/`, {
        method,
        headers: { cookie: cookies.join('; '), 'x-csrftoken': csrf, origin: controller.url },
      });
    const isLoggedIn = async (controller: ControllerProcess): Promise<boolean> =>
      ((await (await call(controller, 'GET')).json()) as { user?: unknown }).user !== undefined;
    expect([await isLoggedIn(one), await isLoggedIn(other)]).toEqual([true, true]);
    expect((await call(other, 'DELETE')).ok).toBe(true);
    await waitFor('the end of the session', async () => !(await isLoggedIn(one)));
    expect(await isLoggedIn(other)).toBe(false);
  });

  it('count guesses at passwords together', async () => {
    const answers: number[] = [];
    for (let turn = 0; turn < 20 && answers.at(-1) !== 429; turn++) {
      answers.push((await login(turn % 2 === 0 ? one : other, 'guessed', 'wrong')).status);
      // What one has counted is on its way to the other.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(answers.at(-1)).toBe(429);
    expect(answers.length).toBeLessThan(14);
    for (const controller of [one, other])
      expect((await login(controller, 'guessed', 'wrong')).status).toBe(429);
  });

  it('go on when one of them is killed', async () => {
    await Promise.all([one.kill(), worker.kill()]);
    const device = await deviceCaller(other).register();
    expect(device.answer.status).toBe(201);
    worker = await start('worker', 'worker');
    one = await start('one', 'web');
    expect(await checksumOf(deviceCaller(one).poll(device))).toMatch(/^[0-9a-f]{32}$/);
  });
});

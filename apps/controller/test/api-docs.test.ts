import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestController } from '../src/testing/index.ts';
import { startControllerOn } from './start-controller-on.ts';

const anonymous = 'Authentication credentials were not provided.';
const pages = ['docs/', 'redoc/'];
const files = ['docs.json', 'docs.yaml'];
const basic = (name: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
});

describe.each(testDialects)('the documentation of the API on %s', (dialect) => {
  let controller: TestController;
  beforeAll(async () => {
    controller = await startControllerOn(dialect, {
      NETLOOM_API_TITLE: 'Hill API',
      NETLOOM_API_DESCRIPTION: 'What the hill can do.',
      NETLOOM_USER_PASSWORD_EXPIRATION: '30',
    });
  });
  afterAll(() => controller.stop());

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${controller.url}/api/v1/${path}`, { headers, redirect: 'manual' });
  const expectRefusal = async (path: string, headers: Record<string, string>, detail: string) => {
    const answer = await get(path, headers);
    expect([path, answer.status, answer.headers.get('www-authenticate')]).toEqual([path, 403, null]);
    const isPage = pages.includes(path);
    expect(answer.headers.get('content-type')).toBe(isPage ? 'text/html; charset=utf-8' : 'application/json');
    if (isPage) expect(await answer.text()).toContain(`<p>${detail}</p>`);
    else expect(await answer.json()).toEqual({ detail });
  };

  test('is closed to strangers and to bad tokens', async () => {
    for (const path of [...pages, ...files]) {
      for (const headers of [
        {},
        { authorization: 'Bearer x' },
        { authorization: `Bearer ${'a'.repeat(40)}` },
      ])
        await expectRefusal(path, headers as Record<string, string>, anonymous);
    }
  });

  test('is open to name and password', async () => {
    const headers = basic(controller.username, controller.password);
    for (const path of ['docs/', ...files])
      expect([path, (await get(path, headers)).status]).toEqual([path, 200]);
    const redoc = await get('redoc/', headers);
    expect([redoc.status, redoc.headers.get('location')]).toEqual([302, '/api/v1/docs/']);
  });

  test('tells what is wrong with a name or password, and counts who guesses', async () => {
    for (const path of [...pages, ...files])
      await expectRefusal(path, basic('nobody', 'x'), 'Invalid username/password.');
    await expectRefusal(
      'docs.json',
      { authorization: 'Basic' },
      'Invalid basic header. No credentials provided.',
    );
    const statuses: number[] = [];
    for (let guess = 0; guess < 12; guess++)
      statuses.push((await get('docs.json', basic('carl', 'x'))).status);
    expect(new Set(statuses.slice(0, 10))).toEqual(new Set([403]));
    expect(statuses.at(-1)).toBe(429);
    expect((await get('docs/', basic('carl', 'x'))).headers.get('retry-after')).toMatch(/^\d+$/);
  });

  test('is closed to a session whose password has expired, which is told in JSON', async () => {
    const body = JSON.stringify({ username: controller.username, password: controller.password });
    const login = await fetch(`${controller.url}/api/v1/session/`, { method: 'POST', body, headers: json });
    const cookie = login.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    expect((await get('docs/', { cookie })).status).toBe(200);
    const set = (password_updated: string) =>
      controller.context.db.updateTable('openwisp_users_user').set({ password_updated }).execute();
    const [today = ''] = new Date().toISOString().split('T');
    await set('2020-01-01');
    controller.context.events.emit('organization.updated', {
      organizationId: controller.defaultOrganizationId,
    });
    for (const path of [...pages, ...files]) {
      const answer = await get(path, { cookie, accept: 'text/html' });
      expect([path, answer.status]).toEqual([path, 403]);
      expect(await answer.json()).toMatchObject({ code: 'password_expired' });
    }
    await set(today);
  });

  test('has its address with a slash', async () => {
    for (const [path, slashed] of [
      ['docs', 'docs/'],
      ['docs?a=b', 'docs/?a=b'],
      ['redoc', 'redoc/'],
    ]) {
      const answer = await get(path ?? '');
      expect([answer.status, answer.headers.get('location')]).toEqual([301, `/api/v1/${slashed}`]);
    }
  });

  test('calls itself as the operator wants', async () => {
    const answer = await get('docs.json', { authorization: controller.bearer });
    expect(await answer.json()).toMatchObject({
      info: { title: 'Hill API', description: 'What the hill can do.' },
    });
  });
});

const json = { 'content-type': 'application/json' };

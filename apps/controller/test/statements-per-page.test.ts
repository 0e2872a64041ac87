import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestController } from '../src/testing/index.ts';
import { addressOf, operationsOf, orderingsOf, type Operation } from './access/operations.ts';
import { buildWorld, type World } from './access/world.ts';
import { startControllerOn } from './start-controller-on.ts';

/** Pages of all lists that the API's document knows: the SQL statements of one must not depend on how much there is. */
describe.each(testDialects)('statements of a page on %s', (dialect) => {
  let controller: TestController;
  let lists: Operation[];
  let world: World;
  beforeAll(async () => {
    controller = await startControllerOn(dialect, { NETLOOM_WEBHOOKS_ALLOW_PRIVATE: 'true' });
    world = await buildWorld(controller, 'home');
    lists = operationsOf(controller.context.http.swagger()).filter(
      ({ method, schema }) => method === 'GET' && schema.parameters?.some(({ name }) => name === 'page'),
    );
  });
  afterAll(() => controller.stop());

  /** The least of some: jobs run statements too, and the first request finds out who calls. */
  const statementsOf = async (address: string, wanted = 0): Promise<number> => {
    const counts: number[] = [];
    // On a busy machine a job may meet every one of the first few.
    const isEnough = (): boolean => counts.length >= 4 && (wanted === 0 || Math.min(...counts) <= wanted);
    while (counts.length < 40 && !isEnough()) {
      const before = controller.context.database.statements();
      const response = await fetch(`${controller.url}${address}`, {
        headers: { authorization: world.bearer.manager },
      });
      expect([address, response.status]).toEqual([address, 200]);
      await response.arrayBuffer();
      counts.push(controller.context.database.statements() - before);
    }
    return Math.min(...counts);
  };

  const countAll = async (wanted: Record<string, number> = {}): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {};
    for (const list of lists) {
      const orders = orderingsOf(list);
      for (const query of [
        'page_size=100',
        'cursor=&page_size=100',
        ...orders.map((name) => `page_size=100&ordering=-${name}`),
      ])
        counts[`${list.path}?${query}`] = await statementsOf(
          `${addressOf(list, world)}?${query}`,
          wanted[`${list.path}?${query}`],
        );
    }
    return counts;
  };

  test('are as many for many objects as for one', { timeout: 120_000 }, async () => {
    const few = await countAll();
    expect(Object.keys(few).length).toBeGreaterThan(40);
    for (let index = 0; index < 12; index++) {
      const name = `more-${index}`;
      const organization = world.organization;
      const bodies: [path: string, body: object][] = [
        [
          'users/user/',
          {
            username: name,
            email: `${name}@example.org`,
            password: null,
            groups: [1],
            organization_users: { organization, is_admin: false },
          },
        ],
        ['users/group/', { name, permissions: [1, 2] }],
        [
          'controller/template/',
          {
            name,
            organization,
            backend: 'netjsonconfig.OpenWrt',
            tags: ['a', 'b'],
            config: { general: { timezone: 'UTC' } },
          },
        ],
        ['controller/group/', { name, organization, templates: [world.looseTemplate] }],
        [
          'controller/device/',
          {
            name,
            organization,
            mac_address: `02:00:00:00:00:${index.toString(16).padStart(2, '0')}`,
            config: {
              backend: 'netjsonconfig.OpenWrt',
              templates: [world.template, world.looseTemplate],
              config: {},
            },
          },
        ],
        ['webhooks/webhook/', { name, organization, url: 'http://example.org/', topics: ['device.created'] }],
      ];
      for (const [path, body] of bodies) {
        const { status, body: answer } = await controller.api('POST', path, body);
        expect([path, status, answer]).toMatchObject([path, 201, expect.anything()]);
      }
    }
    expect(await countAll(few)).toEqual(few);
  });
});

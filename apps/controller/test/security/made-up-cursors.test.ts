import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestController } from '../../src/testing/index.ts';
import { buildWorld, type World } from '../access/world.ts';
import { startControllerOn } from '../start-controller-on.ts';

/** Of the API's document; those that many operations share are references. */
interface Parameter {
  $ref?: string;
  name?: string;
  description?: string;
}

const cursorOf = (values: unknown[]): string =>
  Buffer.from(JSON.stringify([0, ...values])).toString('base64url');
const odd = [1e308, 2 ** 40, 1.5, -1, 'x', '', '2026-01-01T00:00:00Z', null];
/** As many keys as orderings have, with their id. */
const keyCounts = [1, 2, 3];

describe.each(testDialects)('cursors that somebody made up, on %s', (dialect) => {
  let controller: TestController;
  let world: World;
  beforeAll(async () => {
    controller = await startControllerOn(dialect, { NETLOOM_WEBHOOKS_ALLOW_PRIVATE: 'true' });
    world = await buildWorld(controller, 'home');
  });
  afterAll(() => controller.stop());

  it('are refused or give rows, on every list and in every order', { timeout: 120_000 }, async () => {
    const headers = { authorization: controller.bearer };
    const get = (path: string) => fetch(`${controller.url}${path}`, { headers });
    const { paths } = (await (await get('/api/v1/docs.json')).json()) as {
      paths: Record<string, { get?: { parameters?: Parameter[] } }>;
    };
    const ids: Readonly<Record<string, string>> = {
      user: world.subject,
      device: world.device,
      webhook: world.webhook,
    };
    const failed: string[] = [];
    let asked = 0;
    for (const [template, { get: operation }] of Object.entries(paths)) {
      const parameters = operation?.parameters ?? [];
      if (!parameters.some(({ $ref }) => $ref?.endsWith('/cursor'))) continue;
      const owner = /\/(user|device|webhook)\/\{/.exec(template)?.[1] ?? '';
      const path = template.replaceAll(/\{[^}]*\}/g, ids[owner] ?? '');
      const { description = '' } = parameters.find(({ name }) => name === 'ordering') ?? {};
      const orderings = /^Order by: ([^;]*)/.exec(description)?.[1]?.split(', ') ?? [''];
      for (const ordering of orderings) {
        for (const count of keyCounts) {
          for (const value of odd) {
            const cursor = cursorOf(Array.from({ length: count }, () => value));
            const { status } = await get(`${path}?ordering=${ordering}&cursor=${cursor}`);
            asked++;
            if (status !== 200 && status !== 400)
              failed.push(`${status} ${path} ${ordering} ${String(value)}`);
          }
        }
      }
    }
    expect(failed).toEqual([]);
    expect(asked).toBeGreaterThan(500);
  });
});

import { testDialects } from '@netloom/server-kit/testing';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestController } from '../../src/testing/index.ts';
import { startControllerOn } from '../start-controller-on.ts';
import { readDatabaseState } from './database-state.ts';
import { addressOf, bodyOf, operationsOf, orderingsOf, type Node, type Operation } from './operations.ts';
import { readMatrix } from './read-matrix.ts';
import { buildWorld, removeWorld, type World } from './world.ts';

/** Fields that refer to a kind of object of which there is none yet. */
const withoutObjects = new Set(['vpn']);

/** Managers may send back what they were shown there, whatever it is: it changes nothing. */
const unread = /^(PUT|PATCH) \/api\/v1\/users\/user\/\{id\}\/ organization_users\./;

const parametersOf = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** Every way in which a manager may name an object of another organization, `home`, beside an address of their own. */
describe.each(testDialects)('objects of another organization on %s', (dialect) => {
  let controller: TestController;
  let operations: Operation[];
  let home: World;
  let abroad: World;
  beforeAll(async () => {
    controller = await startControllerOn(dialect, { NETLOOM_WEBHOOKS_ALLOW_PRIVATE: 'true' });
    operations = operationsOf(controller.context.http.swagger()).filter(({ path }) =>
      path.startsWith('/api/'),
    );
    home = await buildWorld(controller, 'home');
    abroad = await buildWorld(controller, 'abroad');
  });
  afterAll(() => controller.stop());

  /** As the manager of `abroad`. */
  const send = async (method: string, address: string, body?: object) => {
    const response = await fetch(`${controller.url}${address}`, {
      method,
      headers: {
        authorization: abroad.bearer.manager,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return {
      status: response.status,
      bytes: Buffer.from(await response.arrayBuffer()),
      headers: response.headers,
    };
  };

  /** The rows of the database that tell of `home`. */
  const stateOfHome = async (): Promise<string[]> => {
    const names = Object.values(home).filter(
      (value): value is string => typeof value === 'string' && value.length > 8,
    );
    return Object.entries(await readDatabaseState(controller.context.db)).flatMap(([table, rows]) =>
      rows.filter((row) => names.some((name) => row.includes(name))).map((row) => `${table} ${row}`),
    );
  };

  const isPermitted = ({ name }: Operation): boolean => {
    const cell = readMatrix()
      .find(({ operation }) => operation === name)
      ?.cells.get('manager');
    return ['200', '201', '204', 'done'].includes(cell ?? '');
  };

  test('lists show none of them, however they are narrowed, ordered, searched or exported', {
    timeout: 120_000,
  }, async () => {
    const homeWords = [
      ...new Set(
        Object.values(home)
          .filter((value) => typeof value !== 'object')
          .map(String),
      ),
    ];
    const lists = operations.filter(
      ({ method, schema }) => method === 'GET' && schema.parameters?.some(({ name }) => name === 'page'),
    );
    expect(lists.length).toBeGreaterThan(10);
    const wrong: string[] = [];
    for (const operation of lists) {
      const address = addressOf(operation, abroad);
      const itemOf = ({ properties }: Node): Node => {
        const { results } = properties as Record<string, { items: Node }>;
        return results?.items['properties'] as Node;
      };
      const schema = operation.schema.responses?.['200']?.content?.['application/json']?.schema ?? {};
      const everyField = `fields=${Object.keys(itemOf(schema)).join(',')}`;
      const queries = [
        '',
        everyField,
        'page=last',
        'page_size=100',
        'cursor=&page_size=500',
        'format=csv',
        'format=xlsx',
      ];
      for (const { name, in: place, schema: value } of operation.schema.parameters ?? []) {
        if (place !== 'query' || ['page', 'page_size', 'cursor', 'fields', 'format'].includes(name)) continue;
        const known = (value['enum'] as string[] | undefined) ?? [];
        const orders = name === 'ordering' ? orderingsOf(operation) : [];
        for (const text of [...known, ...homeWords, ...orders, 'true', 'false', '2020-01-01'])
          queries.push(
            `${name}=${encodeURIComponent(text)}`,
            `${name}=${encodeURIComponent(text)}&format=csv`,
          );
      }
      for (const query of queries) {
        const { status, bytes } = await send('GET', `${address}?${query}`);
        const isSheet = query.includes('format=xlsx') && status === 200;
        const parts = isSheet ? Object.values(unzipSync(bytes)).map((part) => Buffer.from(part)) : [bytes];
        // The links to other pages, and errors, repeat what was asked for.
        const text = parts
          .map(String)
          .join('\n')
          .replaceAll(/"(next|previous)":"[^"]*"/g, '');
        if (status === 200 && text.includes(home.marker))
          wrong.push(`${operation.path}?${query}: ${text.slice(0, 300)}`);
        if (![200, 400, 404].includes(status)) wrong.push(`${operation.path}?${query}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('no body can refer to them', { timeout: 120_000 }, async () => {
    const wrong: string[] = [];
    for (const operation of operations.filter(({ schema }) => schema.requestBody)) {
      const example = bodyOf(operation, abroad);
      if (!example || !isPermitted(operation)) continue;
      const references = [...leavesOf(example)].flatMap(({ path, value }) => {
        const kind = Object.entries(abroad).find(([, known]) => known === value)?.[0];
        return kind === undefined || typeof value === 'boolean' ? [] : [{ path, kind: kind as keyof World }];
      });
      for (const field of referencesIn(operation)) {
        if (!references.some(({ path }) => path.filter((step) => !/^\d+$/.test(step)).join('.') === field))
          wrong.push(`${operation.name}: its body in \`bodies\` does not use the reference ${field}`);
      }
      for (const { path, kind } of references) {
        const body = structuredClone(bodyOf(operation, abroad)) as Node;
        replaceAt(body, path, home[kind]);
        const before = await stateOfHome();
        const { status, bytes } = await send(operation.method, addressOf(operation, abroad), body);
        const isRefused =
          status === 400 ||
          unread.test(`${operation.name} ${path.join('.')}`) ||
          (operation.path.endsWith('/bulk/') && String(bytes).includes('"status":"error"'));
        if (!isRefused)
          wrong.push(
            `${operation.name} with a foreign ${path.join('.')}: ${status} ${String(bytes).slice(0, 200)}`,
          );
        if (String(bytes).includes(home.marker))
          wrong.push(`${operation.name} with a foreign ${path.join('.')} tells ${String(bytes)}`);
        if ((await stateOfHome()).join() !== before.join())
          wrong.push(`${operation.name} with a foreign ${path.join('.')} changed it`);
      }
      if (references.length === 0) continue;
      // It was for the reference that it was refused.
      const { status, bytes } = await send(
        operation.method,
        addressOf(operation, abroad),
        bodyOf(operation, abroad),
      );
      if (status >= 300) wrong.push(`${operation.name} with its own objects: ${status} ${String(bytes)}`);
      await removeWorld(controller, abroad);
      abroad = await buildWorld(controller, 'abroad');
    }
    expect(wrong).toEqual([]);
  });

  test('no address can mix them with own ones', async () => {
    const nested = operations.filter(({ path }) => parametersOf(path).length > 1);
    expect(nested.length).toBeGreaterThan(5);
    const before = await stateOfHome();
    for (const operation of nested) {
      for (const foreign of parametersOf(operation.path)) {
        const address = addressOf(operation, abroad, (parameter) => (parameter === foreign ? home : abroad));
        const { status, bytes } = await send(operation.method, address, bodyOf(operation, abroad));
        expect([operation.name, foreign, status]).toEqual([operation.name, foreign, 404]);
        expect(String(bytes)).not.toContain(home.marker);
      }
    }
    expect(await stateOfHome()).toEqual(before);
  });

  test('a bulk operation does what is own and leaves the rest', async () => {
    const bulk = operations.filter(({ path }) => path.endsWith('/bulk/'));
    expect(bulk.length).toBeGreaterThan(2);
    const before = await stateOfHome();
    for (const operation of bulk) {
      const own = bodyOf(operation, abroad) as { ids: string[] };
      const foreign = bodyOf(operation, home) as { ids: string[] };
      const body = { ...own, ids: [...foreign.ids, ...own.ids, ...foreign.ids] };
      const { status, bytes } = await send('POST', addressOf(operation, abroad), body);
      expect([operation.name, status, JSON.parse(String(bytes))]).toMatchObject([
        operation.name,
        200,
        {
          results: [
            { id: foreign.ids[0], status: 'error' },
            { id: own.ids[0], status: 'ok' },
          ],
        },
      ]);
      expect(String(bytes)).not.toContain(home.marker);
    }
    expect(await stateOfHome()).toEqual(before);
    await removeWorld(controller, abroad);
    abroad = await buildWorld(controller, 'abroad');
  });

  test('HEAD and OPTIONS tell no more than GET', async () => {
    for (const operation of operations.filter(({ method, path }) => method === 'GET' && path.includes('{'))) {
      const address = addressOf(operation, home);
      const { status } = await send('GET', address);
      const head = await send('HEAD', address);
      // HEAD needs the permission to view, where GET is content with the one to change.
      expect([operation.name, [status, 403].includes(head.status)]).toEqual([operation.name, true]);
      if (status === 404) expect(head.headers.get('etag')).toBeNull();
      const options = await send('OPTIONS', address);
      expect(String(options.bytes)).not.toContain(home.marker);
      if (status === 404) expect(String(options.bytes)).not.toContain('"actions"');
    }
  });
});

interface Leaf {
  path: string[];
  value: unknown;
}

/** Every single value in a body, with the way to it. */
function* leavesOf(value: unknown, path: string[] = []): Generator<Leaf> {
  if (typeof value !== 'object' || value === null) yield { path, value };
  else for (const [key, inner] of Object.entries(value)) yield* leavesOf(inner, [...path, key]);
}

const replaceAt = (body: Node, path: readonly string[], value: unknown): void => {
  const parent = path.slice(0, -1).reduce<Node>((node, step) => node[step] as Node, body);
  parent[path.at(-1) ?? ''] = value;
};

/** The fields of a body that hold ids of other objects, as the document says. */
const referencesIn = ({ schema }: Operation): string[] => {
  const found: string[] = [];
  const walk = (node: Node, path: string[]): void => {
    if (node['format'] === 'uuid' && !withoutObjects.has(path.at(-1) ?? '')) found.push(path.join('.'));
    if (node['items']) walk(node['items'] as Node, path);
    for (const [name, inner] of Object.entries((node['properties'] as Node | undefined) ?? {}))
      walk(inner as Node, [...path, name]);
  };
  walk(schema.requestBody?.content['application/json']?.schema ?? {}, []);
  return found;
};

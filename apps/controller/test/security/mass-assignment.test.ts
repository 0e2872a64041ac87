import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestController } from '../../src/testing/index.ts';
import { readDatabaseState } from '../access/database-state.ts';
import { addressOf, bodyOf, operationsOf, type Node, type Operation } from '../access/operations.ts';
import { readMatrix } from '../access/read-matrix.ts';
import { buildWorld, removeWorld, type World } from '../access/world.ts';
import { startControllerOn } from '../start-controller-on.ts';

const planted = 'zqplanted';
/** Fields of bodies that managers may not set: the document names them for the sake of superusers. */
const forSuperusers = ['is_superuser', 'user_permissions'];

/** Names that are worth a try everywhere. */
const alwaysTried = [
  'constructor',
  'toString',
  'id',
  'pk',
  'owner_id',
  'is_owner',
  'role',
  'permissions',
  'groups',
];

/**
 * Bodies with everything in them that a body cannot say: fields that are only shown, columns of all tables, fields for
 * superusers. Such a key counts as if it were not there.
 */
describe.each(testDialects)('fields that nobody may write on %s', (dialect) => {
  let controller: TestController;
  let operations: Operation[];
  let columns: string[];
  let home: World;
  let abroad: World;
  beforeAll(async () => {
    controller = await startControllerOn(dialect, { NETLOOM_WEBHOOKS_ALLOW_PRIVATE: 'true' });
    operations = operationsOf(controller.context.http.swagger());
    const tables = await controller.context.db.introspection.getTables();
    columns = [...new Set(tables.flatMap((table) => table.columns.map(({ name }) => name)))];
    home = await buildWorld(controller, 'home');
    abroad = await buildWorld(controller, 'abroad');
  });
  afterAll(() => controller.stop());

  /** A value of the kind that the name promises. */
  const valueFor = (name: string): unknown => {
    if (
      /^(is|has)_|enabled|verified|primary|default$|required|read_only|limited|deactivated|confirmed/.test(
        name,
      )
    )
      return true;
    if (/^(id|pk)$|_id$|^(organization|user|group|device|template|webhook|vpn|owner|membership)$/.test(name))
      return abroad.organization;
    if (/permissions|groups/.test(name)) return [1, 2, 3, 4, 5];
    if (/created|modified|joined|updated|last_|expires|_date$/.test(name)) return '1999-09-09T09:09:09Z';
    return planted;
  };

  const knownNames = (schema: Node | undefined): string[] =>
    Object.keys((schema?.['properties'] as Node | undefined) ?? {});

  const call = async (method: string, address: string, body?: unknown, bearer = controller.bearer) => {
    const response = await fetch(`${controller.url}${address}`, {
      method,
      headers: {
        authorization: bearer,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, body: (text.startsWith('{') ? JSON.parse(text) : {}) as Node };
  };

  /** Operations that write an object which can be read at its own address. */
  const writesOfObjects = (): { operation: Operation; detail: Operation }[] =>
    operations.flatMap((operation) => {
      const { method, path, schema } = operation;
      if (!schema.requestBody || !path.startsWith('/api/') || path.startsWith('/api/v1/session/')) return [];
      const detailPath = method === 'POST' ? `${path}{id}/` : path;
      const detail = operations.find((one) => one.method === 'GET' && one.path === detailPath);
      return detail && ['POST', 'PUT', 'PATCH'].includes(method) ? [{ operation, detail }] : [];
    });

  /** What an object looks like that was created with nothing but its own fields; it is gone afterwards. */
  const createPlain = async (operation: Operation, detail: Operation, bearer: string): Promise<Node> => {
    const made = await call('POST', addressOf(operation, home), bodyOf(operation, home), bearer);
    const path = detail.path.replace(/\{id\}\/$/, `${String(made.body['id'])}/`);
    const address = addressOf({ ...detail, path }, home);
    const { body } = await call('GET', address);
    await call('DELETE', address);
    return body;
  };

  test('are ignored by every write', { timeout: 120_000 }, async () => {
    const wrong: string[] = [];
    const writes = writesOfObjects();
    expect(writes.length).toBeGreaterThan(20);
    for (const { operation, detail } of writes) {
      const cell = readMatrix()
        .find((row) => row.operation === operation.name)
        ?.cells.get('manager');
      const isManager = cell === '200' || cell === '201';
      const bearer = isManager ? home.bearer.manager : controller.bearer;
      const writable = knownNames(operation.schema.requestBody?.content['application/json']?.schema).filter(
        (name) => !(isManager && forSuperusers.includes(name)),
      );
      const shown = knownNames(detail.schema.responses?.['200']?.content?.['application/json']?.schema);
      const extra = [...new Set([...columns, ...shown, ...forSuperusers, ...alwaysTried])].filter(
        (name) => !writable.includes(name),
      );
      const extras = Object.fromEntries(extra.map((name) => [name, valueFor(name)]));
      const body = { ...bodyOf(operation, home), ...extras };
      // A key that JSON can have and an object literal cannot.
      const text = JSON.stringify(body).replace(
        /^\{/,
        `{"__proto__":{"is_superuser":true,"${planted}":"${planted}"},`,
      );

      const isNew = operation.method === 'POST';
      const read = (id?: unknown) =>
        call(
          'GET',
          addressOf(
            { ...detail, path: isNew ? detail.path.replace(/\{id\}\/$/, `${String(id)}/`) : detail.path },
            home,
          ),
        );
      const reference = isNew ? await createPlain(operation, detail, bearer) : (await read()).body;
      const answer = await call(operation.method, addressOf(operation, home), text, bearer);
      if (answer.status >= 300) {
        wrong.push(`${operation.name}: ${answer.status} ${answer.text.slice(0, 300)}`);
        continue;
      }
      const after = (await read(answer.body['id'])).body;
      for (const name of shown.filter((one) => !writable.includes(one))) {
        const [was, is] = [JSON.stringify(reference[name]), JSON.stringify(after[name])];
        const hostile = JSON.stringify(extras[name]);
        // Ids and times differ from object to object; nothing may be what was asked for.
        if (is === hostile && was !== hostile) wrong.push(`${operation.name} set ${name} to ${is}`);
        const isOfItself = [
          'id',
          'created',
          'modified',
          'date_joined',
          'last_used',
          'token',
          'secret',
          'secret_end',
          'username',
        ].includes(name);
        if (!isOfItself && was !== is) wrong.push(`${operation.name} changed ${name} from ${was} to ${is}`);
      }
      const state = Object.entries(await readDatabaseState(controller.context.db));
      for (const [table, rows] of state)
        if (rows.some((row) => row.includes(planted))) wrong.push(`${operation.name} wrote into ${table}`);
      await removeWorld(controller, home);
      home = await buildWorld(controller, 'home');
    }
    expect(wrong).toEqual([]);
  });
});

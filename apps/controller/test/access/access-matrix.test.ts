import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestController } from '../../src/testing/index.ts';
import { startControllerOn } from '../start-controller-on.ts';
import { readDatabaseState } from './database-state.ts';
import { addressOf, bodyOf, operationsOf, type Operation } from './operations.ts';
import { readMatrix } from './read-matrix.ts';
import { buildWorld, logIn, removeWorld, type PersonName, type World } from './world.ts';

const isDeviceProtocol = ({ path }: Operation): boolean => path.startsWith('/controller/');
/** The answer tells of things that the address does not name. */
const isList = ({ method, path }: Operation): boolean => method === 'GET' && !path.includes('{');

/**
 * Every operation of the API's document, tried by every kind of caller on the objects of one organization, against
 * `access-matrix.txt`. What is refused must have changed nothing; strangers must not read a word of the organization.
 */
describe.each(testDialects)('who may do what on %s', (dialect) => {
  let controller: TestController;
  let operations: Operation[];
  let home: World;
  let abroad: World;
  let superuser: string;
  const rows = readMatrix();
  beforeAll(async () => {
    controller = await startControllerOn(dialect, { NETLOOM_WEBHOOKS_ALLOW_PRIVATE: 'true' });
    operations = operationsOf(controller.context.http.swagger());
    home = await buildWorld(controller, 'home');
    abroad = await buildWorld(controller, 'abroad');
    ({ id: superuser } = await controller.context.db
      .selectFrom('openwisp_users_user')
      .select('id')
      .where('username', '=', controller.username)
      .executeTakeFirstOrThrow());
  });
  afterAll(() => controller.stop());

  /** How a caller says who they are: by a token, and where it is about sessions by one. */
  const credentialsOf = async (caller: string, path: string): Promise<Record<string, string>> => {
    if (caller === 'anonymous') return {};
    const name = caller as PersonName;
    if (path.startsWith('/api/v1/session/')) {
      const ids = { ...home.people, foreign: abroad.people.manager, superuser };
      return logIn(controller, ids[name]);
    }
    const bearers = { ...home.bearer, foreign: abroad.bearer.manager, superuser: controller.bearer };
    return { authorization: bearers[name] };
  };

  const send = async (
    method: string,
    address: string,
    headers: Record<string, string>,
    body?: object | URLSearchParams,
  ) => {
    const isForm = body instanceof URLSearchParams;
    const response = await fetch(`${controller.url}${address}`, {
      method,
      headers: {
        ...headers,
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  };

  /** What a caller got, as a cell says it. */
  const cellOf = (operation: Operation, { status, text }: { status: number; text: string }): string => {
    if (status !== 200) return String(status);
    if (operation.path.endsWith('/bulk/')) return text.includes('"status":"ok"') ? 'done' : 'undone';
    if (!isList(operation)) return '200';
    return text.includes(home.marker) || text.includes(home.groupName) ? 'seen' : 'none';
  };

  const differencesTo = async (before: Record<string, string[]>): Promise<string[]> =>
    Object.entries(await readDatabaseState(controller.context.db))
      .filter(([table, content]) => content.join() !== before[table]?.join())
      .map(([table]) => table);

  test('every operation has a row, and every row an operation', () => {
    const documented = operations.map(({ name }) => name).sort();
    expect(rows.map(({ operation }) => operation).sort()).toEqual(documented);
  });

  test('people get what the matrix says', { timeout: 300_000 }, async () => {
    const wrong: string[] = [];
    for (const operation of operations.filter((one) => !isDeviceProtocol(one))) {
      const { cells } = rows.find((row) => row.operation === operation.name) ?? { cells: new Map() };
      for (const [caller, expected] of cells as Map<string, string>) {
        const headers = await credentialsOf(caller, operation.path);
        const before = await readDatabaseState(controller.context.db);
        const answer = await send(
          operation.method,
          addressOf(operation, home),
          headers,
          bodyOf(operation, home),
        );
        const cell = cellOf(operation, answer);
        const complain = (what: string): unknown => wrong.push(`${operation.name} by ${caller}: ${what}`);
        if (cell !== expected) complain(`${cell}, not ${expected}: ${answer.text.slice(0, 200)}`);
        const isStranger = caller === 'anonymous' || caller === 'foreign';
        if (isStranger && answer.text.includes(home.marker)) complain(`is told ${answer.text}`);
        if (answer.status >= 400 || cell === 'undone' || operation.method === 'GET') {
          const changed = await differencesTo(before);
          if (changed.length > 0) complain(`${cell}, but changed ${changed.join(', ')}`);
          continue;
        }
        await removeWorld(controller, home);
        home = await buildWorld(controller, 'home');
      }
    }
    expect(wrong).toEqual([]);
  });

  test('devices get what the matrix says', { timeout: 120_000 }, async () => {
    const wrong: string[] = [];
    for (const operation of operations.filter(isDeviceProtocol)) {
      const { cells } = rows.find((row) => row.operation === operation.name) ?? { cells: new Map() };
      for (const [caller, expected] of cells as Map<string, string>) {
        const before = await readDatabaseState(controller.context.db);
        const proof = caller === 'foreign' ? abroad : caller === 'own' ? home : undefined;
        const isRegistration = operation.path.endsWith('/register/');
        const values = new URLSearchParams(
          isRegistration
            ? {
                ...(proof ? { secret: proof.sharedSecret } : {}),
                key: home.deviceKey,
                name: home.macAddress,
                mac_address: home.macAddress,
                backend: 'netjsonconfig.OpenWrt',
                tags: `${abroad.marker}tag`,
              }
            : { ...bodyOf(operation, home), key: proof?.deviceKey ?? '' },
        );
        const address = addressOf(operation, home);
        const headers: Record<string, string> =
          caller === 'superuser' ? { authorization: controller.bearer } : {};
        const answer =
          operation.method === 'GET'
            ? await send('GET', `${address}?${values.toString()}`, headers)
            : await send(operation.method, address, headers, values);
        const complain = (what: string): unknown => wrong.push(`${operation.name} by ${caller}: ${what}`);
        if (String(answer.status) !== expected) complain(`${answer.status}, not ${expected}: ${answer.text}`);
        if (caller !== 'own' && answer.text.includes(home.marker) && !isRegistration)
          complain(`is told ${answer.text}`);
        const changed = await differencesTo(before);
        if (answer.status >= 400 && changed.length > 0) complain(`changed ${changed.join(', ')}`);
        // Whatever secret a device comes with: it stays where it is, and gets nothing from elsewhere.
        if (changed.includes('config_config_templates')) complain('has other templates now');
        const { organization_id: organization } = await controller.context.db
          .selectFrom('config_device')
          .select('organization_id')
          .where('id', '=', home.device)
          .executeTakeFirstOrThrow();
        if (organization !== home.organization) complain('moved to another organization');
        if (answer.status >= 400) continue;
        // What a device says of its address is written a little later: not into what is compared next.
        await removeWorld(controller, home);
        home = await buildWorld(controller, 'home');
      }
    }
    expect(wrong).toEqual([]);
  });
});

import { openTestDatabase, type TestDatabase } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkLogin } from './check-login.ts';
import { usersModule } from './index.ts';
import { createSuperuser } from './superusers.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase('sqlite', [{ module: 'users', migrations: usersModule.migrations }]);
  await createSuperuser(database.db, { username: 'known', email: 'known@example.org', password: 'right' });
  await createSuperuser(database.db, { username: 'known@example.org', password: 'other' });
});
afterAll(() => database.close());

const check = (identifier: string, password: string) =>
  checkLogin(database.db, { identifier, password, phonePrefixes: [] });

test('where one name means two users, the password decides', async () => {
  const [byName, byEmail] = [
    await check('known@example.org', 'other'),
    await check('known@example.org', 'right'),
  ];
  expect(byName).toBeDefined();
  expect(byEmail).toBeDefined();
  expect(byName).not.toBe(byEmail);
  expect(await check('known@example.org', 'neither')).toBeUndefined();
});

test('the time of the answer does not tell who exists', async () => {
  const timed = async (identifier: string): Promise<number> => {
    const before = performance.now();
    await check(identifier, 'wrong');
    return performance.now() - before;
  };
  const [known, unknown, blank, long] = [[], [], [], []] as number[][];
  for (let turn = 0; turn < 9; turn++) {
    known?.push(await timed('known'));
    unknown?.push(await timed('unknown'));
    blank?.push(await timed(''));
    long?.push(await timed('x'.repeat(10_000)));
  }
  const median = (times: number[] = []): number => times.toSorted((a, b) => a - b)[4] ?? 0;
  // A hash takes tens of milliseconds and a look-up far less than one: leaving it out would be a ratio near zero.
  for (const times of [unknown, blank, long]) {
    expect(median(times) / median(known)).toBeGreaterThan(0.4);
    expect(median(times) / median(known)).toBeLessThan(2.5);
  }
});

import { expect, test } from 'vitest';
import type { Caller } from '../../platform/caller.ts';
import { createAccessCache, type Access } from './access-cache.ts';

const start = (options: { capacity?: number } = {}) => {
  let now = 0;
  let loads = 0;
  const cache = createAccessCache(() => new Date(now), { ttlMs: 1000, ...options });
  const access = (userId: string): Access => ({ caller: { userId } as Caller });
  const get = (digest: string, userId = 'user') =>
    cache.get(digest, async () => {
      loads++;
      return access(userId);
    });
  return { cache, get, access, loads: () => loads, pass: (ms: number) => void (now += ms) };
};

test('remembers for a while, and loads once for many at once', async () => {
  const { get, loads, pass } = start();
  await Promise.all([get('a'), get('a'), get('a')]);
  await get('a');
  expect(loads()).toBe(1);
  pass(1000);
  await get('a');
  expect(loads()).toBe(2);
});

test('forgets a user, or everything', async () => {
  const { cache, get, loads } = start();
  const all = () => Promise.all([get('a', 'anna'), get('b', 'anna'), get('c', 'carl')]);
  await all();
  cache.forgetUser('anna');
  await all();
  expect(loads()).toBe(5);
  cache.forgetEverything();
  await all();
  expect(loads()).toBe(8);
});

test('what was being read while it changed is not remembered', async () => {
  const { cache, get, access, loads } = start();
  const { promise, resolve } = Promise.withResolvers<Access>();
  const early = cache.get('a', () => promise);
  cache.forgetUser('user');
  resolve(access('user'));
  await early;
  await get('a');
  expect(loads()).toBe(1);
});

test('remembers neither nothing nor failures', async () => {
  const { cache, get, loads } = start();
  expect(await cache.get('a', async () => undefined)).toBeUndefined();
  await expect(cache.get('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  await get('a');
  expect(loads()).toBe(1);
});

test('holds a limited number, the newest', async () => {
  const { get, loads } = start({ capacity: 2 });
  for (const digest of ['a', 'b', 'c']) await get(digest);
  await get('c');
  await get('b');
  expect(loads()).toBe(3);
  await get('a');
  expect(loads()).toBe(4);
});

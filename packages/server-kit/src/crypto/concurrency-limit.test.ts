import { expect, test } from 'vitest';
import { BusyError, createConcurrencyLimit } from './concurrency-limit.ts';

test('runs so many at once, the next in the order of arrival, and refuses beyond the line', async () => {
  const inTurn = createConcurrencyLimit({ running: 2, waiting: 2 });
  const started: number[] = [];
  const gates = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
  const work = (number: number) =>
    inTurn(async () => {
      started.push(number);
      await gates[number]?.promise;
      return number;
    });

  const results = [work(0), work(1), work(2), work(3)];
  await expect(work(4)).rejects.toThrow(BusyError);
  expect(started).toEqual([0, 1]);
  gates[1]?.resolve();
  await expect(results[1]).resolves.toBe(1);
  expect(started).toEqual([0, 1, 2]);
  for (const { resolve } of gates) resolve();
  await expect(Promise.all(results)).resolves.toEqual([0, 1, 2, 3]);
  expect(started).toEqual([0, 1, 2, 3]);
  await expect(work(4)).resolves.toBe(4);
});

test('frees the place of work that fails', async () => {
  const inTurn = createConcurrencyLimit({ running: 1, waiting: 0 });
  await expect(inTurn(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await expect(inTurn(async () => 'fine')).resolves.toBe('fine');
});

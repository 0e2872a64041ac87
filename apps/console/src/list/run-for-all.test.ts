import { expect, test } from 'vitest';
import { runForAll } from './run-for-all.ts';

test('does it to all, never more than four at a time, and tells what failed', async () => {
  let running = 0;
  let most = 0;
  const seen: number[] = [];
  const progress: number[] = [];
  const rows = Array.from({ length: 11 }, (_, index) => index);
  const failures = await runForAll(
    rows,
    async (row) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      seen.push(row);
      running -= 1;
      if (row % 5 === 0) throw new Error(`no ${row}`);
    },
    (done) => progress.push(done),
  );
  expect(most).toBe(4);
  expect([...seen].sort((a, b) => a - b)).toEqual(rows);
  expect(failures.map(({ row }) => row).sort((a, b) => a - b)).toEqual([0, 5, 10]);
  expect(progress.at(-1)).toBe(11);
});

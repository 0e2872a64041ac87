import { expect, test } from 'vitest';
import { nextRun } from './next-run.ts';

/** The next few runs, as ISO text. */
const runs = (cron: string, timezone: string, after: string, count: number): string[] => {
  const found: string[] = [];
  let time = new Date(after);
  for (let index = 0; index < count; index++) {
    time = new Date(nextRun(cron, timezone, time));
    found.push(time.toISOString());
  }
  return found;
};

test('comes strictly after the given instant', () => {
  expect(runs('*/5 * * * *', 'UTC', '2026-01-01T00:05:00.000Z', 2)).toEqual([
    '2026-01-01T00:10:00.000Z',
    '2026-01-01T00:15:00.000Z',
  ]);
  expect(runs('*/5 * * * *', 'UTC', '2026-01-01T00:04:59.999Z', 1)).toEqual(['2026-01-01T00:05:00.000Z']);
});

test('keeps to the local time when the clocks change', () => {
  expect(runs('0 12 * * *', 'Europe/Berlin', '2026-03-28T00:00:00Z', 2)).toEqual([
    '2026-03-28T11:00:00.000Z',
    '2026-03-29T10:00:00.000Z',
  ]);
  expect(runs('0 12 * * *', 'Europe/Berlin', '2026-10-24T00:00:00Z', 2)).toEqual([
    '2026-10-24T10:00:00.000Z',
    '2026-10-25T11:00:00.000Z',
  ]);
});

test('a time that is skipped runs right after the gap', () => {
  // 02:30 does not exist on 29 March 2026 in Berlin: the clocks go from 02:00 to 03:00.
  expect(runs('30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', 2)).toEqual([
    '2026-03-29T01:00:00.000Z',
    '2026-03-30T00:30:00.000Z',
  ]);
});

test('a time that comes twice runs once', () => {
  expect(runs('30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', 2)).toEqual([
    '2026-10-25T00:30:00.000Z',
    '2026-10-26T01:30:00.000Z',
  ]);
});

test('every hour is every hour, also when the clocks change', () => {
  expect(runs('0 * * * *', 'Europe/Berlin', '2026-10-24T23:30:00Z', 4)).toEqual([
    '2026-10-25T00:00:00.000Z',
    '2026-10-25T01:00:00.000Z',
    '2026-10-25T02:00:00.000Z',
    '2026-10-25T03:00:00.000Z',
  ]);
});

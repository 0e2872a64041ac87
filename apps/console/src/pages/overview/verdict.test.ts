import { expect, test } from 'vitest';
import type { Overview } from '../../model/overview.ts';
import { verdictOf } from './verdict.ts';

const overview = (
  status: Partial<Overview['devices']['by_status']>,
  seen: Partial<Overview['devices']['seen']> = {},
): Overview => {
  const by_status = {
    applied: 0,
    modified: 0,
    error: 0,
    deactivating: 0,
    deactivated: 0,
    unknown: 0,
    ...status,
  };
  const total = Object.values(by_status).reduce((sum, each) => sum + each, 0);
  return {
    devices: { total, by_status, seen: { recent: 0, stale: 0, never: 0, ...seen } },
    models: [],
    os: [],
    systems: [],
    recent: [],
    new_devices: [],
    jobs: { pending_changes: 0 },
  };
};

test('errors are told before anything else', () => {
  expect(verdictOf(overview({ error: 2, modified: 5 }, { stale: 3 }))).toEqual({
    kind: 'errors',
    count: 2,
    search: { status: 'error' },
  });
});

test('then silence, then what is on its way', () => {
  expect(verdictOf(overview({ modified: 5 }, { stale: 3 })).kind).toBe('silent');
  expect(verdictOf(overview({ modified: 5 })).kind).toBe('waiting');
});

test('all is well when only devices that are out of use remain', () => {
  expect(verdictOf(overview({ applied: 7, deactivated: 2, deactivating: 1 }))).toEqual({
    kind: 'allWell',
    count: 7,
  });
});

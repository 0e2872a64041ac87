import fc from 'fast-check';
import { expect, test } from 'vitest';
import { patchPages } from './apply-changes.ts';
import type { LiveChange } from './live-message.ts';

interface Row {
  id: string;
  status: string;
}

const change = (
  id: string,
  patch: Record<string, unknown>,
  action: LiveChange['action'] = 'updated',
): LiveChange => ({
  kind: 'device',
  id,
  organization: null,
  action,
  patch,
});
const page = (...rows: Row[]) => ({ results: rows });

test('an update changes its row and leaves the others as they are', () => {
  const before = [page({ id: 'a', status: 'modified' }), page({ id: 'b', status: 'modified' })];
  const after = patchPages(before, [change('b', { status: 'applied' })]);
  expect(after[1]?.results).toEqual([{ id: 'b', status: 'applied' }]);
  expect(after[0]).toBe(before[0]);
});

test('a field that the list did not ask for is not added', () => {
  const after = patchPages([page({ id: 'a', status: 'modified' })], [change('a', { last_ip: '192.0.2.1' })]);
  expect(after[0]?.results).toEqual([{ id: 'a', status: 'modified' }]);
});

test('of several changes of a row the last value counts', () => {
  const after = patchPages(
    [page({ id: 'a', status: 'modified' })],
    [change('a', { status: 'applied' }), change('a', { status: 'error' })],
  );
  expect(after[0]?.results[0]?.status).toBe('error');
});

test('whatever changes, no row moves, comes or goes', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const action = fc.constantFrom('created' as const, 'updated' as const, 'deleted' as const);
  const changes = fc.array(fc.record({ id, action, status: fc.string() }));
  fc.assert(
    fc.property(fc.uniqueArray(id), changes, (ids, given) => {
      const before = [page(...ids.map((each) => ({ id: each, status: '' })))];
      const after = patchPages(
        before,
        given.map((each) => change(each.id, { status: each.status }, each.action)),
      );
      expect(after.flatMap(({ results }) => results.map((row) => row.id))).toEqual(ids);
    }),
  );
});

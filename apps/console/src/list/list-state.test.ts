import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Filter } from '../resource/define-resource.ts';
import { listQuery, nextSort, readListState, writeListState } from './list-state.ts';

const filters: Filter[] = [
  { id: 'status', parameter: 'config__status', label: () => '', kind: 'choice', choices: () => [] },
  { id: 'group', parameter: 'group', label: () => '', kind: 'reference', path: '/api/v1/controller/group/' },
];

test('what is written is read back', () => {
  const value = fc.string({ minLength: 1 });
  const state = fc.record({
    search: fc.string(),
    filters: fc.dictionary(fc.constantFrom('status', 'group'), value, { noNullPrototype: true }),
    sort: fc.option(value, { nil: undefined }),
  });
  fc.assert(
    fc.property(state, (given) => {
      const address = writeListState({ org: 'default' }, filters, given);
      expect(readListState(address, filters)).toEqual(given);
      expect(address['org']).toBe('default');
    }),
  );
});

test('writing forgets what was set before', () => {
  const before = { org: 'default', q: 'ap', status: 'error', sort: 'name' };
  expect(writeListState(before, filters, { search: '', filters: {}, sort: undefined })).toEqual({
    org: 'default',
  });
});

test('the query names what the API calls it', () => {
  const state = { search: ' ap ', filters: { status: 'error' }, sort: undefined };
  expect(listQuery(state, filters, { ordering: 'name', organization: 'city' })).toEqual({
    config__status: 'error',
    group: undefined,
    search: 'ap',
    ordering: 'name',
    organization_slug: 'city',
  });
});

test('a column sorts up, down, and not at all', () => {
  expect(nextSort(undefined, 'name')).toBe('name');
  expect(nextSort('name', 'name')).toBe('-name');
  expect(nextSort('-name', 'name')).toBeUndefined();
  expect(nextSort('-created', 'name')).toBe('name');
});

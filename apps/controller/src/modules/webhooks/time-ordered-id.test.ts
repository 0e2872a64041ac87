import { expect, it } from 'vitest';
import { timeOrderedId } from './time-ordered-id.ts';

const version7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

it('makes UUIDs of version 7 that begin with the time', () => {
  const id = timeOrderedId(new Date('2290-01-01T00:00:00Z'));
  expect(id).toMatch(version7);
  expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.parse('2290-01-01T00:00:00Z'));
});

it('sorts ids by the time of their making, however many there are and even when the clock goes back', () => {
  const start = Date.parse('2300-01-01T00:00:00Z');
  const ids = Array.from({ length: 10_000 }, (_, index) =>
    timeOrderedId(new Date(start + (index < 5000 ? 0 : index < 9000 ? -50 : 5))),
  );
  expect(ids.every((id) => version7.test(id))).toBe(true);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

import { expect, test } from 'vitest';
import { findMatches } from './find-matches.ts';

test('finds lines without regard to case', () => {
  expect(findMatches(['Alpha', 'beta', 'ALPHABET'], 'alpha')).toEqual([0, 2]);
  expect(findMatches(['a'], '')).toEqual([]);
});

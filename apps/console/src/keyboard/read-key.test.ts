import { expect, test } from 'vitest';
import { keyName, readKey } from './read-key.ts';

const shortcuts = ['g d', 'g t', 'd', 'mod+k', '?'];

test('a single key is a hit', () => expect(readKey('', '?', shortcuts)).toEqual({ hit: '?', pending: '' }));

test('the first of two keys waits for the second', () => {
  expect(readKey('', 'g', shortcuts)).toEqual({ pending: 'g' });
  expect(readKey('g', 'd', shortcuts)).toEqual({ hit: 'g d', pending: '' });
});

test('a key that does not continue begins anew', () => {
  expect(readKey('g', '?', shortcuts)).toEqual({ hit: '?', pending: '' });
  expect(readKey('g', 'g', shortcuts)).toEqual({ pending: 'g' });
  expect(readKey('g', 'x', shortcuts)).toEqual({ pending: '' });
});

test('names keys with their modifiers', () => {
  const key = { key: 'K', ctrlKey: true, metaKey: false, altKey: false };
  expect(keyName(key)).toBe('mod+k');
  expect(keyName({ ...key, ctrlKey: false, key: '?' })).toBe('?');
  expect(keyName({ ...key, ctrlKey: false, metaKey: true, altKey: true })).toBe('alt+mod+k');
});

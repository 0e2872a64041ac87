import { expect, test } from 'vitest';
import { readDraft, writeDraft } from './draft-storage.ts';
import { sameJson } from './same-json.ts';

const memory = (): Storage => {
  const entries = new Map<string, string>();
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
    clear: () => entries.clear(),
    key: (index) => [...entries.keys()][index] ?? null,
    get length() {
      return entries.size;
    },
  };
};

test('unsaved work comes back until it is forgotten', () => {
  const storage = memory();
  const draft = { document: { a: 1 }, version: '2026', savedAt: '2026-01-01T00:00:00Z' };
  writeDraft(storage, 'device.1', draft);
  expect(readDraft(storage, 'device.1')).toEqual(draft);
  expect(readDraft(storage, 'device.2')).toBeUndefined();
  writeDraft(storage, 'device.1', undefined);
  expect(readDraft(storage, 'device.1')).toBeUndefined();
});

test.each(['', 'null', '{}', '{"document":{}}', 'not json'])(
  'what cannot be read is no draft: %j',
  (text) => {
    const storage = memory();
    storage.setItem('netloom.draft.x', text);
    expect(readDraft(storage, 'x')).toBeUndefined();
  },
);

test('a storage that is full does not stop the work', () => {
  const storage = memory();
  storage.setItem = () => {
    throw new Error('full');
  };
  expect(() => writeDraft(storage, 'x', { document: {}, version: '', savedAt: '' })).not.toThrow();
});

test('the order of keys makes no difference, that of entries does', () => {
  expect(sameJson({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true);
  expect(sameJson({ b: [1, 2] }, { b: [2, 1] })).toBe(false);
  expect(sameJson({ a: undefined }, { b: undefined })).toBe(false);
  expect(sameJson([], {})).toBe(false);
});

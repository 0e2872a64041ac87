import { expect, test } from 'vitest';
import { concerns, readLiveMessage } from './live-message.ts';

test('reads changes', () => {
  const text = JSON.stringify({
    type: 'changes',
    changes: [{ kind: 'device', id: '1', organization: 'o', action: 'updated', patch: { name: 'ap' } }],
  });
  expect(readLiveMessage(text)).toEqual({
    type: 'changes',
    changes: [{ kind: 'device', id: '1', organization: 'o', action: 'updated', patch: { name: 'ap' } }],
  });
});

test('leaves out changes that are not whole and knows when there is no patch', () => {
  const text = JSON.stringify({
    type: 'changes',
    changes: [
      { kind: 'device' },
      null,
      { kind: 'device', id: '1', action: 'deleted' },
      { kind: 'x', id: '2', action: 'eaten' },
    ],
  });
  expect(readLiveMessage(text)).toEqual({
    type: 'changes',
    changes: [{ kind: 'device', id: '1', organization: null, action: 'deleted', patch: {} }],
  });
});

test('a user may belong to several organizations', () => {
  const text = JSON.stringify({
    type: 'changes',
    changes: [{ kind: 'user', id: '1', organization: null, organizations: ['a', 7, 'b'], action: 'created' }],
  });
  const message = readLiveMessage(text);
  if (message?.type !== 'changes') throw new Error('no changes');
  const [change] = message.changes;
  if (!change) throw new Error('no change');
  expect(change.organizations).toEqual(['a', 'b']);
  expect(['a', 'b', 'c'].map((id) => concerns(change, id))).toEqual([true, true, false]);
  expect(concerns({ ...change, organization: 'c', organizations: [] }, 'c')).toBe(true);
});

test.each(['', 'null', '[]', '{"type":"other"}', '{"type":"reload"}', '{"type":"changes"}'])(
  'ignores %j',
  (text) => expect(readLiveMessage(text)).toBeUndefined(),
);

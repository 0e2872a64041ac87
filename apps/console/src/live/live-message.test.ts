import { expect, test } from 'vitest';
import { readLiveMessage } from './live-message.ts';

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

test.each(['', 'null', '[]', '{"type":"other"}', '{"type":"reload"}', '{"type":"changes"}'])(
  'ignores %j',
  (text) => expect(readLiveMessage(text)).toBeUndefined(),
);

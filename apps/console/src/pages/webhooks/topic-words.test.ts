import { expect, test } from 'vitest';
import { byKind, toggleTopic } from './topic-words.ts';

test('topics by kind', () => {
  const topic = (name: string) => ({ name, description: name });
  expect(byKind(['device.created', 'device.deleted', 'device-group.created'].map(topic))).toEqual([
    { kind: 'device', wildcard: 'device.*', topics: [topic('device.created'), topic('device.deleted')] },
    { kind: 'device-group', wildcard: 'device-group.*', topics: [topic('device-group.created')] },
  ]);
});

test.each([
  [[], 'device.created', ['device.created']],
  [['device.created'], 'device.created', []],
  [['device.created', 'device-group.created'], 'device.*', ['device-group.created', 'device.*']],
  [['device.*', 'user.created'], '*', ['*']],
  [['*'], '*', []],
] as const)('of %j, %s makes %j', (chosen, entry, expected) => {
  expect(toggleTopic(chosen, entry)).toEqual(expected);
});

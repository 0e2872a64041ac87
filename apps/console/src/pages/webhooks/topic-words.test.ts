import { expect, test } from 'vitest';
import { byKind, textName, toggleTopic } from './topic-words.ts';

test('topics by kind', () => {
  const topic = (name: string) => ({ name, description: name });
  expect(byKind(['device.created', 'device.deleted', 'device-group.created'].map(topic))).toEqual([
    { kind: 'device', wildcard: 'device.*', topics: [topic('device.created'), topic('device.deleted')] },
    { kind: 'device-group', wildcard: 'device-group.*', topics: [topic('device-group.created')] },
  ]);
});

test('names of texts', () => {
  expect(textName('device-group.templates-changed')).toBe('deviceGroup.templatesChanged');
  expect(textName('device.management-ip-changed')).toBe('device.managementIpChanged');
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

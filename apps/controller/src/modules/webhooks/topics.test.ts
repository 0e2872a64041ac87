import { expect, it } from 'vitest';
import { expandTopic, isTopic, topics, wildcards } from './topics.ts';

it('an entry stands for one event, all of a kind, or all', () => {
  expect(expandTopic('device.created')).toEqual(['device.created']);
  const devices = expandTopic('device.*');
  expect(devices).toContain('device.registered');
  expect(devices.every((topic) => topic.startsWith('device.'))).toBe(true);
  expect(expandTopic('*')).toEqual(Object.keys(topics));
});

it.each(['', 'device', 'device.', '.*', '*.*', 'dev*', 'device.crea*', 'device.nothing', 'ping', 'toString'])(
  '"%s" stands for none',
  (entry) => expect(expandTopic(entry)).toEqual([]),
);

it('every wildcard stands for something, and together they stand for everything', () => {
  const kinds = wildcards.filter((entry) => entry !== '*');
  for (const entry of kinds) expect(expandTopic(entry).length).toBeGreaterThan(0);
  expect(new Set(kinds.flatMap(expandTopic)).size).toBe(Object.keys(topics).length);
});

it('what processes tell each other and what comes with every poll stays inside', () => {
  for (const name of ['checksum.requested', 'configuration.devices-changed', 'user.access-changed'])
    expect(isTopic(name)).toBe(false);
});

import type { Events } from '@netloom/server-kit';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createModifiedAnnouncer } from './modified-announcer.ts';

type Payload = Events['config.modified'];

const payload = (configId: string, action: Payload['action'] = 'config_changed'): Payload => ({
  configId,
  deviceId: 'device',
  organizationId: 'organization',
  action,
  previousStatus: 'applied',
  byDevice: false,
});

let emitted: Payload[];
const announcer = () =>
  createModifiedAnnouncer({ emit: (_name, event) => void emitted.push(event as Payload) });

beforeEach(() => {
  vi.useFakeTimers();
  emitted = [];
});
afterEach(() => {
  vi.useRealTimers();
});

it('announces a change at once and holds further ones of the same configuration back', () => {
  const announce = announcer();
  announce(payload('a'));
  announce(payload('a', 'related_template_changed'));
  announce(payload('a', 'm2m_templates_changed'));
  announce(payload('b'));
  expect(emitted).toEqual([payload('a'), payload('b')]);
  vi.advanceTimersByTime(2999);
  expect(emitted).toHaveLength(2);
  vi.advanceTimersByTime(1);
  expect(emitted).toEqual([payload('a'), payload('b'), payload('a', 'm2m_templates_changed')]);
});

it('announces again at once after a quiet time, and nothing when nothing happened', () => {
  const announce = announcer();
  announce(payload('a'));
  vi.advanceTimersByTime(10_000);
  expect(emitted).toHaveLength(1);
  announce(payload('a'));
  expect(emitted).toHaveLength(2);
});

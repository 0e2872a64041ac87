import { createEventBus, createLogger, type EventBus } from '@netloom/server-kit';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSharedThrottle } from './shared-throttle.ts';

const log = createLogger({ level: 'silent' });

describe('throttles that processes share', () => {
  let events: EventBus;
  let now: number;
  const create = (name = 'logins', bus = events) =>
    createSharedThrottle({ events: bus, clock: () => new Date(now) }, name, { limit: 3, windowMs: 60_000 });
  beforeEach(() => {
    events = createEventBus({ log });
    now = Date.parse('2026-03-01T10:00:00Z');
  });

  it('count what any of them has counted', () => {
    const [one, other] = [create(), create()];
    expect([one.take('anna'), other.take('anna'), one.take('anna')]).toEqual([0, 0, 0]);
    expect([one.waiting('anna'), other.waiting('anna'), other.take('anna')]).toEqual([60, 60, 60]);
    expect(other.waiting('bert')).toBe(0);
    now += 60_000;
    expect([one.waiting('anna'), other.take('anna')]).toEqual([0, 0]);
  });

  it('take back what any of them has taken back', () => {
    const [one, other] = [create(), create()];
    for (let turn = 0; turn < 3; turn++) one.take('anna');
    other.giveBack('anna');
    expect([one.waiting('anna'), other.waiting('anna')]).toEqual([0, 0]);
    expect(one.take('anna')).toBe(0);
    expect(other.waiting('anna')).toBe(60);
  });

  it('leave throttles of other names alone', () => {
    const [logins, invitations] = [create(), create('invitations')];
    for (let turn = 0; turn < 3; turn++) logins.take('anna');
    expect([logins.waiting('anna'), invitations.waiting('anna')]).toEqual([60, 0]);
  });

  it('tell nobody what was typed', () => {
    const told: unknown[] = [];
    events.onEmit((_name, payload) => told.push(payload));
    create().take('hunter2');
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told)).not.toContain('hunter2');
  });
});

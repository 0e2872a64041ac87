import { describe, expect, it } from 'vitest';
import {
  emptyBacklog,
  type MonitoringBacklog,
  nextDelivery,
  settleDelivery,
  storeSnapshot,
} from './monitoring-backlog.ts';
import type { ProtocolError } from './protocol-error.ts';
import { failure, success } from './result.ts';
import { snapshotTime } from './send-monitoring-data.ts';

const at = (second: number, document = '{}') => ({ time: Date.UTC(2026, 0, 1, 10, 20, second), document });
const filled = (...seconds: number[]): MonitoringBacklog =>
  seconds.reduce((backlog, second) => storeSnapshot(backlog, at(second), 1000), emptyBacklog);
const status = (code: number): ProtocolError => ({ kind: 'status', status: code, body: '' });
const context = { random: () => 0.5, agentRunning: true };

describe('snapshotTime', () => {
  it('is day first, in UTC', () => {
    expect(snapshotTime(Date.UTC(2026, 0, 31, 10, 20, 5, 999))).toBe('31-01-2026_10:20:05');
  });
});

describe('storeSnapshot', () => {
  it('keeps them in the order of time, one a second', () => {
    const backlog = storeSnapshot(filled(3, 1, 2), at(2, '{"later":1}'), 1000);
    expect(backlog.snapshots).toEqual([at(1), at(2, '{"later":1}'), at(3)]);
  });

  it('drops the oldest when they take too much room, in the end even the new one', () => {
    const backlog = [1, 2, 3, 4].reduce(
      (all, second) => storeSnapshot(all, at(second, '12345'), 15),
      emptyBacklog,
    );
    expect(backlog.snapshots.map(({ time }) => new Date(time).getUTCSeconds())).toEqual([2, 3, 4]);
    expect(storeSnapshot(backlog, at(5, 'x'.repeat(16)), 15).snapshots).toEqual([]);
  });
});

describe('nextDelivery', () => {
  it('takes the oldest, current only when it is alone', () => {
    expect(nextDelivery(emptyBacklog)).toBeUndefined();
    expect(nextDelivery(filled(2, 1))).toEqual({ snapshot: at(1), current: false });
    expect(nextDelivery(filled(1))).toEqual({ snapshot: at(1), current: true });
  });
});

describe('settleDelivery', () => {
  const settle = (
    backlog: MonitoringBacklog,
    result: Parameters<typeof settleDelivery>[2],
    agentRunning = true,
  ) => {
    const [snapshot = at(0)] = backlog.snapshots;
    return settleDelivery(backlog, snapshot, result, { ...context, agentRunning });
  };

  it('removes what was sent', () => {
    const verdict = settle(filled(1, 2), success(undefined));
    expect(verdict).toEqual({
      backlog: { snapshots: [at(2)], failures: 0, delivered: 1 },
      pauseMs: 0,
      stop: false,
    });
  });

  it('pauses after every tenth success', () => {
    const pauses = Array.from(
      { length: 20 },
      (_, delivered) => settle({ ...filled(1), delivered }, success(undefined)).pauseMs,
    );
    expect(pauses.flatMap((pause, index) => (pause > 0 ? [[index + 1, pause]] : []))).toEqual([
      [10, 3000],
      [20, 3000],
    ]);
  });

  it('throws away what is refused as invalid', () => {
    const verdict = settle(filled(1, 2), failure(status(400)));
    expect(verdict.backlog.snapshots).toEqual([at(2)]);
    expect(verdict.pauseMs).toBe(0);
  });

  it.each([
    ['403', { kind: 'refused', status: 403, body: '' }],
    ['500', status(500)],
    ['201, which is not 200', status(201)],
    ['no connection', { kind: 'network', code: 'ECONNREFUSED', message: '' }],
    ['404 beside a running agent', status(404)],
  ] as [string, ProtocolError][])('keeps and repeats after %s', (_, error) => {
    const verdict = settle(filled(1, 2), failure(error));
    expect(verdict.backlog).toEqual({ snapshots: [at(1), at(2)], failures: 1, delivered: 0 });
    expect(verdict.pauseMs).toBe(8500);
    expect(verdict.stop).toBe(false);
  });

  it('starts over at once after five failures', () => {
    let backlog = filled(1, 2);
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const verdict = settle(backlog, failure(status(500)));
      pauses.push(verdict.pauseMs);
      backlog = verdict.backlog;
    }
    expect(pauses).toEqual([8500, 8500, 8500, 8500, 0, 8500, 8500, 8500, 8500, 0]);
  });

  it('stops when the device is unknown and nothing would register it', () => {
    expect(settle(filled(1), failure(status(404)), false).stop).toBe(true);
  });
});

import { type DeviceState, newDevice } from '@netloom/agent-protocol';
import { describe, expect, it } from 'vitest';
import { formatReport } from './format-report.ts';
import { createProgressDisplay } from './progress-display.ts';
import { buildReport, deviceOutcome } from './simulation-report.ts';
import { countExchange, countStep, createTally } from './simulation-tally.ts';

const off = newDevice({ sharedSecret: 's' });
const state = (changes: {
  phase?: DeviceState['phase'];
  seen?: string;
  applied?: string;
  reported?: 'applied' | 'error';
}): DeviceState => ({
  ...off,
  phase: changes.phase ?? { name: 'idle' },
  flash: { ...off.flash, ...(changes.applied === undefined ? {} : { checksum: changes.applied }) },
  memory: { ...off.memory, ...(changes.seen === undefined ? {} : { checksum: changes.seen }) },
  ...(changes.reported === undefined ? {} : { reported: changes.reported }),
});

describe('deviceOutcome', () => {
  it.each([
    ['pending', off],
    ['pending', state({ seen: 'a' })],
    ['applied', state({ seen: 'a', applied: 'a', reported: 'applied' })],
    ['applied', state({ phase: { name: 'booting' }, applied: 'a', reported: 'applied' })],
    ['pending', state({ seen: 'b', applied: 'a', reported: 'applied' })],
    ['error', state({ seen: 'b', applied: 'a', reported: 'error' })],
    ['gone', state({ phase: { name: 'gone', code: 0 }, applied: 'a', reported: 'applied' })],
  ] as const)('is %s', (outcome, device) => {
    expect(deviceOutcome(device)).toBe(outcome);
  });
});

describe('buildReport', () => {
  const applied = state({ seen: 'a', applied: 'a', reported: 'applied' });
  const failed = state({ seen: 'b', reported: 'error' });
  const build = (states: DeviceState[], failRate = 0) =>
    buildReport({ devices: 2, failRate }, createTally(), { states, seconds: 1.26 });

  it('passes when all have applied, failures count only when they are wanted', () => {
    expect(build([applied, applied]).passed).toBe(true);
    expect(build([applied, failed]).passed).toBe(false);
    expect(build([applied, failed], 0.1).passed).toBe(true);
    expect(build([applied, off], 0.1).passed).toBe(false);
  });

  it('counts devices that were never switched on', () => {
    expect(build([applied])).toMatchObject({
      passed: false,
      seconds: 1.3,
      status: { applied: 1, pending: 1 },
    });
  });

  it('tells times and failures', () => {
    const tally = createTally();
    for (let milliseconds = 1; milliseconds <= 100; milliseconds += 1) {
      countExchange(tally, { operation: 'checksum', milliseconds, outcome: 200 });
    }
    countExchange(tally, { operation: 'checksum', milliseconds: 30_000, outcome: 'timeout' });
    const refusal = { ok: false, error: { kind: 'refused', status: 403, body: 'no\u001B[31m' } } as const;
    for (let count = 0; count < 3; count += 1) {
      countStep(tally, {
        before: off,
        event: { type: 'registered', ticket: 1, result: refusal },
        after: off,
      });
    }
    const report = buildReport({ devices: 1, failRate: 0 }, tally, { states: [], seconds: 1 });
    expect(report.latency).toEqual({ checksum: { count: 100, p50: 50, p95: 95, p99: 99, max: 100 } });
    expect(report.failureKinds).toEqual([{ reason: 'register: HTTP 403: no [31m', count: 3 }]);
    expect(formatReport(report).split('\n').at(-1)).toMatch(/^checksum +100 +50 +95 +99 +100$/);
  });

  it('bounds the kinds of failures that it keeps apart', () => {
    const tally = createTally();
    for (let count = 0; count < 500; count += 1) {
      const error = { kind: 'status', status: 400, body: `${count}` } as const;
      countStep(tally, {
        before: off,
        event: { type: 'registered', ticket: 1, result: { ok: false, error } },
        after: off,
      });
    }
    expect(tally.failureKinds.size).toBe(101);
    expect(tally.failureKinds.get('others')).toBe(400);
    expect(tally.failures).toBe(500);
  });
});

describe('createProgressDisplay', () => {
  const report = (seconds: number) => ({
    ...buildReport({ devices: 2, failRate: 0 }, createTally(), { states: [], seconds }),
  });
  const record = () => {
    const written: string[] = [];
    return { written, write: (text: string | Uint8Array) => written.push(String(text)) > 0 };
  };

  it('rewrites one line on a terminal, no longer than it is wide', () => {
    const output = { ...record(), isTTY: true, columns: 20 };
    const display = createProgressDisplay(output);
    display.show(report(1));
    display.show(report(1.25));
    display.end();
    expect(output.written.every((text) => text.startsWith('\r\u001B[K') && !text.includes('\n'))).toBe(true);
    expect(output.written.map((text) => text.slice(4).length)).toEqual([19, 19, 0]);
  });

  it('writes a line every five seconds elsewhere', () => {
    const output = record();
    const display = createProgressDisplay(output);
    for (let seconds = 0; seconds <= 11; seconds += 0.25) display.show(report(seconds));
    expect(output.written).toHaveLength(3);
    expect(output.written[2]).toBe('  10.0 s  0/2 applied  0 registered  0 polls\n');
  });
});

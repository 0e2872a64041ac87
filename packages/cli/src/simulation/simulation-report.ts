import type { DeviceState, Operation } from '@netloom/agent-protocol';
import type { SimulationPlan } from './simulation-plan.ts';
import type { SimulationTally } from './simulation-tally.ts';

/** Answer times of one operation, in milliseconds. */
export interface LatencySummary {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** What a simulation has come to; also the JSON of `netloom simulate --json`. */
export interface SimulationReport {
  readonly devices: number;
  /** Real time since the start. */
  readonly seconds: number;
  readonly registrations: { readonly new: number; readonly existing: number };
  readonly polls: number;
  readonly tests: number;
  readonly downloads: number;
  readonly reports: { readonly applied: number; readonly error: number };
  readonly reboots: number;
  /** Calls that did not succeed, retries included. */
  readonly failures: number;
  /** Most frequent first, at most ten. */
  readonly failureKinds: readonly { readonly reason: string; readonly count: number }[];
  /** Of calls that were answered, with whatever status. */
  readonly latency: Readonly<Partial<Record<Operation, LatencySummary>>>;
  readonly status: Readonly<Record<DeviceOutcome, number>>;
  /**
   * Every device has applied its configuration; in a simulation of failures: has applied it or has reported that
   * it could not.
   */
  readonly passed: boolean;
}

/**
 * Where a device stands: `applied` and `error` are what it last reported about the configuration that it saw last,
 * `gone` has stopped for good, everything else is `pending`.
 */
export type DeviceOutcome = 'applied' | 'error' | 'pending' | 'gone';

export function deviceOutcome(state: DeviceState): DeviceOutcome {
  if (state.phase.name === 'gone') return 'gone';
  const { flash, memory, reported } = state;
  if (reported === undefined) return 'pending';
  const seenIsApplied = memory.checksum === undefined || memory.checksum === flash.checksum;
  // After an error the device holds on to the checksum of what it could not apply until it starts again.
  return reported === 'error' || seenIsApplied ? reported : 'pending';
}

export function buildReport(
  plan: Pick<SimulationPlan, 'devices' | 'failRate'>,
  tally: SimulationTally,
  now: { readonly states: readonly DeviceState[]; readonly seconds: number },
): SimulationReport {
  const status = { applied: 0, error: 0, pending: plan.devices - now.states.length, gone: 0 };
  for (const state of now.states) status[deviceOutcome(state)] += 1;
  const settled = status.applied + (plan.failRate > 0 ? status.error : 0);
  return {
    devices: plan.devices,
    seconds: round(now.seconds),
    registrations: { ...tally.registrations },
    polls: tally.polls,
    tests: tally.tests,
    downloads: tally.downloads,
    reports: { ...tally.reports },
    reboots: tally.reboots,
    failures: tally.failures,
    failureKinds: [...tally.failureKinds]
      .map(([reason, count]) => ({ reason, count }))
      .sort((left, right) => right.count - left.count)
      .slice(0, 10),
    latency: Object.fromEntries(
      [...tally.latencies].map(([operation, histogram]) => [
        operation,
        {
          count: histogram.count,
          p50: round(histogram.percentile(50) / 1000),
          p95: round(histogram.percentile(95) / 1000),
          p99: round(histogram.percentile(99) / 1000),
          max: round(histogram.max / 1000),
        },
      ]),
    ),
    status,
    passed: settled === plan.devices,
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

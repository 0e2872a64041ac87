import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import {
  type DeviceEvent,
  type DeviceState,
  describeProtocolError,
  type ExchangeRecord,
  type Operation,
} from '@netloom/agent-protocol';

/** What has happened so far; counted in place, as it is on the path of every call. */
export interface SimulationTally {
  readonly registrations: { new: number; existing: number };
  /** Answered polls. */
  polls: number;
  /** Answered tests of an applied configuration. */
  tests: number;
  downloads: number;
  /** Accepted reports. */
  readonly reports: { applied: number; error: number };
  reboots: number;
  failures: number;
  /** Failures by operation and description. */
  readonly failureKinds: Map<string, number>;
  /** Microseconds. */
  readonly latencies: Map<Operation, RecordableHistogram>;
}

export function createTally(): SimulationTally {
  return {
    registrations: { new: 0, existing: 0 },
    polls: 0,
    tests: 0,
    downloads: 0,
    reports: { applied: 0, error: 0 },
    reboots: 0,
    failures: 0,
    failureKinds: new Map(),
    latencies: new Map(),
  };
}

/** Counts how long a call took, when it was answered. */
export function countExchange(tally: SimulationTally, exchange: ExchangeRecord): void {
  if (typeof exchange.outcome !== 'number') return;
  let histogram = tally.latencies.get(exchange.operation);
  if (histogram === undefined) {
    histogram = createHistogram({ lowest: 1, highest: 600_000_000, figures: 3 });
    tally.latencies.set(exchange.operation, histogram);
  }
  histogram.record(Math.max(1, Math.round(exchange.milliseconds * 1000)));
}

/** Counts one step of one device. */
export function countStep(
  tally: SimulationTally,
  step: { readonly before: DeviceState; readonly event: DeviceEvent; readonly after: DeviceState },
): void {
  const { before, event, after } = step;
  if (after.phase.name === 'booting' && before.phase.name !== 'off') tally.reboots += 1;
  if (!('result' in event)) return;
  if (!event.result.ok) {
    const reason = `${operationNames[event.type]}: ${describeProtocolError(event.result.error)}`;
    countFailure(tally, reason);
    return;
  }
  switch (event.type) {
    case 'registered':
      tally.registrations[event.result.value.isNew ? 'new' : 'existing'] += 1;
      break;
    case 'checksum':
      tally[before.phase.name === 'testing' ? 'tests' : 'polls'] += 1;
      break;
    case 'downloaded':
      tally.downloads += 1;
      break;
    case 'reported':
      if (before.phase.name === 'reporting') tally.reports[before.phase.report.status] += 1;
      break;
    case 'info-updated':
      break;
  }
}

const operationNames: Record<Extract<DeviceEvent, { readonly result: unknown }>['type'], Operation> = {
  registered: 'register',
  checksum: 'checksum',
  downloaded: 'download-config',
  'info-updated': 'update-info',
  reported: 'report-status',
};

/** Descriptions hold what the controller says, so their number is not in our hands. */
const maximumFailureKinds = 100;

function countFailure(tally: SimulationTally, reason: string): void {
  tally.failures += 1;
  const known = tally.failureKinds.has(reason) || tally.failureKinds.size < maximumFailureKinds;
  const kind = known ? reason : 'others';
  tally.failureKinds.set(kind, (tally.failureKinds.get(kind) ?? 0) + 1);
}

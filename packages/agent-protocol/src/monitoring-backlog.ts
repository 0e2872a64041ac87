import type { ProtocolError } from './protocol-error.ts';
import { type Random, uniform } from './random.ts';
import type { Result } from './result.ts';
import { type MonitoringSnapshot, snapshotTime } from './send-monitoring-data.ts';

/**
 * Health documents that wait to be sent, because the controller could not be reached when they were taken
 * (monitoring 5.1). Plain data; every function gives a new backlog.
 */
export interface MonitoringBacklog {
  /** Oldest first. */
  readonly snapshots: readonly MonitoringSnapshot[];
  /** Failed deliveries since the last success or restart. */
  readonly failures: number;
  /** Successful deliveries so far. */
  readonly delivered: number;
}

export const emptyBacklog: MonitoringBacklog = { snapshots: [], failures: 0, delivered: 0 };

/**
 * Stores a snapshot. One of the same second replaces the earlier one; when the documents together exceed
 * `maximumBytes` the oldest are dropped, the new one last.
 */
export function storeSnapshot(
  backlog: MonitoringBacklog,
  snapshot: MonitoringSnapshot,
  maximumBytes: number,
): MonitoringBacklog {
  const name = snapshotTime(snapshot.time);
  const kept = backlog.snapshots.filter((stored) => snapshotTime(stored.time) !== name);
  const snapshots = [...kept, snapshot].sort((left, right) => left.time - right.time);
  let bytes = snapshots.reduce((sum, stored) => sum + Buffer.byteLength(stored.document), 0);
  let dropped = 0;
  while (bytes > maximumBytes && dropped < snapshots.length) {
    bytes -= Buffer.byteLength(snapshots[dropped]?.document ?? '');
    dropped += 1;
  }
  return { ...backlog, snapshots: snapshots.slice(dropped) };
}

/** What to send next: the oldest snapshot, marked as current when it is the only one. */
export function nextDelivery(
  backlog: MonitoringBacklog,
): { readonly snapshot: MonitoringSnapshot; readonly current: boolean } | undefined {
  const [snapshot] = backlog.snapshots;
  return snapshot === undefined ? undefined : { snapshot, current: backlog.snapshots.length === 1 };
}

export interface DeliveryVerdict {
  readonly backlog: MonitoringBacklog;
  /** Wait that long before the next delivery, in milliseconds. */
  readonly pauseMs: number;
  /** The controller does not know the device and nothing here would register it: stop with exit code 2. */
  readonly stop: boolean;
}

/**
 * Draws the consequences of an attempt to deliver `snapshot`: sent and refused documents (400) leave the backlog,
 * everything else stays and is tried again after 2 to 15 s, after every fifth failure at once. Every tenth success
 * earns the controller a pause of 1 to 5 s.
 *
 * @param context.agentRunning whether a configuration agent runs on this device
 */
export function settleDelivery(
  backlog: MonitoringBacklog,
  snapshot: MonitoringSnapshot,
  result: Result<void>,
  context: { readonly random: Random; readonly agentRunning: boolean },
): DeliveryVerdict {
  const snapshots = backlog.snapshots.filter((stored) => stored !== snapshot);
  if (result.ok) {
    const delivered = backlog.delivered + 1;
    const pauseMs = delivered % 10 === 0 ? uniform({ minimum: 1000, maximum: 5000 }, context.random) : 0;
    return { backlog: { snapshots, failures: 0, delivered }, pauseMs, stop: false };
  }
  if (hasStatus(result.error, 400)) return { backlog: { ...backlog, snapshots }, pauseMs: 0, stop: false };
  const failures = backlog.failures + 1;
  const startOver = failures >= 5;
  return {
    backlog: { ...backlog, failures: startOver ? 0 : failures },
    pauseMs: startOver ? 0 : uniform({ minimum: 2000, maximum: 15_000 }, context.random),
    stop: hasStatus(result.error, 404) && !context.agentRunning,
  };
}

function hasStatus(error: ProtocolError, status: number): boolean {
  return error.kind === 'status' && error.status === status;
}

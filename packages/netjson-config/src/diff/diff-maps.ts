import type { Change } from './change.ts';

/** A key of one of two maps, or of both: then it may still have the same value. */
export interface MapDiff<Value> {
  readonly key: string;
  readonly change: Change;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
}

/** Brings two maps together, in the order of the second, with what it lacks at the end. */
export function diffMaps<Value>(
  before: ReadonlyMap<string, Value>,
  after: ReadonlyMap<string, Value>,
): MapDiff<Value>[] {
  const current = [...after].map(([key, value]) => {
    const change = before.has(key) ? ('changed' as const) : ('added' as const);
    return { key, change, before: before.get(key), after: value };
  });
  const removed = [...before]
    .filter(([key]) => !after.has(key))
    .map(([key, value]) => ({ key, change: 'removed' as const, before: value, after: undefined }));
  return [...current, ...removed];
}

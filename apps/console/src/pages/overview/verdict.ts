import type { Overview } from '../../model/overview.ts';

/** The one sentence that says whether everything is well, and the list of what is not. */
export type Verdict =
  | { kind: 'errors' | 'waiting' | 'silent'; count: number; search: Record<string, string> }
  | { kind: 'allWell'; count: number };

/** The worst comes first: failed configurations, then silence, then what is still on its way. */
export const verdictOf = ({ devices }: Overview): Verdict => {
  const { error, modified, deactivated, deactivating } = devices.by_status;
  if (error > 0) return { kind: 'errors', count: error, search: { status: 'error' } };
  if (devices.seen.stale > 0) return { kind: 'silent', count: devices.seen.stale, search: { seen: 'stale' } };
  if (modified > 0) return { kind: 'waiting', count: modified, search: { status: 'modified' } };
  return { kind: 'allWell', count: devices.total - deactivated - deactivating };
};

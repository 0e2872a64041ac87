import type { ConfigStatus, ConfigTable } from '../tables.ts';
import { storedReason, unknownReason } from './error-reason.ts';

/** What the status of a configuration depends on and what it changes. */
export type ConfigState = Pick<
  ConfigTable,
  'status' | 'error_reason' | 'checksum_db' | 'downloaded_checksum' | 'applied_checksum'
>;

/** Words that a device may report. The two of deactivation are not among them: only the controller decides on that. */
export const reportableStatuses = ['modified', 'applied', 'error'] as const;
export type ReportedStatus = (typeof reportableStatuses)[number];

export interface Report {
  status: ReportedStatus;
  /** Why it failed; undefined: not said, empty: keep what is stored. */
  reason?: string | undefined;
}

const isActive = (status: ConfigStatus): boolean => status !== 'deactivating' && status !== 'deactivated';

const modified = (state: ConfigState): ConfigState => ({ ...state, status: 'modified', error_reason: '' });

/** A rendering gave this checksum. Nothing happens when it is the one that the device should run already. */
export const afterRendering = (state: ConfigState, checksum: string): ConfigState => {
  if (checksum === state.checksum_db) return state;
  const next = { ...state, checksum_db: checksum };
  return isActive(state.status) ? modified(next) : next;
};

/** The device was renamed: it has to take over the new name even if its archive is the same. */
export const afterRenaming = (state: ConfigState): ConfigState =>
  isActive(state.status) ? modified(state) : state;

/** The configuration was emptied, which rendered to this checksum. */
export const afterDeactivation = (state: ConfigState, checksum: string): ConfigState => ({
  ...state,
  checksum_db: checksum,
  error_reason: '',
  // A device that ran an empty configuration all along need not fetch it first.
  status: checksum === state.checksum_db ? 'deactivated' : 'deactivating',
});

/** The automatic templates are back, which rendered to this checksum. */
export const afterActivation = (state: ConfigState, checksum: string): ConfigState => ({
  ...state,
  checksum_db: checksum,
  error_reason: '',
  status: checksum === state.checksum_db ? 'applied' : 'modified',
});

/**
 * The device reported. A report speaks of the revision that the device downloaded last, or of the current one when no
 * download is known; one about an older revision says nothing about the current one, which stays `modified`.
 */
export const afterReport = (state: ConfigState, report: Report): ConfigState => {
  const about = reportedRevision(state);
  const applied = report.status === 'applied' ? { applied_checksum: about } : {};
  const next = { ...state, ...applied };
  if (!isActive(state.status)) return { ...next, status: 'deactivated', error_reason: '' };
  if (report.status === 'modified' || about !== state.checksum_db) return modified(next);
  if (report.status === 'applied') return { ...next, status: 'applied', error_reason: '' };
  const reason = report.reason === undefined ? unknownReason : storedReason(report.reason);
  return { ...next, status: 'error', error_reason: reason === '' ? state.error_reason : reason };
};

/** Checksum of the revision that a report speaks of. */
export const reportedRevision = (state: ConfigState): string | null =>
  state.downloaded_checksum ?? state.checksum_db;

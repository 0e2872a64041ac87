import type { Change } from '../change.ts';
import type { ConfigChange, PendingChangeTable, PendingWork } from '../tables.ts';

export interface PendingChange {
  scope: PendingChangeTable['scope'];
  /** Id of the template, organization or group. */
  id?: string;
  action: ConfigChange;
  work?: PendingWork;
}

/** Ids in one row: a row is read and written as a whole. */
const configsAtOnce = 5000;

/** Writes down what must be rendered again because of this change. The renderer begins after the commit. */
export const leavePending = async (change: Change, pending: PendingChange): Promise<void> => {
  const { scope, id = null, action, work = {} } = pending;
  const parts = scope === 'configs' ? inParts(work) : [work];
  if (parts.length === 0) return;
  await change.tx
    .insertInto('config_pendingchange')
    .values(parts.map((part) => ({ scope, object_id: id, action, work: part, created: change.now })))
    .execute();
  change.leavesWork();
};

const inParts = ({ configs = [], ...rest }: PendingWork): PendingWork[] => {
  const parts: PendingWork[] = [];
  for (let start = 0; start < configs.length; start += configsAtOnce) {
    parts.push({ ...rest, configs: configs.slice(start, start + configsAtOnce) });
  }
  return parts;
};

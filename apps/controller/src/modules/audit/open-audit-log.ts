import type { RecordEntry } from '../../platform/audit.ts';
import { headMark } from './chain.ts';
import { createRecorder, type AuditContext } from './record-entry.ts';

/**
 * Opens the log in a database whose schema is up to date, for the controller and for commands beside it. The very first
 * time it marks the empty end: from then on an unmarked one is not Netloom's.
 */
export const openAuditLog = async (context: AuditContext): Promise<RecordEntry> => {
  await context.database.db
    .updateTable('audit_head')
    .set({ mark: headMark(context.secrets, { sequence: 0, hash: '' }) })
    .where('sequence', '=', 0)
    .where('mark', '=', '')
    .execute();
  return createRecorder(context);
};

import { defineModule } from '../../platform/module.ts';
import { registerResource } from '../../platform/resource/index.ts';
import { declarePermissions, standardPermissions } from '../users/index.ts';
import { openLog } from './append-entry.ts';
import { createAudit } from './migrations/0001-create-audit.ts';
import { createRecorder } from './record-entry.ts';
import { recordOtherWrites } from './record-other-writes.ts';
import { auditEntryResource } from './resources/audit-entry-resource.ts';

export { createRecorder, type AuditContext } from './record-entry.ts';
export { verifyAuditLog, type AuditAnchor, type AuditVerdict } from './verify-audit-log.ts';

/** Who changed what: keeps what `context.audit` is handed, in a chain that shows every later change. */
export const auditModule = defineModule({
  name: 'audit',
  requires: ['users'],
  migrations: [createAudit],
  register: async (context) => {
    await declarePermissions(context.db, standardPermissions.audit);
    await openLog(context, context.secrets);
    context.audit.use(recordOtherWrites(context, createRecorder(context)));
    registerResource(context, auditEntryResource);
  },
});

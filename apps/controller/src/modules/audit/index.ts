import { defineModule } from '../../platform/module.ts';
import { registerResource } from '../../platform/resource/index.ts';
import { declarePermissions, standardPermissions } from '../users/index.ts';
import { createAudit } from './migrations/0001-create-audit.ts';
import { sealDocuments } from './migrations/0002-seal-documents.ts';
import { openAuditLog } from './open-audit-log.ts';
import { recordOtherWrites } from './record-other-writes.ts';
import { auditEntryResource } from './resources/audit-entry-resource.ts';

export { openAuditLog } from './open-audit-log.ts';
export { verifyAuditLog, type AuditAnchor, type AuditVerdict } from './verify-audit-log.ts';

/** Who changed what: keeps what `context.audit` is handed, in a chain that shows every later change. */
export const auditModule = defineModule({
  name: 'audit',
  requires: ['users'],
  migrations: [createAudit, sealDocuments],
  register: async (context) => {
    await declarePermissions(context.db, standardPermissions.audit);
    context.audit.use(recordOtherWrites(context, await openAuditLog(context)));
    registerResource(context, auditEntryResource(context));
  },
});

import { defineModule } from '../../platform/module.ts';
import { registerResource } from '../../platform/resource/index.ts';
import { declarePermissions, standardPermissions } from '../users/index.ts';
import { createAudit } from './migrations/0001-create-audit.ts';
import { createBegunRequests } from './begun-requests.ts';
import { sealDocuments } from './migrations/0002-seal-documents.ts';
import { noteBegunRequests } from './migrations/0003-note-begun-requests.ts';
import { refuseReplacement } from './migrations/0004-refuse-replacement.ts';
import { openAuditLog } from './open-audit-log.ts';
import { recordOtherWrites } from './record-other-writes.ts';
import { auditEntryResource } from './resources/audit-entry-resource.ts';

export { openAuditLog } from './open-audit-log.ts';
export { verifyAuditLog, type AuditAnchor, type AuditVerdict } from './verify-audit-log.ts';

/** Who changed what: keeps what `context.audit` is handed, in a chain that shows every later change. */
export const auditModule = defineModule({
  name: 'audit',
  requires: ['users'],
  migrations: [createAudit, sealDocuments, noteBegunRequests, refuseReplacement],
  register: async (context) => {
    await declarePermissions(context.db, standardPermissions.audit);
    const begun = createBegunRequests(context);
    context.audit.use(recordOtherWrites(context, await openAuditLog(context), begun));
    registerResource(context, auditEntryResource(context));
    const telling = context.jobs.define<Record<string, never>>({
      name: 'audit.tell-interrupted',
      run: () => begun.tellInterrupted(),
    });
    return {
      start: async () => {
        // A database file has one controller, and it answers nothing yet.
        await begun.tellInterrupted({ all: context.database.dialect === 'sqlite' });
        await telling.every('audit.tell-interrupted', '*/15 * * * *', {});
      },
    };
  },
});

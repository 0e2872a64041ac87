import type { Schemas } from '@netloom/api-client';

/** Who did what to which object, when and from where. */
export type AuditEntry = Schemas['AuditEntry'];

/** An entry as lists show it. */
export type AuditEntryItem = Schemas['AuditEntryItem'];

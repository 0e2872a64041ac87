import type { AuditEntry } from '../../platform/audit.ts';

declare module '@netloom/server-kit' {
  interface Tables {
    audit_entry: AuditEntryTable;
    audit_head: AuditHeadTable;
    audit_begunrequest: BegunRequestTable;
  }
}

/**
 * What was done. Rows are only ever added; triggers refuse anything else. Users and organizations are named without
 * foreign keys: their entries outlive them.
 */
export interface AuditEntryTable {
  /** 1, 2, 3, … without gaps. */
  sequence: number;
  created: Date;
  user_id: string | null;
  username: string;
  via: string;
  token_name: string | null;
  ip: string;
  request_id: string;
  action: string;
  kind: string;
  object_id: string;
  label: string;
  organization_id: string | null;
  /** `EntryDocuments`, sealed: `entry-documents.ts`. */
  documents_sealed: string;
  /** Depends on this entry and, through the hash of the one before, on all earlier ones. */
  hash: string;
}

/** Where the log ends: one row, changed with every entry. Whoever writes an entry holds it. */
export interface AuditHeadTable {
  id: 1;
  /** Of the last entry; 0 when there is none. */
  sequence: number;
  hash: string;
  /** Shows that Netloom wrote this row: without it the last entries could be cut off unnoticed. */
  mark: string;
}

/** A request that may write and is not answered yet. */
export interface BegunRequestTable {
  id: string;
  created: Date;
  /** What the log tells when there will never be an answer. */
  entry: AuditEntry;
}

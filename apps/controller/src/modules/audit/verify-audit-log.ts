import { constantTimeEqual, type Db, type SecretBox } from '@netloom/server-kit';
import { entryHash, isMarked } from './chain.ts';
import { openEntryDocuments } from './entry-documents.ts';
import type { AuditEntryTable, AuditHeadTable } from './tables.ts';

/** An entry by its number and hash: noted down outside the database, it shows later that nothing before it changed. */
export interface AuditAnchor {
  sequence: number;
  hash: string;
}

export type AuditVerdict =
  | { ok: true; entries: number; end: AuditAnchor }
  | {
      ok: false;
      /** Entries before the broken place, all of them sound. */
      entries: number;
      broken: { sequence: number; reason: string };
    };

/** Entries that are read at once. */
const chunkSize = 1000;

/**
 * Walks through the whole log and checks every hash, the numbers and the end. Works beside a running controller: what
 * it adds meanwhile is checked too. With `anchor`, that entry must be there as it was.
 */
export const verifyAuditLog = async (
  db: Db,
  secrets: SecretBox,
  { anchor, chunk = chunkSize }: { anchor?: AuditAnchor | undefined; chunk?: number } = {},
): Promise<AuditVerdict> => {
  let last: AuditAnchor = { sequence: 0, hash: '' };
  const broken = (sequence: number, reason: string): AuditVerdict => ({
    ok: false,
    entries: last.sequence,
    broken: { sequence, reason },
  });
  for (;;) {
    // Read before the entries: everything up to here must then be among them.
    const head = await readHead(db);
    if (!head || !isMarked(secrets, head))
      return broken(last.sequence + 1, 'the end of the log is not one that Netloom wrote');
    const entries = await db
      .selectFrom('audit_entry')
      .selectAll()
      .where('sequence', '>', last.sequence)
      .orderBy('sequence')
      .limit(chunk)
      .execute();
    for (const entry of entries) {
      const { sequence, hash } = entry;
      if (sequence !== last.sequence + 1) return broken(last.sequence + 1, 'the entry is missing');
      if (!isSound(secrets, last.hash, entry))
        return broken(sequence, 'the entry was changed, or does not follow the one before it');
      if (anchor?.sequence === sequence && anchor.hash !== hash)
        return broken(sequence, 'the entry is another one than the anchor names');
      last = { sequence, hash };
    }
    if (entries.length === chunk) continue;
    if (last.sequence < head.sequence)
      return broken(last.sequence + 1, `the log was cut off: it had ${head.sequence} entries`);
    const { sequence: end = 0 } = (await readHead(db)) ?? {};
    if (last.sequence > end) return broken(end + 1, 'the entry lies beyond the end of the log');
    // More was written meanwhile.
    if (end > last.sequence) continue;
    if (anchor && anchor.sequence > last.sequence)
      return broken(last.sequence + 1, `the log ends before the entry ${anchor.sequence} of the anchor`);
    return { ok: true, entries: last.sequence, end: last };
  }
};

const isSound = (
  secrets: SecretBox,
  previousHash: string,
  { documents_sealed, ...entry }: AuditEntryTable,
): boolean => {
  const documents = openEntryDocuments(secrets, entry.sequence, documents_sealed);
  return (
    documents !== undefined &&
    constantTimeEqual(entry.hash, entryHash(secrets, previousHash, { ...entry, ...documents }))
  );
};

const readHead = (db: Db): Promise<AuditHeadTable | undefined> =>
  db.selectFrom('audit_head').selectAll().executeTakeFirst();

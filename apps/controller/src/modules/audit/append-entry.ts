import type { Database, SecretBox } from '@netloom/server-kit';
import { entryHash, headMark, isMarked, type OpenedEntry } from './chain.ts';
import { sealEntryDocuments } from './entry-documents.ts';

/** Follows an end that Netloom did not write: no entry has this hash, so that the chain stays broken here. */
const unknownEnd = 'unknown';

/**
 * Adds an entry to the end of the log. Writers follow each other: on PostgreSQL they wait for the row of the end, on
 * SQLite for the transaction. Resolves with whether the end was the one that Netloom had written.
 */
export const appendEntry = async (
  { db, dialect }: Pick<Database, 'db' | 'dialect'>,
  secrets: SecretBox,
  entry: Omit<OpenedEntry, 'sequence' | 'hash'>,
): Promise<{ endWasSound: boolean }> =>
  db.transaction().execute(async (tx) => {
    const head = await tx
      .selectFrom('audit_head')
      .selectAll()
      .$if(dialect === 'postgres', (query) => query.forUpdate())
      .executeTakeFirstOrThrow();
    const endWasSound = isMarked(secrets, head);
    const sequence = head.sequence + 1;
    const { before, after, ...columns } = entry;
    const opened = { ...entry, sequence, hash: '' };
    const hash = entryHash(secrets, endWasSound ? head.hash : unknownEnd, opened);
    const documents_sealed = sealEntryDocuments(secrets, sequence, { before, after });
    await tx
      .insertInto('audit_entry')
      .values({ ...columns, sequence, hash, documents_sealed })
      .execute();
    await tx
      .updateTable('audit_head')
      .set({ sequence, hash, mark: headMark(secrets, { sequence, hash }) })
      .execute();
    return { endWasSound };
  });

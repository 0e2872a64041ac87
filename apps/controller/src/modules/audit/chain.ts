import { constantTimeEqual, type SecretBox } from '@netloom/server-kit';
import type { EntryDocuments } from './entry-documents.ts';
import type { AuditEntryTable, AuditHeadTable } from './tables.ts';

/** JSON with sorted names: the same text for the same value, in whatever order a database keeps it. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const document = value as Readonly<Record<string, unknown>>;
  return `{${Object.keys(document)
    .toSorted()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(document[name])}`)
    .join(',')}}`;
};

/** An entry as it is hashed: with its documents opened. */
export type OpenedEntry = Omit<AuditEntryTable, 'documents_sealed'> & EntryDocuments;

/**
 * The hash of an entry: HMAC-SHA-256 over the hash of the entry before (empty for the first) and the entry itself. Its
 * key lies outside the database: who can only write there cannot make a chain that fits.
 */
export const entryHash = (
  secrets: SecretBox,
  previousHash: string,
  { hash: _hash, ...entry }: OpenedEntry,
): string =>
  secrets.digest(
    `${previousHash}\n${canonicalJson({ ...entry, created: entry.created.toISOString() })}`,
    'audit-entry',
  );

type LogEnd = Pick<AuditHeadTable, 'sequence' | 'hash'>;

/** Shows that the log ended here once. The hash of the last entry alone would not: it can be read in the log. */
export const headMark = (secrets: SecretBox, { sequence, hash }: LogEnd): string =>
  secrets.digest(`${sequence}:${hash}`, 'audit-head');

export const isMarked = (secrets: SecretBox, head: AuditHeadTable): boolean =>
  constantTimeEqual(head.mark, headMark(secrets, head));

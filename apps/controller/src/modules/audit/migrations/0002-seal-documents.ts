import type { Migration, MigrationContext } from '@netloom/server-kit';
import { sql } from 'kysely';
import { sealEntryDocuments, type EntryDocuments } from '../entry-documents.ts';
import { guards } from './0001-create-audit.ts';

/** Entries that are read and written at once. */
const batch = 500;

/** Seals what entries say of objects, which lay in clear. Hashes stay: they are over what is sealed. */
export const sealDocuments: Migration = {
  name: '0002-seal-documents',
  up: async (context) => {
    const { tx, types, dialect } = context;
    for (const statement of guards[dialect].lift) await sql.raw(statement).execute(tx);
    await tx.schema
      .alterTable('audit_entry')
      .addColumn('documents_sealed', types.text, (column) => column.notNull().defaultTo(''))
      .execute();
    await sealEntries(context);
    for (const name of ['before', 'after'])
      await tx.schema.alterTable('audit_entry').dropColumn(name).execute();
    for (const statement of guards[dialect].set) await sql.raw(statement).execute(tx);
  },
};

const sealEntries = async ({ tx, secrets }: MigrationContext): Promise<void> => {
  for (let last = 0; ; ) {
    const { rows } = await sql<{ sequence: number } & Record<keyof EntryDocuments, unknown>>`
      select sequence, "before", "after" from audit_entry
      where sequence > ${last} order by sequence limit ${batch}`.execute(tx);
    for (const { sequence, before, after } of rows) {
      const documents = { before: documentOf(before), after: documentOf(after) };
      await tx
        .updateTable('audit_entry')
        .set({ documents_sealed: sealEntryDocuments(secrets, sequence, documents) })
        .where('sequence', '=', sequence)
        .execute();
    }
    const end = rows.at(-1)?.sequence;
    if (end === undefined) return;
    last = end;
  }
};

/** Both databases give documents parsed where they know the column as JSON. */
const documentOf = (value: unknown): EntryDocuments['before'] =>
  (typeof value === 'string' ? JSON.parse(value) : value) as EntryDocuments['before'];

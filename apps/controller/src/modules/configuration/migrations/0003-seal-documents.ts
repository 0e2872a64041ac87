import { sql } from 'kysely';
import type { JsonObject } from '@netloom/netjson';
import type { Migration, MigrationContext } from '@netloom/server-kit';
import { jsonRows } from '../json-rows.ts';
import { sealDocuments, type SealedTable } from '../sealed-documents.ts';

type DocumentName = 'config' | 'context' | 'default_values';

/** Tables with documents in clear: the column of their id, and the documents. */
const tables: readonly [table: SealedTable, id: string, names: readonly DocumentName[]][] = [
  ['config_config', 'id', ['config', 'context']],
  ['config_template', 'id', ['config', 'default_values']],
  ['config_devicegroup', 'id', ['context']],
  ['config_organizationconfigsettings', 'organization_id', ['context']],
];

/** Rows that are read and written at once. */
const batch = 500;

/** Seals configurations and variables, which lay in clear. */
export const sealDocumentsAtRest: Migration = {
  name: '0003-seal-documents',
  up: async (context) => {
    const { tx, types } = context;
    for (const [table, id, names] of tables) {
      for (const name of names)
        await tx.schema
          .alterTable(table)
          .addColumn(`${name}_sealed`, types.text, (column) => column.notNull().defaultTo(''))
          .execute();
      await sealRows(context, table, id, names);
      for (const name of names) await tx.schema.alterTable(table).dropColumn(name).execute();
    }
  },
};

const sealRows = async (
  { tx, dialect, secrets }: MigrationContext,
  table: SealedTable,
  idColumn: string,
  names: readonly DocumentName[],
): Promise<void> => {
  const id = sql.ref(idColumn);
  const columns = sql.join(names.map((name) => sql`${sql.ref(name)}`));
  for (let after = ''; ; ) {
    const { rows } = await sql<Record<string, unknown> & { id: string }>`
      select ${id} as id, ${columns} from ${sql.table(table)}
      where ${id} > ${after} order by ${id} limit ${batch}`.execute(tx);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
    const sealed = rows.map((row) => ({
      row_id: row.id,
      ...sealDocuments(
        secrets,
        table,
        row.id,
        Object.fromEntries(names.map((name) => [name, documentOf(row[name])])),
      ),
    }));
    const shape = Object.fromEntries(names.map((name) => [`${name}_sealed`, 'text' as const]));
    const v = jsonRows(dialect, { row_id: 'text' as const, ...shape }, sealed);
    const set = sql.join(
      names.map((name) => sql`${sql.ref(`${name}_sealed`)} = ${sql.ref(`v.${name}_sealed`)}`),
    );
    await sql`update ${sql.table(table)} set ${set} from ${v}
      where ${sql.ref(`${table}.${idColumn}`)} = v.row_id`.execute(tx);
  }
};

/** Both databases give documents parsed where they know the column as JSON. */
const documentOf = (value: unknown): JsonObject =>
  (typeof value === 'string' ? JSON.parse(value) : value) as JsonObject;

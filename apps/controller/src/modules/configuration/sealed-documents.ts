import type { JsonObject } from '@netloom/netjson';
import type { SecretBox } from '@netloom/server-kit';

/**
 * Columns with documents, by table. Configurations and variables hold pass phrases and private keys anywhere, hence
 * they lie sealed, in `<name>_sealed`. An empty document is an empty text: it has nothing to hide.
 */
export const sealedDocuments = {
  config_config: ['config', 'context'],
  config_template: ['config', 'default_values'],
  config_devicegroup: ['context'],
  config_organizationconfigsettings: ['context'],
} as const;

export type SealedTable = keyof typeof sealedDocuments;
type DocumentName = (typeof sealedDocuments)[SealedTable][number];

/** What binds a sealed document to its place. */
const seal = (table: SealedTable, name: DocumentName, id: string): string => `${table}.${name}:${id}`;

/** The sealed columns of the documents that are given. @param id of the row; of the organization for its settings */
export const sealDocuments = <const Documents extends Partial<Record<DocumentName, JsonObject>>>(
  secrets: SecretBox,
  table: SealedTable,
  id: string,
  documents: Documents,
): { [Name in keyof Documents & string as `${Name}_sealed`]: string } =>
  Object.fromEntries(
    Object.entries(documents).map(([name, document]) => [
      `${name}_sealed`,
      Object.keys(document).length === 0
        ? ''
        : secrets.seal(JSON.stringify(document), seal(table, name as DocumentName, id)),
    ]),
  ) as { [Name in keyof Documents & string as `${Name}_sealed`]: string };

/** A row in which documents stand for their sealed columns. */
export type Opened<Row> = {
  [Name in keyof Row as Name extends `${infer Document extends DocumentName}_sealed`
    ? Document
    : Name]: Name extends `${DocumentName}_sealed` ? JsonObject : Row[Name];
};

/**
 * Opens the documents of a row: all that it has.
 *
 * @param id of the row; of the organization for its settings
 * @throws SecretBoxError
 */
export const openDocuments = <Row extends object>(
  secrets: SecretBox,
  table: SealedTable,
  id: string,
  row: Row,
): Opened<Row> => {
  const opened = { ...row } as Record<string, unknown>;
  for (const name of sealedDocuments[table]) {
    const column = `${name}_sealed`;
    if (!Object.hasOwn(opened, column)) continue;
    opened[name] = openDocument(secrets, table, name, id, opened[column] as string);
    delete opened[column];
  }
  return opened as Opened<Row>;
};

/** One document. @throws SecretBoxError */
export const openDocument = (
  secrets: SecretBox,
  table: SealedTable,
  name: DocumentName,
  id: string,
  sealed: string,
): JsonObject =>
  sealed === '' ? {} : (JSON.parse(secrets.open(sealed, seal(table, name, id))) as JsonObject);

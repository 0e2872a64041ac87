import { sql, type RawBuilder } from 'kysely';
import type { Dialect } from '@netloom/server-kit';

/** Type of a column of `jsonRows`: text (also UUIDs), whole number, or time. */
export type JsonRowColumn = 'text' | 'integer' | 'time';

const postgresTypes: Record<JsonRowColumn, string> = {
  text: 'text',
  integer: 'integer',
  time: 'timestamptz',
};

/**
 * Rows as a table `v` in a `from` clause, for statements that change many rows at once. They travel as one JSON
 * parameter, so that the text of the statement does not depend on their number.
 */
export const jsonRows = <Row extends Readonly<Record<string, string | number | Date | null>>>(
  dialect: Dialect,
  columns: Readonly<Record<keyof Row & string, JsonRowColumn>>,
  rows: readonly Row[],
): RawBuilder<unknown> => {
  const text = JSON.stringify(rows);
  const names = Object.keys(columns) as (keyof Row & string)[];
  if (dialect === 'postgres') {
    const declared = names.map((name) => sql`${sql.ref(name)} ${sql.raw(postgresTypes[columns[name]])}`);
    return sql`json_to_recordset(${text}::json) as v(${sql.join(declared)})`;
  }
  const extracted = names.map(
    (name) => sql`json_extract(value, ${sql.lit(`$.${name}`)}) as ${sql.ref(name)}`,
  );
  return sql`(select ${sql.join(extracted)} from json_each(${text})) as v`;
};

import { sql } from 'kysely';
import { field, FieldError, type Field, type ReadContext } from '../../../platform/resource/index.ts';

/** The largest value of an integer column. */
const largestId = 2_147_483_647;

/** Each is a variable of a statement, of which databases have so many. */
const mostIds = 1000;

/** Ids of objects that are counted by integers, such as groups. Texts that hold an integer will do. */
export const integerIds = <Row>(
  table: string,
  options: { show: (row: Row) => unknown; readId?: (input: unknown) => unknown } & Pick<
    Field<Row>,
    'schema' | 'hiddenFrom'
  >,
): Field<Row, number[]> => ({
  schema: options.schema,
  kind: 'reference',
  show: options.show,
  hiddenFrom: options.hiddenFrom,
  formDefault: [],
  readsBlank: true,
  read: async (input, context) => {
    const items = Array.isArray(input) ? (input as unknown[]) : context.isForm ? [input] : undefined;
    if (!items) throw new FieldError(`Expected a list of items but got type "${field.typeName(input)}".`);
    const ids = [...new Set(items.map((item) => readIntegerId(options.readId?.(item) ?? item)))];
    if (ids.length > mostIds) throw new FieldError(`Ensure this field has no more than ${mostIds} elements.`);
    const known = await findIds(table, ids, context);
    const unknown = ids.find((id) => !known.has(id));
    if (unknown !== undefined) throw field.invalidPk(unknown);
    return ids;
  },
});

const readIntegerId = (input: unknown): number => {
  if (input === null) throw field.invalidPk(input);
  const id = typeof input === 'string' && /^\s*[-+]?\d{1,15}\s*$/.test(input) ? Number(input) : input;
  // What is behind the point of a number does not count.
  if (typeof id === 'number' && Number.isFinite(id)) return Math.trunc(id);
  throw new FieldError(`Incorrect type. Expected pk value, received ${field.typeName(input)}.`);
};

const findIds = async (table: string, ids: readonly number[], { db }: ReadContext): Promise<Set<number>> => {
  const possible = ids.filter((id) => id > 0 && id <= largestId);
  if (possible.length === 0) return new Set();
  const { rows } = await sql<{ id: number }>`
    select id from ${sql.table(table)} where id in (${sql.join(possible)})`.execute(db);
  return new Set(rows.map(({ id }) => id));
};

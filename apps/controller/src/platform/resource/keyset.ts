import { badRequest } from '@netloom/server-kit';
import { sql, type RawBuilder } from 'kysely';
import type { SelectQuery } from './select-query.ts';

/** One column of an order. */
export interface OrderColumn {
  /** `table.column` */
  column: string;
  /** Empty values come last, whichever way the rest is sorted. */
  nullable?: boolean;
  /** The column holds a time: a cursor carries it as ISO text. */
  time?: boolean;
  /** The column holds a whole number. */
  number?: boolean;
}

export interface OrderTerm extends OrderColumn {
  descending: boolean;
}

/** One thing that rows are compared by. A nullable column is two: whether it is empty, then its value. */
interface Key {
  expression: RawBuilder<unknown>;
  descending: boolean;
  kind: 'text' | 'time' | 'number';
}

const keysOf = (terms: readonly OrderTerm[]): Key[] =>
  terms.flatMap(({ column, nullable, time, number, descending }): Key[] => {
    const kind = time ? 'time' : number ? 'number' : 'text';
    const value: Key = { expression: sql.ref(column), descending, kind };
    if (!nullable) return [value];
    const empty = sql<number>`case when ${sql.ref(column)} is null then 1 else 0 end`;
    return [{ expression: empty, descending: false, kind: 'number' }, value];
  });

/** @param backwards from the last row to the first */
export const orderBy = (query: SelectQuery, terms: readonly OrderTerm[], backwards = false): SelectQuery =>
  terms.reduce(
    (ordered, { column, nullable, descending }) =>
      ordered.orderBy(sql.ref(column), (direction) => {
        const chosen = descending === backwards ? direction.asc() : direction.desc();
        if (!nullable) return chosen;
        return backwards ? chosen.nullsFirst() : chosen.nullsLast();
      }),
    query,
  );

/** Selects what the next cursor is made from. */
export const selectKeys = (query: SelectQuery, terms: readonly OrderTerm[]): SelectQuery =>
  keysOf(terms).reduce(
    (selected, { expression }, index) => selected.select(expression.as(`cursor_${index}`)),
    query,
  );

/** The cursor that continues after this row. It remembers how many rows the whole list has. */
export const cursorAfter = (row: object, terms: readonly OrderTerm[], count = 0): string => {
  const values = keysOf(terms).map(
    (_key, index) => (row as Record<string, unknown>)[`cursor_${index}`] ?? null,
  );
  return Buffer.from(JSON.stringify([count, ...values])).toString('base64url');
};

/**
 * Leaves the rows after a cursor: rows equal in all earlier keys and beyond in one, for each key.
 *
 * @throws HttpError 400 when the cursor is not one of ours for this order.
 */
export const afterCursor = (query: SelectQuery, terms: readonly OrderTerm[], cursor: string): SelectQuery => {
  const keys = keysOf(terms);
  const { values } = readCursor(cursor, keys);
  const equal = ({ expression }: Key, value: unknown): RawBuilder<boolean> =>
    value === null ? sql`${expression} is null` : sql`${expression} = ${value}`;
  const beyond = ({ expression, descending }: Key, value: unknown): RawBuilder<boolean> => {
    if (value === null) return sql`1 = 0`;
    return descending ? sql`${expression} < ${value}` : sql`${expression} > ${value}`;
  };
  const alternatives = keys.map((key, index) => {
    const before = keys.slice(0, index).map((earlier, position) => equal(earlier, values[position]));
    return sql<boolean>`(${sql.join([...before, beyond(key, values[index])], sql` and `)})`;
  });
  return query
    .where(notBefore(keys[0], values[0]))
    .where(sql<boolean>`(${sql.join(alternatives, sql` or `)})`);
};

/**
 * How many rows the list had when it was begun.
 *
 * @throws HttpError 400 as `afterCursor`.
 */
export const readCount = (cursor: string, terms: readonly OrderTerm[]): number =>
  readCursor(cursor, keysOf(terms)).count;

/**
 * Follows from the alternatives, but only as a condition of its own does it let an index on the first key skip what
 * lies before the cursor.
 */
const notBefore = (key: Key | undefined, value: unknown): RawBuilder<boolean> => {
  if (!key || value === null) return sql`1 = 1`;
  return key.descending ? sql`${key.expression} <= ${value}` : sql`${key.expression} >= ${value}`;
};

const readCursor = (cursor: string, keys: readonly Key[]): { count: number; values: unknown[] } => {
  try {
    const content = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
    if (!Array.isArray(content)) throw new Error('not a cursor');
    const [count, ...given] = content as unknown[];
    if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0) throw new Error('no count');
    if (given.length !== keys.length) throw new Error('another order');
    const values = given.map((value, index) => {
      const kind = keys[index]?.kind;
      if (value === null) return value;
      // PostgreSQL would take the type of the column, which may be too small for a number that somebody made up.
      if (kind === 'number' && Number.isSafeInteger(value)) return sql`cast(${value} as bigint)`;
      if (kind === 'number' || typeof value !== 'string') throw new Error('of another type');
      if (kind === 'text') return value;
      const time = new Date(value);
      if (Number.isNaN(time.getTime())) throw new Error('not a time');
      return time;
    });
    return { count, values };
  } catch {
    throw badRequest({
      cursor: ['This cursor does not belong to this list: start again with an empty one.'],
    });
  }
};

import { sql } from 'kysely';
import { dropUnusedJoins } from './drop-unused-joins.ts';
import { afterCursor, orderBy, selectKeys, type OrderTerm } from './keyset.ts';
import type { SelectQuery } from './select-query.ts';

/** The rows of a list and their order. */
export interface List<Row> {
  /** Narrowed by filters and search. */
  query: SelectQuery<Row>;
  /** The same for when the rows are read in their order: filters that most rows pass do not ask for an index. */
  inOrder: SelectQuery<Row>;
  /** Not narrowed. */
  all: SelectQuery<Row>;
  order: readonly OrderTerm[];
  idColumn: string;
}

/** How many rows there are, and which, when they are few. */
export interface Found {
  count: number;
  ids?: readonly unknown[];
}

/** So many rows are found by the filters and then sorted; more are read in their order until a page is full. */
const fewRows = 1000;

/**
 * Counts the rows. What filters leave may be few: then one look finds out both how many they are and which, and it is
 * not the whole table that is read in its order until the page is full.
 */
export const findRows = async <Row>(list: List<Row>): Promise<Found> => {
  if (list.query === list.all) return { count: await countRows(list.query) };
  const few = (await idsOf(list.query, list)
    .limit(fewRows + 1)
    .withPlugin(dropUnusedJoins)
    .execute()) as { id: unknown }[];
  return few.length <= fewRows
    ? { count: few.length, ids: few.map(({ id }) => id) }
    : { count: await countRows(list.query) };
};

export const countRows = async (query: SelectQuery): Promise<number> => {
  const { count } = (await query
    .clearSelect()
    .select(sql<number>`count(*)`.as('count'))
    .withPlugin(dropUnusedJoins)
    .executeTakeFirstOrThrow()) as { count: number };
  return count;
};

/**
 * Some rows of a list in its order, with their cursor keys, in one statement: first their ids, which indexes know,
 * then what the rows show.
 *
 * @throws HttpError 400 when the cursor is not one of this list.
 */
export const readRows = async <Row>(
  list: List<Row>,
  part: { limit: number; offset?: number; cursor?: string; found?: Found },
): Promise<Row[]> => {
  const { order, idColumn, all } = list;
  const { limit, offset = 0, cursor, found } = part;
  if (found?.count === 0) return [];
  const shown = orderBy(selectKeys(all, order), order);
  const id = sql.ref(idColumn);
  if (found?.ids) {
    const few = shown.where(sql<boolean>`${id} in (${sql.join(found.ids)})`);
    return (await few.limit(limit).offset(offset).execute()) as Row[];
  }
  const ids = idsOf(list.inOrder, list);
  // What lies beyond the middle is nearer from the end.
  const isLate = found !== undefined && offset > found.count / 2;
  const taken = isLate ? Math.min(limit, found.count - offset) : limit;
  const skipped = isLate ? found.count - offset - taken : offset;
  const rest = orderBy(cursor ? afterCursor(ids, order, cursor) : ids, order, isLate);
  return (await shown
    .where(sql<boolean>`${id} in (select id from (${rest.limit(taken).offset(skipped)}) as page)`)
    .withPlugin(dropUnusedJoins)
    .execute()) as Row[];
};

const idsOf = <Row>(query: SelectQuery<Row>, { idColumn }: List<Row>): SelectQuery =>
  query.clearSelect().select(sql.ref(idColumn).as('id'));

import { HttpError, notFound } from '@netloom/server-kit';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { afterCursor, cursorAfter, orderBy, selectKeys, type OrderTerm } from './keyset.ts';
import type { SelectQuery } from './select-query.ts';

export interface PageSizes {
  default: number;
  max: number;
}

/** One page of rows and what surrounds them in the answer. */
export interface Page<Row> {
  rows: Row[];
  /** The envelope around the shown rows. */
  wrap(results: unknown[]): Record<string, unknown>;
}

/** Largest page in cursor mode: consoles fetch long lists in few, larger pieces. */
const maximumCursorPage = 500;

/** Query parameters, the last value of each. */
export const queryParameters = (request: FastifyRequest): Map<string, string> =>
  new Map(
    Object.entries(request.query as Record<string, string | string[]>).map(([name, value]) => [
      name,
      Array.isArray(value) ? (value.at(-1) ?? '') : value,
    ]),
  );

/** Cuts the page that the request asks for: by number, or by key when there is a `cursor` parameter. */
export const paginate = async <Row>(
  query: SelectQuery<Row>,
  order: readonly OrderTerm[],
  request: FastifyRequest,
  sizes: PageSizes,
): Promise<Page<Row>> => {
  const parameters = queryParameters(request);
  const size = parameters.get('page_size') ?? '';
  const asked = /^\s*\+?\d{1,15}\s*$/.test(size) ? Number(size) : 0;
  const cursor = parameters.get('cursor');
  if (cursor !== undefined)
    return cursorPage(query, order, cursor, asked > 0 ? Math.min(asked, maximumCursorPage) : sizes.max);
  return numberedPage(
    query,
    order,
    request,
    parameters.get('page') || '1',
    asked > 0 ? Math.min(asked, sizes.max) : sizes.default,
  );
};

export const countRows = async (query: SelectQuery): Promise<number> => {
  const { count } = (await query
    .clearSelect()
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()) as { count: number };
  return count;
};

const numberedPage = async <Row>(
  query: SelectQuery<Row>,
  order: readonly OrderTerm[],
  request: FastifyRequest,
  page: string,
  size: number,
): Promise<Page<Row>> => {
  const count = await countRows(query);
  const last = Math.max(1, Math.ceil(count / size));
  const number = page === 'last' ? last : /^\s*\+?\d{1,9}\s*$/.test(page) ? Number(page) : 0;
  if (number < 1 || number > last) throw notFound('Invalid page.');
  const rows = (await orderBy(query, order)
    .limit(size)
    .offset((number - 1) * size)
    .execute()) as Row[];
  return {
    rows,
    wrap: (results) => ({
      count,
      next: number < last ? pageLink(request, number + 1) : null,
      previous: number > 1 ? pageLink(request, number - 1) : null,
      results,
    }),
  };
};

const cursorPage = async <Row>(
  query: SelectQuery<Row>,
  order: readonly OrderTerm[],
  cursor: string,
  size: number,
): Promise<Page<Row>> => {
  // Counting is the dearest part of a long list: only the first page does it.
  const { query: rest, count } =
    cursor === '' ? { query, count: await countRows(query) } : afterCursor(query, order, cursor);
  const found = (await orderBy(selectKeys(rest, order), order)
    .limit(size + 1)
    .execute()) as Row[];
  const rows = found.slice(0, size);
  const last = rows.at(-1);
  const more = found.length > size && last !== undefined;
  const next = more ? cursorAfter(last as object, order, count) : null;
  return { rows, wrap: (results) => ({ count, next_cursor: next, results }) };
};

/** Absolute URL of another page: all parameters of the request are kept, sorted by name. */
const pageLink = (request: FastifyRequest, page: number): string => {
  const url = URL.parse(request.url, `${request.protocol}://${request.host}`);
  if (!url) throw new HttpError(400, { detail: 'Invalid Host header.' });
  url.searchParams.delete('page');
  if (page > 1) url.searchParams.set('page', String(page));
  url.searchParams.sort();
  return url.href;
};

import { HttpError, notFound } from '@netloom/server-kit';
import type { FastifyRequest } from 'fastify';
import { cursorAfter, readCount } from './keyset.ts';
import { findRows, readRows, type List } from './read-rows.ts';

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
  list: List<Row>,
  request: FastifyRequest,
  sizes: PageSizes,
): Promise<Page<Row>> => {
  const parameters = queryParameters(request);
  const size = parameters.get('page_size') ?? '';
  const asked = /^\s*\+?\d{1,15}\s*$/.test(size) ? Number(size) : 0;
  const cursor = parameters.get('cursor');
  if (cursor !== undefined)
    return cursorPage(list, cursor, asked > 0 ? Math.min(asked, maximumCursorPage) : sizes.max);
  return numberedPage(
    list,
    request,
    parameters.get('page') || '1',
    asked > 0 ? Math.min(asked, sizes.max) : sizes.default,
  );
};

const numberedPage = async <Row>(
  list: List<Row>,
  request: FastifyRequest,
  page: string,
  size: number,
): Promise<Page<Row>> => {
  const found = await findRows(list);
  const { count } = found;
  const last = Math.max(1, Math.ceil(count / size));
  const number = page === 'last' ? last : /^\s*\+?\d{1,9}\s*$/.test(page) ? Number(page) : 0;
  if (number < 1 || number > last) throw notFound('Invalid page.');
  const rows = await readRows(list, { limit: size, offset: (number - 1) * size, found });
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

const cursorPage = async <Row>(list: List<Row>, cursor: string, size: number): Promise<Page<Row>> => {
  // Counting is the dearest part of a long list: only the first page does it.
  const found = cursor === '' ? await findRows(list) : { count: readCount(cursor, list.order) };
  const { count } = found;
  const read = await readRows(list, { limit: size + 1, ...(cursor === '' ? { found } : { cursor }) });
  const rows = read.slice(0, size);
  const last = rows.at(-1);
  const more = read.length > size && last !== undefined;
  const next = more ? cursorAfter(last as object, list.order, count) : null;
  return { rows, wrap: (results) => ({ count, next_cursor: next, results }) };
};

/** Absolute URL of another page: all parameters of the request are kept, sorted by name. */
const pageLink = (request: FastifyRequest, page: number): string => {
  const url = URL.parse(request.url, `${request.protocol}://${request.host}`);
  if (!url) throw new HttpError(400, { detail: 'Invalid Host header.' });
  url.searchParams.delete('page');
  if (page > 1) url.searchParams.set('page', String(page));
  url.searchParams.sort();
  url.search = url.search.replaceAll('*', '%2A').replaceAll('%7E', '~');
  return url.href;
};

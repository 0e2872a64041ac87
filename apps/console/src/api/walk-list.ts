import { listPage, type ListAddress, type Query } from './list-page.ts';
import type { CursorPage } from './page.ts';

/** Most rows that one request may ask for with keyset paging. */
const largestPage = 500;

interface Walk extends ListAddress {
  query: Query;
  signal?: AbortSignal | undefined;
  /** Told after each page: rows so far, rows in all. */
  onProgress?: (done: number, total: number) => void;
}

/** Every row of a list, page by page, in the list's order. Rows created meanwhile may or may not be among them. */
export const walkList = async <Row>({ query, signal, onProgress, ...list }: Walk): Promise<Row[]> => {
  const rows: Row[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: CursorPage<Row> = await listPage(list, { ...query, cursor, page_size: largestPage }, signal);
    rows.push(...page.results);
    onProgress?.(rows.length, page.count);
    cursor = page.next_cursor;
  }
  return rows;
};

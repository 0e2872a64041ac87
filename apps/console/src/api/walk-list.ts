import type { ListPath } from '@netloom/api-client';
import { listPage, type Query } from './list-page.ts';
import type { CursorPage } from './page.ts';

/** Most rows that one request may ask for with keyset paging. */
const largestPage = 500;

interface Walk {
  path: ListPath;
  query: Query;
  signal?: AbortSignal | undefined;
  /** Told after each page: rows so far, rows in all. */
  onProgress?: (done: number, total: number) => void;
}

/** Every row of a list, page by page, in the list's order. Rows created meanwhile may or may not be among them. */
export const walkList = async <Row>({ path, query, signal, onProgress }: Walk): Promise<Row[]> => {
  const rows: Row[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: CursorPage<Row> = await listPage(path, { ...query, cursor, page_size: largestPage }, signal);
    rows.push(...page.results);
    onProgress?.(rows.length, page.count);
    cursor = page.next_cursor;
  }
  return rows;
};

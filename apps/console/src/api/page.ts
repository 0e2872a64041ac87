/** An answer of a list with keyset paging. */
export interface CursorPage<Row> {
  count: number;
  next_cursor: string | null;
  results: Row[];
}

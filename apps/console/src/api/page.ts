/** An answer of a list with keyset paging. */
export interface CursorPage<Row> {
  count: number;
  next_cursor: string | null;
  results: Row[];
}

/** An answer of a list with numbered pages. */
export interface NumberedPage<Row> {
  count: number;
  next: string | null;
  previous: string | null;
  results: Row[];
}

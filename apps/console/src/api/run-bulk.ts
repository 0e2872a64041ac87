import type { Identified } from '../model/identified.ts';
import { api } from './request.ts';

/** One operation on many objects, as the API calls it: `deactivate`, `change` with new values, `delete`. */
export interface BulkOperation {
  action: string;
  params?: Readonly<Record<string, unknown>>;
}

interface BulkResult {
  id: string | number;
  status: 'ok' | 'error';
  detail?: string;
}

export interface Failure<Row> {
  row: Row;
  /** Why, in the server's words. */
  detail: string;
}

/** Objects of one request: few enough to show how far it is. */
const piece = 50;

type Send = (path: string, body: unknown) => Promise<{ results: BulkResult[] }>;

/**
 * Does something to every row and returns those for which it failed. Rows that were not reached because a request
 * failed altogether are among the failures.
 */
export const runBulk = async <Row extends Identified>(
  path: string,
  { action, params = {} }: BulkOperation,
  rows: readonly Row[],
  onProgress: (done: number) => void,
  send: Send = api.post,
): Promise<Failure<Row>[]> => {
  const failures: Failure<Row>[] = [];
  for (let start = 0; start < rows.length; start += piece) {
    const part = rows.slice(start, start + piece);
    const { results } = await send(`${path}bulk/`, { action, ids: part.map(({ id }) => id), params });
    const failed = new Map(
      results.filter(({ status }) => status === 'error').map((each) => [each.id, each.detail ?? '']),
    );
    for (const row of part) {
      const detail = failed.get(row.id);
      if (detail !== undefined) failures.push({ row, detail });
    }
    onProgress(Math.min(rows.length, start + piece));
  }
  return failures;
};

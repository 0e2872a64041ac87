import { unwrap, type paths } from '@netloom/api-client';
import type { Identified } from '../model/identified.ts';
import { api } from './api.ts';

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

/** Operations on many objects of a list. */
export type BulkPath = Extract<keyof paths, `${string}/bulk/`>;

type Send = (path: BulkPath, body: object) => Promise<{ results: BulkResult[] }>;

const post: Send = (path, body) =>
  // Which words an operation is called by differs from list to list: the resources know them.
  unwrap(api.POST(path, { body: body as never }));

/**
 * Does something to every row and returns those for which it failed. Rows that were not reached because a request
 * failed altogether are among the failures.
 */
export const runBulk = async <Row extends Identified>(
  path: BulkPath,
  { action, params = {} }: BulkOperation,
  rows: readonly Row[],
  onProgress: (done: number) => void,
  send: Send = post,
): Promise<Failure<Row>[]> => {
  const failures: Failure<Row>[] = [];
  for (let start = 0; start < rows.length; start += piece) {
    const part = rows.slice(start, start + piece);
    const { results } = await send(path, { action, ids: part.map(({ id }) => id), params });
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

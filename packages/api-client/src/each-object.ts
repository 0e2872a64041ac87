import type { ApiClient } from './create-api-client.ts';
import type { paths } from './schema.ts';
import { unwrap } from './unwrap.ts';

/** A list that can be paged by key. */
interface ListOperation {
  parameters: { query?: { cursor?: string } };
  responses: { 200: { content: { 'application/json': { results: unknown[] } } } };
}

/** Paths with a list. */
export type ListPath = {
  [Path in keyof paths]: paths[Path] extends { get: ListOperation } ? Path : never;
}[keyof paths];

type OperationOf<Path extends ListPath> = paths[Path] extends { get: infer Operation extends ListOperation }
  ? Operation
  : never;

/** What a list shows of each of its objects. */
export type ListItem<Path extends ListPath> =
  OperationOf<Path>['responses'][200]['content']['application/json']['results'][number];

/** Filters, search, ordering and fields of a list. */
export type ListQuery<Path extends ListPath> = Omit<
  NonNullable<OperationOf<Path>['parameters']['query']>,
  'page' | 'page_size' | 'cursor' | 'format'
>;

/** What `fields=` narrows an object to is not known to its type. */
type Found<Path extends ListPath, Query> = Query extends { fields: string }
  ? Partial<ListItem<Path>>
  : ListItem<Path>;

interface Walk<Query> {
  query?: Query;
  /** Ids in the path, where there are any. */
  path?: Readonly<Record<string, string | number>>;
  /** Objects that are fetched at a time, at most 500. */
  pageSize?: number;
  signal?: AbortSignal;
}

interface Page {
  results: unknown[];
  next_cursor?: string | null;
}

type GetPage = (path: ListPath, init: object) => Promise<{ data: Page; error?: never; response: Response }>;

/**
 * Every object of a list, in its order, fetched page by page. Objects that come or go meanwhile may or may not be among
 * them; none comes twice.
 *
 * ```ts
 * for await (const device of eachObject(api, '/api/v1/controller/device/', { query: { ordering: 'name' } }))
 * ```
 *
 * @throws ApiError
 */
export async function* eachObject<Path extends ListPath, Query extends ListQuery<Path> = ListQuery<Path>>(
  api: ApiClient,
  path: Path,
  { query, path: ids, pageSize = 500, signal }: Walk<Query> = {},
): AsyncGenerator<Found<Path, Query>, void, undefined> {
  // The method is typed by one path, and here it is any of them.
  const get = api.GET as unknown as GetPage;
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Page = await unwrap(
      get(path, {
        params: { path: ids, query: { ...query, cursor, page_size: pageSize } },
        ...(signal ? { signal } : {}),
      }),
    );
    yield* page.results as Found<Path, Query>[];
    cursor = page.next_cursor ?? null;
  }
}

import { unwrap, type ListItem, type ListPath, type paths } from '@netloom/api-client';
import { api } from './api.ts';
import type { CursorPage } from './page.ts';

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** Lists whose objects have names, and can be read one by one. */
export type NamedListPath = {
  [Path in ListPath]: ListItem<Path> extends { id: string | number; name: string }
    ? `${Path}{id}/` extends keyof paths
      ? Path
      : never
    : never;
}[ListPath];

export interface Named {
  id: string | number;
  name: string;
}

/** The client's method is typed by one path; here it is any of them. */
const get = api.GET as unknown as (
  path: string,
  init: object,
) => Promise<{ data: unknown; error?: never; response: Response }>;

/** A page of a list by key. Of each row there is what `fields` asks for, which is what `Row` says. */
export const listPage = async <Row>(
  path: ListPath,
  query: Query,
  signal?: AbortSignal,
): Promise<CursorPage<Row>> => (await unwrap(get(path, { params: { query }, signal }))) as CursorPage<Row>;

/** One object of a list, for its name. */
export const readNamed = async (path: NamedListPath, id: string, signal?: AbortSignal): Promise<Named> =>
  (await unwrap(get(`${path}{id}/`, { params: { path: { id } }, signal }))) as Named;

import { createFinalURL, createQuerySerializer, defaultPathSerializer } from 'openapi-fetch';
import type { paths } from './schema.ts';

/** Paths that can be read. */
type ReadablePath = {
  [Path in keyof paths]: paths[Path] extends { get: object } ? Path : never;
}[keyof paths];

interface Parameters {
  /** Ids in the path. */
  path?: Readonly<Record<string, string | number>>;
  query?: Readonly<Record<string, string | number | boolean | undefined>>;
}

/** The address of something that can be read, for links and downloads: `/api/v1/users/user/?format=csv`. */
export const apiAddress = (path: ReadablePath, { path: ids = {}, query = {} }: Parameters = {}): string =>
  createFinalURL(path, {
    baseUrl: '',
    params: { path: ids, query },
    querySerializer: createQuerySerializer(),
    pathSerializer: defaultPathSerializer,
  });

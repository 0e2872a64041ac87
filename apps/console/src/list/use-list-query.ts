import type { ListPath } from '@netloom/api-client';
import type { Identified } from '../model/identified.ts';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { listPage, type Query } from '../api/list-page.ts';

/** Rows of a page: a first screen and some more. */
const pageSize = 100;

interface Options {
  kind: string;
  path: ListPath;
  query: Query;
  fields: readonly string[];
}

/** The rows of a list, page after page as they are needed. */
export const useListQuery = <Row extends Identified>({ kind, path, query, fields }: Options) => {
  const asked = useMemo(() => ({ ...query, fields: [...new Set(fields)].sort().join(',') }), [query, fields]);
  const answer = useInfiniteQuery({
    queryKey: ['list', kind, asked],
    queryFn: ({ pageParam, signal }) =>
      listPage<Row>(path, { ...asked, cursor: pageParam, page_size: pageSize }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    // Live updates keep it fresh; all of its pages again would be much for a glance at another window.
    refetchOnWindowFocus: false,
  });
  const rows = useMemo(() => answer.data?.pages.flatMap(({ results }) => results) ?? [], [answer.data]);
  return { ...answer, rows, count: answer.data?.pages[0]?.count };
};

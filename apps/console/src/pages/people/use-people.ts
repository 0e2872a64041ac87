import { unwrap } from '@netloom/api-client';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import { useLiveMessages } from '../../live/live-context.tsx';

/** Memberships that one question brings; more are shown on request. */
const pageSize = 50;

interface Wanted {
  /** Ids. */
  organization?: string;
  user?: string;
  search?: string;
}

/** Who belongs to an organization, or where a user belongs; kept up to date. */
export const usePeople = ({ organization, user, search = '' }: Wanted) => {
  const client = useQueryClient();
  const people = useInfiniteQuery({
    queryKey: ['people', organization ?? '', user ?? '', search],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/users/membership/', {
          params: {
            query: {
              ...(organization === undefined ? {} : { organization, ordering: 'username' }),
              ...(user === undefined ? {} : { user, ordering: 'organization_name' }),
              ...(search === '' ? {} : { search }),
              cursor: pageParam,
              page_size: pageSize,
            },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
  });
  useLiveMessages((message) => {
    const concerned =
      (message.type === 'reload' && message.kind === 'user') ||
      (message.type === 'changes' && message.changes.some(({ kind }) => kind === 'user'));
    if (concerned) void client.invalidateQueries({ queryKey: ['people'] });
  });
  return {
    ...people,
    memberships: people.data?.pages.flatMap(({ results }) => results) ?? [],
    count: people.data?.pages[0]?.count,
  };
};

/** Asks again for all memberships, and what else tells of them: to be called after each change. */
export const usePeopleChanged = (): (() => Promise<void>) => {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: ['people'] });
    await client.invalidateQueries({ queryKey: ['list', 'user'] });
    await client.invalidateQueries({ queryKey: ['item', 'user'] });
    await client.invalidateQueries({ queryKey: ['item', 'organization'] });
    // Where the person belongs may be what has changed.
    await client.invalidateQueries({ queryKey: ['session'] });
  };
};

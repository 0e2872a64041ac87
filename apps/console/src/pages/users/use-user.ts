import { unwrap, unwrapVersioned } from '@netloom/api-client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import type { KnownUser } from '../../model/user.ts';

/** What the detail does not tell by itself. */
const extraFields = 'has_password,is_owner';

export const useUser = (id: string) =>
  useQuery({
    queryKey: ['item', 'user', id],
    queryFn: async ({ signal }) => {
      const params = { path: { id } };
      const [user, extra] = await Promise.all([
        unwrapVersioned(api.GET('/api/v1/users/user/{id}/', { params, signal })),
        unwrap(
          api.GET('/api/v1/users/user/{id}/', {
            params: { ...params, query: { fields: extraFields } },
            signal,
          }),
        ),
      ]);
      return { ...user, ...extra } as KnownUser;
    },
  });

/** Asks again for everything about a user: to be called after each change. */
export const useUserChanged = (): ((id: string) => Promise<void>) => {
  const client = useQueryClient();
  return async (id) => {
    await client.invalidateQueries({ queryKey: ['item', 'user', id] });
    await client.invalidateQueries({ queryKey: ['list', 'user'] });
    await client.invalidateQueries({ queryKey: ['people'] });
  };
};

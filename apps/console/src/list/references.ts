import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CursorPage } from '../api/page.ts';
import { api, type Query } from '../api/request.ts';
import type { Choice } from '../resource/define-resource.ts';

interface Named {
  id: string;
  name: string;
}

/** Choices that one question brings; more are found by typing. */
const mostChoices = 50;

/** Objects of another list to choose from, by name. */
export const useReferenceChoices = (
  path: string,
  { search = '', query = {}, enabled = true }: { search?: string; query?: Query; enabled?: boolean } = {},
): Choice[] => {
  const { data } = useQuery({
    queryKey: ['choices', path, query, search],
    queryFn: ({ signal }) =>
      api.get<CursorPage<Named>>(
        path,
        {
          ...query,
          fields: 'id,name',
          ordering: 'name',
          cursor: '',
          page_size: mostChoices,
          search: search === '' ? undefined : search,
        },
        signal,
      ),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    enabled,
  });
  return data?.results.map(({ id, name }) => ({ value: id, label: name })) ?? [];
};

/** The name of one object of another list; undefined while it is not known. */
export const useReferenceName = (path: string, id: string | null | undefined): string | undefined => {
  const { data } = useQuery({
    queryKey: ['name', path, id],
    queryFn: ({ signal }) => api.get<Named>(`${path}${id}/`, undefined, signal),
    enabled: typeof id === 'string' && id !== '',
    staleTime: 300_000,
    retry: false,
  });
  return data?.name;
};

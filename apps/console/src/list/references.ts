import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { listPage, readNamed, type Named, type NamedListPath, type Query } from '../api/list-page.ts';
import type { Choice } from '../resource/define-resource.ts';

/** Choices that one question brings; more are found by typing. */
const mostChoices = 50;

/** Objects of another list to choose from, by name. */
export const useReferenceChoices = (
  path: NamedListPath,
  { search = '', query = {}, enabled = true }: { search?: string; query?: Query; enabled?: boolean } = {},
): Choice[] => {
  const { data } = useQuery({
    queryKey: ['choices', path, query, search],
    queryFn: ({ signal }) =>
      listPage<Named>(
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
  return data?.results.map(({ id, name }) => ({ value: String(id), label: name })) ?? [];
};

/** The name of one object of another list; undefined while it is not known. */
export const useReferenceName = (path: NamedListPath, id: string | null | undefined): string | undefined => {
  const { data } = useQuery({
    queryKey: ['name', path, id],
    queryFn: ({ signal }) => readNamed(path, id ?? '', signal),
    enabled: typeof id === 'string' && id !== '',
    staleTime: 300_000,
    retry: false,
  });
  return data?.name;
};

import { useQuery } from '@tanstack/react-query';
import { walkList } from '../api/walk-list.ts';
import type { TemplateRow } from '../model/template.ts';

interface Wanted {
  organization: string;
  /** Any backend where none is given. */
  backend?: string;
}

/** The templates that an object of the organization may have: its own and the shared ones. */
export const useTemplateChoices = ({ organization, backend }: Wanted): TemplateRow[] | undefined => {
  const { data } = useQuery({
    queryKey: ['choices', 'template', backend],
    queryFn: ({ signal }) =>
      walkList<TemplateRow>({
        path: '/api/v1/controller/template/',
        query: { fields: 'id,name,organization,type,backend,default,required', ordering: 'name', backend },
        signal,
      }),
    staleTime: 15_000,
  });
  return data?.filter((template) => template.organization === null || template.organization === organization);
};

/** Required templates come first, whatever order was asked for; among themselves all keep theirs. */
export const requiredFirst = (ids: readonly string[], choices: readonly TemplateRow[]): string[] => {
  const required = new Set(choices.filter((template) => template.required).map(({ id }) => id));
  return [...ids.filter((id) => required.has(id)), ...ids.filter((id) => !required.has(id))];
};

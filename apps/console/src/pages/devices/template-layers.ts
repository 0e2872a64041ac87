import type { JsonObject } from '@netloom/netjson';
import { useQueries } from '@tanstack/react-query';
import { api } from '../../api/request.ts';

/** What a template gives to the devices that have it. */
export interface TemplateLayer {
  id: string;
  name: string;
  config: JsonObject;
  default_values: JsonObject;
}

/** The templates with these ids, in this order; undefined until all are known. */
export const useTemplateLayers = (
  ids: readonly string[],
  enabled: boolean,
): readonly TemplateLayer[] | undefined =>
  useQueries({
    queries: ids.map((id) => ({
      queryKey: ['item', 'template', id, 'layer'],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.get<TemplateLayer>(
          `controller/template/${id}/`,
          { fields: 'id,name,config,default_values' },
          signal,
        ),
      enabled,
      staleTime: 60_000,
    })),
    combine: (answers) => {
      const known = answers.flatMap(({ data }) => (data ? [data] : []));
      return known.length === ids.length ? known : undefined;
    },
  });

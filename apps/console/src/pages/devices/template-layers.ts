import { unwrap } from '@netloom/api-client';
import type { JsonObject } from '@netloom/netjson';
import { useQueries } from '@tanstack/react-query';
import { api } from '../../api/api.ts';

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
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await unwrap(
          api.GET('/api/v1/controller/template/{id}/', {
            params: { path: { id }, query: { fields: 'id,name,config,default_values' } },
            signal,
          }),
        )) as TemplateLayer,
      enabled,
      staleTime: 60_000,
    })),
    combine: (answers) => {
      const known = answers.flatMap(({ data }) => (data ? [data] : []));
      return known.length === ids.length ? known : undefined;
    },
  });

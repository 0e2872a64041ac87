import { unwrap } from '@netloom/api-client';
import type { JsonSchema } from '@netloom/netjson';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/api.ts';

/** The JSON Schema of a backend's configurations; undefined until it is there. */
export const useSchema = (backend: string): { schema: JsonSchema | undefined; error: unknown } => {
  const { data, error } = useQuery({
    queryKey: ['schemas'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/controller/schema/', { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { schema: data?.[backend]?.schema as JsonSchema | undefined, error };
};

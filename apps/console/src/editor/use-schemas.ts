import type { JsonSchema } from '@netloom/netjson';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/request.ts';

type Schemas = Record<string, { label: string; schema: JsonSchema }>;

/** The JSON Schema of a backend's configurations; undefined until it is there. */
export const useSchema = (backend: string): { schema: JsonSchema | undefined; error: unknown } => {
  const { data, error } = useQuery({
    queryKey: ['schemas'],
    queryFn: ({ signal }) => api.get<Schemas>('controller/schema/', undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { schema: data?.[backend]?.schema, error };
};

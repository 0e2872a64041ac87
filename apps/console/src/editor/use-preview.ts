import { useDebouncedValue } from '@mantine/hooks';
import { unwrap } from '@netloom/api-client';
import type { JsonObject } from '@netloom/netjson';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import type { Backend } from '../model/backend.ts';
import { problemsOf, type Problem } from './problem.ts';

/** What the controller makes of a document that is not saved. */
export interface PreviewRequest {
  device?: string;
  template?: string;
  name?: string;
  mac_address?: string;
  organization?: string | null;
  group?: string | null;
  os?: string;
  backend: Backend;
  config: JsonObject;
  context?: JsonObject;
  templates?: string[];
  default_values?: JsonObject;
}

type Outcome = { native: string; problems: [] } | { native: undefined; problems: Problem[] };

interface Preview {
  /** The native configuration, when the document is valid. */
  native: string | undefined;
  problems: readonly Problem[];
  /** True while the last change has not been judged. */
  checking: boolean;
  /** When it could not be judged at all. */
  error: unknown;
}

const judge = async (body: PreviewRequest, signal: AbortSignal): Promise<Outcome> => {
  try {
    const { native } = await unwrap(api.POST('/api/v1/controller/preview/', { body, signal }));
    return { native, problems: [] };
  } catch (error) {
    const problems = problemsOf(error);
    if (problems.length === 0) throw error;
    return { native: undefined, problems };
  }
};

/** Milliseconds without typing before the controller is asked. */
const patience = 350;

/** Asks the controller what a document would give, after each change of it. Nothing is stored. */
export const usePreview = (body: PreviewRequest, enabled: boolean): Preview => {
  const [settled] = useDebouncedValue(body, patience);
  const { data, isFetching, error } = useQuery({
    queryKey: ['preview', settled],
    queryFn: ({ signal }) => judge(settled, signal),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
  });
  const checking = enabled && (isFetching || settled !== body);
  return { native: data?.native, problems: enabled ? (data?.problems ?? []) : [], checking, error };
};

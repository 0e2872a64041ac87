import type { JsonObject } from '@netloom/netjson';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/request.ts';
import { ownPath } from '../../editor/own-path.ts';
import { pathText } from '../../editor/path-text.ts';
import type { Problem } from '../../editor/problem.ts';

interface Layers {
  templates: readonly string[];
  config: JsonObject;
}

/**
 * The problems of a device's configuration with their places in its own part. The controller judges the merged
 * document; what lies in a template keeps its place in words, because no field of this page can mend it.
 */
export const useOwnProblems = (problems: readonly Problem[], { templates, config }: Layers): Problem[] => {
  const { t } = useTranslation();
  const placed = problems.some(({ path }) => path.length > 0);
  const layers = useQueries({
    queries: templates.map((id) => ({
      queryKey: ['item', 'template', id, 'config'],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.get<{ config: JsonObject }>(`controller/template/${id}/`, { fields: 'config' }, signal),
      enabled: placed,
      staleTime: 60_000,
    })),
    combine: (answers) => answers.flatMap(({ data }) => (data ? [data.config] : [])),
  });
  return problems.map((problem) => {
    if (problem.path.length === 0) return problem;
    const path = layers.length === templates.length ? ownPath(problem.path, layers, config) : undefined;
    if (path) return { ...problem, path };
    return {
      path: [],
      message: t('editor.inTemplate', { place: pathText(problem.path), message: problem.message }),
    };
  });
};

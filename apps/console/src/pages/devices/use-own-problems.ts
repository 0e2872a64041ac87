import type { JsonObject } from '@netloom/netjson';
import { useTranslation } from 'react-i18next';
import { ownPath } from '../../editor/own-path.ts';
import { pathText } from '../../editor/path-text.ts';
import type { Problem } from '../../editor/problem.ts';
import { useTemplateLayers } from './template-layers.ts';

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
  const layers = useTemplateLayers(
    templates,
    problems.some(({ path }) => path.length > 0),
  );
  return problems.map((problem) => {
    if (problem.path.length === 0) return problem;
    const path =
      layers &&
      ownPath(
        problem.path,
        layers.map((layer) => layer.config),
        config,
      );
    if (path) return { ...problem, path };
    return {
      path: [],
      message: t('editor.inTemplate', { place: pathText(problem.path), message: problem.message }),
    };
  });
};

import type { JsonObject } from '@netloom/netjson';
import { variableNames } from '../evaluate-variables.ts';
import { documentLeaves } from '../document-leaves.ts';
import { formatJsonPath } from '../json-path.ts';
import type { LintWarning } from './lint-warning.ts';

/** Finds variables that are still in the document after their values were put in. */
export function* findUnresolvedVariables(document: JsonObject): Iterable<LintWarning> {
  for (const { path, value } of documentLeaves(document)) {
    if (typeof value !== 'string' || !value.includes('{{')) continue;
    for (const name of variableNames(value)) {
      yield {
        code: 'unresolved-variable',
        path,
        message: `There is no value for the variable "${name}", which ${formatJsonPath(path)} needs.`,
      };
    }
  }
}

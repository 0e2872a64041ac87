import type { ConfigurationProblem } from '../configuration-error.ts';
import { formatJsonPath } from '../json-path.ts';
import type { SchemaProblem } from './compile-schema.ts';

/**
 * Resolves a violation that is about alternatives into the violations of the alternative that comes closest, each
 * with the path of its own field.
 */
export function explainProblem(problem: SchemaProblem): ConfigurationProblem[] {
  const closest = closestAlternative(problem);
  if (closest !== undefined) return closest.flatMap(explainProblem);
  const { path, keyword, message } = problem;
  return [keyword === undefined ? { path, message } : { path, keyword, message }];
}

/** The violation as one sentence, with the first thing that is wrong with the closest alternative. */
export function summarizeProblem(problem: SchemaProblem): string {
  const [cause] = explainProblem(problem);
  if (cause === undefined || closestAlternative(problem) === undefined) return problem.message;
  const place = formatJsonPath(cause.path.slice(problem.path.length));
  const detail =
    cause.path.length > problem.path.length + 1 ? `${cause.message} (at ${place})` : cause.message;
  return `${problem.message} Closest match: ${detail}`;
}

function closestAlternative(problem: SchemaProblem): readonly SchemaProblem[] | undefined {
  let closest: readonly SchemaProblem[] | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  for (const alternative of problem.alternatives ?? []) {
    const distance = alternative.reduce((sum, part) => sum + distanceOf(part, problem.path.length), 0);
    if (distance >= lowest) continue;
    closest = alternative;
    lowest = distance;
  }
  return closest;
}

/** How strongly a violation speaks against the alternative being the intended one. */
function distanceOf(problem: SchemaProblem, depth: number): number {
  // Fields such as `type`, `mode` and `protocol` tell the alternatives apart.
  if (problem.keyword === 'enum' && problem.path.length === depth + 1) return 100;
  if (problem.keyword === 'not') return 3;
  if (problem.keyword === 'required') return 2;
  return 1;
}

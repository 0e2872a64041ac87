import type { JsonObject } from '@netloom/netjson';
import type { Backend } from './backend.ts';
import { checkFilePaths } from './check-file-paths.ts';
import type { ConfigurationProblem } from './configuration-error.ts';
import { ConfigurationError } from './configuration-error.ts';
import { explainProblem, summarizeProblem } from './schema/explain-problem.ts';
import { schemaCheckOf } from './schema/schema-check-of.ts';

const MAX_PROBLEMS = 100;

/** @throws ConfigurationError for the first rule that the document breaks */
export function validateDocument(backend: Backend, document: JsonObject): void {
  const refused = backend.precheck?.(document);
  if (refused !== undefined) throw refused;
  const schema = schemaCheckOf(backend.schema);
  if (!schema.isValid(document)) {
    for (const problem of schema.problems(document, [])) {
      const message = summarizeProblem(problem);
      throw new ConfigurationError('validation', { ...problem, message }, explainProblem(problem));
    }
  }
  for (const problem of checksBeyondSchema(backend, document))
    throw new ConfigurationError('validation', problem);
}

/** All problems of a document, at most a hundred of them. */
export function findProblems(backend: Backend, document: JsonObject): ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = [...(backend.precheck?.(document)?.problems ?? [])];
  for (const problem of schemaCheckOf(backend.schema).problems(document, [])) {
    problems.push(...explainProblem(problem));
    if (problems.length >= MAX_PROBLEMS) return problems.slice(0, MAX_PROBLEMS);
  }
  for (const problem of checksBeyondSchema(backend, document)) {
    problems.push(problem);
    if (problems.length >= MAX_PROBLEMS) break;
  }
  return problems;
}

function* checksBeyondSchema(backend: Backend, document: JsonObject): Iterable<ConfigurationProblem> {
  yield* checkFilePaths(document);
  yield* backend.check?.(document) ?? [];
}

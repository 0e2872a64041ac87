import type { JsonPath } from './json-path.ts';

/**
 * What went wrong:
 * - `validation`: the document breaks a rule of its backend's schema or one of the checks beyond the schema
 * - `jsonschema`: a radio whose band cannot be told from its settings
 * - `parse`: native input that is neither text nor an archive
 * - `not_implemented`: the backend cannot read native configuration
 * - `type`: an argument of the wrong type, or text that is not JSON
 * - `value`: a value that cannot be converted
 */
export type ConfigurationErrorKind =
  | 'validation'
  | 'jsonschema'
  | 'parse'
  | 'not_implemented'
  | 'type'
  | 'value';

export interface ConfigurationProblem {
  /** Where in the document, outermost first; empty for the document itself. */
  readonly path: JsonPath;
  /** The schema keyword that failed; absent for rules that the schema cannot express. */
  readonly keyword?: string;
  /** A sentence that an operator understands. */
  readonly message: string;
}

/** The only error that this package throws for its input. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly kind: ConfigurationErrorKind;
  readonly path: JsonPath;
  readonly keyword: string | undefined;
  /**
   * The same in more detail. A list entry that fits none of its allowed shapes has one problem for each wrong field
   * of the shape that it comes closest to, with the field's own path.
   */
  readonly problems: readonly ConfigurationProblem[];

  constructor(
    kind: ConfigurationErrorKind,
    problem: ConfigurationProblem,
    problems: readonly ConfigurationProblem[] = [problem],
  ) {
    super(problem.message);
    this.kind = kind;
    this.path = problem.path;
    this.keyword = problem.keyword;
    this.problems = problems;
  }
}

import type { JsonSchema, JsonValue } from '@netloom/netjson';
import type { ConfigurationProblem } from '../configuration-error.ts';
import type { JsonPath } from '../json-path.ts';
import { resolveReference } from './resolve-reference.ts';
import { KEYWORDS } from './schema-keywords.ts';

/** A violation, with what a list of alternatives has to say about it. */
export interface SchemaProblem extends ConfigurationProblem {
  /** For `oneOf` and `anyOf`: the problems of each alternative. */
  readonly alternatives?: readonly (readonly SchemaProblem[])[];
}

export interface SchemaCheck {
  /** Fast answer without details. */
  isValid(value: JsonValue): boolean;
  /** The violations in schema order: keywords as written, properties as declared. */
  problems(value: JsonValue, path: JsonPath): Iterable<SchemaProblem>;
}

/** Turns a sub-schema of the same document into its check. */
export type CompileSchema = (schema: JsonSchema) => SchemaCheck;

/**
 * Prepares a draft-04 schema for checking many documents. References may only point into the schema itself;
 * unknown keywords are ignored. No code is generated, so it works under any content security policy.
 */
export function compileSchema(root: JsonSchema): SchemaCheck {
  const compiled = new Map<JsonSchema, SchemaCheck>();

  function compile(schema: JsonSchema): SchemaCheck {
    const known = compiled.get(schema);
    if (known !== undefined) return known;
    let checks: readonly SchemaCheck[] = [];
    const check: SchemaCheck = {
      isValid: (value) => checks.every((keyword) => keyword.isValid(value)),
      *problems(value, path) {
        for (const keyword of checks) {
          if (!keyword.isValid(value)) yield* keyword.problems(value, path);
        }
      },
    };
    // Registered before its parts are compiled: a schema may contain itself.
    compiled.set(schema, check);
    checks = compileKeywords(schema);
    return check;
  }

  function compileKeywords(schema: JsonSchema): SchemaCheck[] {
    // A reference hides its siblings.
    if (schema.$ref !== undefined) return [compile(resolveReference(root, schema.$ref))];
    return Object.keys(schema).flatMap((name) => KEYWORDS.get(name)?.(schema, compile) ?? []);
  }

  return compile(root);
}

import type { JsonSchema } from '@netloom/netjson';
import type { SchemaCheck } from './compile-schema.ts';
import { compileSchema } from './compile-schema.ts';

const checks = new WeakMap<JsonSchema, SchemaCheck>();

/** The prepared check of a schema; prepared on first use, then kept as long as the schema lives. */
export function schemaCheckOf(schema: JsonSchema): SchemaCheck {
  const known = checks.get(schema);
  if (known !== undefined) return known;
  const check = compileSchema(schema);
  checks.set(schema, check);
  return check;
}

import type { JsonValue } from '@netloom/netjson';
import type { JsonPath } from '../json-path.ts';
import type { SchemaCheck } from './compile-schema.ts';

/** A keyword that judges a value as a whole. */
export function simpleKeyword(
  keyword: string,
  isValid: (value: JsonValue) => boolean,
  rule: (value: JsonValue) => string,
): SchemaCheck[] {
  return [
    {
      isValid,
      problems: (value, path) => [{ path, keyword, message: `${subject(path)} ${rule(value)}.` }],
    },
  ];
}

/** How a message names the value it is about. */
export function subject(path: JsonPath): string {
  const last = path.at(-1);
  if (last === undefined) return 'The configuration';
  if (typeof last === 'string') return `"${last}"`;
  const list = path.at(-2);
  return typeof list === 'string' ? `Entry ${last + 1} of "${list}"` : `Entry ${last + 1}`;
}

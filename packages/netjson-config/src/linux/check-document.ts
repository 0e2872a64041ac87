import type { JsonObject, JsonValue } from '@netloom/netjson';
import type { ConfigurationProblem } from '../configuration-error.ts';
import type { JsonPath } from '../json-path.ts';

/** Rules of Linux configurations that the schema cannot express. */
export function* checkLinuxDocument(document: JsonObject): Iterable<ConfigurationProblem> {
  const { files: _, ...sections } = document;
  yield* checkTexts(sections, []);
}

/** No text of a document may begin a line of its own in a file. */
function* checkTexts(value: JsonValue, path: JsonPath): Iterable<ConfigurationProblem> {
  if (typeof value === 'string') {
    // oxlint-disable-next-line no-control-regex
    if (/[\u0000-\u001f\u007f]/.test(value) || !value.isWellFormed())
      yield { path, message: 'This text has line breaks or control characters, which are not allowed here.' };
  } else if (Array.isArray(value)) {
    for (const [index, member] of value.entries()) yield* checkTexts(member, [...path, index]);
  } else if (value !== null && typeof value === 'object') {
    for (const [key, member] of Object.entries(value)) yield* checkTexts(member, [...path, key]);
  }
}

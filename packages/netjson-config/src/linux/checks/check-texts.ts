import type { JsonObject, JsonValue } from '@netloom/netjson';
import type { ConfigurationProblem } from '../../configuration-error.ts';
import type { JsonPath } from '../../json-path.ts';

// Everything below the blank, and delete.
// oxlint-disable-next-line no-control-regex
const REFUSED = /[\u0000-\u001f\u007f]/;

/** Sections with texts of several lines: files, and keys that become files. What follows a directive is checked there. */
const LONG_TEXTS = ['files', 'openvpn'];

/** No text of a document may begin a line of its own in a file of settings. */
export function* checkTexts(document: JsonObject): Iterable<ConfigurationProblem> {
  for (const [section, value] of Object.entries(document)) {
    if (!LONG_TEXTS.includes(section)) yield* checkValue(value, [section]);
  }
}

function* checkValue(value: JsonValue, path: JsonPath): Iterable<ConfigurationProblem> {
  if (typeof value === 'string') {
    if (REFUSED.test(value) || !value.isWellFormed())
      yield { path, message: 'This text has line breaks or control characters, which are not allowed here.' };
  } else if (Array.isArray(value)) {
    for (const [index, member] of value.entries()) yield* checkValue(member, [...path, index]);
  } else if (value !== null && typeof value === 'object') {
    for (const [key, member] of Object.entries(value)) yield* checkValue(member, [...path, key]);
  }
}

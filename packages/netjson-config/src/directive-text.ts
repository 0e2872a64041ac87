import type { JsonValue } from '@netloom/netjson';
import { conversionError } from './conversion-error.ts';
import type { JsonPath } from './json-path.ts';
import { pythonText } from './python/python-text.ts';

/**
 * A value as the rest of a line, in formats that have no way to escape a line break: behind it the value would
 * become a directive of its own.
 *
 * @param path where the value stands in the document
 * @throws ConfigurationError of kind `value`
 */
export function directiveText(value: JsonValue, path: JsonPath): string {
  const text = pythonText(value);
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000\r\n]/.test(text)) throw conversionError(path, 'A line break is not allowed in this value');
  return text;
}

import { ConfigurationError } from './configuration-error.ts';
import type { JsonPath } from './json-path.ts';
import { formatJsonPath } from './json-path.ts';

/**
 * For a value that the schema accepts and that still cannot be converted. The error is about the document as a
 * whole, its problem about the value.
 *
 * @param sentence without its full stop
 */
export function conversionError(path: JsonPath, sentence: string): ConfigurationError {
  const message = `${sentence} (at ${formatJsonPath(path)}).`;
  return new ConfigurationError('value', { path: [], message }, [{ path, message }]);
}

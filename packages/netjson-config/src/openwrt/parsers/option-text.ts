import type { JsonObject, JsonValue } from '@netloom/netjson';
import { ConfigurationError } from '../../configuration-error.ts';

/**
 * An option as text; undefined when it is absent or empty.
 *
 * @throws ConfigurationError of kind `value` for a list
 */
export function optionText(options: JsonObject, key: string): string | undefined {
  const value = options[key];
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw new ConfigurationError('value', {
    path: [],
    message: `The option "${key}" must have a single value.`,
  });
}

/** The same, for an option that must be there. @throws ConfigurationError of kind `value` */
export function requireOption(
  block: { readonly name: string; readonly options: JsonObject },
  key: string,
): string {
  const text = optionText(block.options, key);
  if (text !== undefined) return text;
  throw new ConfigurationError('value', {
    path: [],
    message: `The block "${block.name}" lacks the option "${key}".`,
  });
}

/** The words of an option: the members of a list, or text split at blanks. */
export function optionWords(value: JsonValue | undefined): string[] {
  if (Array.isArray(value)) return value.filter((member) => typeof member === 'string');
  return typeof value === 'string' ? value.split(/\s+/).filter((word) => word !== '') : [];
}

import type { JsonObject, JsonSchemaType, JsonValue } from '@netloom/netjson';
import { ConfigurationError } from './configuration-error.ts';
import type { OptionTypes } from './schema/option-types.ts';

const WHOLE_NUMBER = /^[+-]?[0-9]+$/;

/**
 * Native configuration knows only text; the schema tells which texts are numbers and flags. Options that it does not
 * know stay text.
 *
 * @throws ConfigurationError of kind `value` for a text that should be a number
 */
export function castOptions(options: JsonObject, types: OptionTypes): JsonObject {
  const cast: JsonObject = {};
  for (const [key, value] of Object.entries(options)) cast[key] = castValue(key, value, types.get(key));
  return cast;
}

function castValue(key: string, value: JsonValue, type: JsonSchemaType | undefined): JsonValue {
  if (type === 'boolean' && typeof value !== 'boolean') return castBoolean(value);
  return type === 'integer' && typeof value === 'string' ? castInteger(key, value) : value;
}

/** A flag is set when its text is `1`, whatever else it may say. */
export function castBoolean(text: JsonValue | undefined): boolean {
  return text === '1';
}

/** The whole number that a text stands for; undefined when it is none, or too large to be exact. */
export function parseInteger(text: JsonValue | undefined): number | undefined {
  const digits = typeof text === 'string' ? text.trim() : '';
  const number = WHOLE_NUMBER.test(digits) ? Number(digits) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}

/**
 * @param key the option that the text belongs to
 * @throws ConfigurationError of kind `value`, or of kind `type` when there is no text
 */
export function castInteger(key: string, text: JsonValue | undefined): number {
  const number = parseInteger(text);
  if (number !== undefined) return number;
  const got = text === undefined ? 'but it is missing' : `not ${JSON.stringify(text)}`;
  throw new ConfigurationError(typeof text === 'string' ? 'value' : 'type', {
    path: [],
    message: `The option "${key}" must be a whole number, ${got}.`,
  });
}

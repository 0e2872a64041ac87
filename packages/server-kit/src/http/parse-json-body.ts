import { HttpError } from './http-error.ts';

/** A number of so many digits may be too large for JavaScript to hold exactly. */
const longNumber = /\d{16}/;

/**
 * The value of a JSON body, with the error text of the contract. A body of no bytes counts as `{}`.
 *
 * Integers that are too large for JavaScript would lose digits: directly in the object of the body they become the text
 * of their digits, so that a field for texts gets what was sent. A field for numbers refuses them either way.
 *
 * @throws HttpError 400 for what is no JSON, or no UTF-8.
 */
export const parseJsonBody = (body: Buffer): unknown => {
  if (body.length === 0) return {};
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    return longNumber.test(text) ? parseWithLongNumbers(text) : JSON.parse(text);
  } catch (error) {
    throw new HttpError(400, { detail: `JSON parse error - ${reasonOf(error)}` });
  }
};

const reasonOf = (error: unknown): string => {
  if (error instanceof SyntaxError) return error.message;
  // The stack has an end.
  return error instanceof RangeError ? 'the body is nested too deeply' : 'the body is not valid UTF-8';
};

type Reviver = (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown;

const parseWithLongNumbers = (text: string): unknown => {
  const long: { holder: unknown; key: string; source: string }[] = [];
  const note: Reviver = function (key, value, { source = '' }) {
    if (typeof value === 'number' && /^-?\d+$/.test(source) && !Number.isSafeInteger(value))
      long.push({ holder: this, key, source });
    return value;
  };
  // The type of the standard library does not know of the third parameter yet.
  const parsed = JSON.parse(text, note as (this: unknown, key: string, value: unknown) => unknown) as unknown;
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return parsed;
  for (const { holder, key, source } of long) {
    if (holder === parsed) Object.defineProperty(parsed, key, { value: source });
  }
  return parsed;
};

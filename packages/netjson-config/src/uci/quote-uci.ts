import { ConfigurationError } from '../configuration-error.ts';
import { isUciText } from './uci-text.ts';

/**
 * A text between single quotes, with `'\''` for a quote inside: one value for `uci`, and one word for a POSIX shell.
 *
 * @throws ConfigurationError of kind `value` for control characters, which `uci` does not accept
 */
export function quoteUci(text: string): string {
  if (!isUciText(text)) {
    throw new ConfigurationError('value', {
      path: [],
      message: `The value ${JSON.stringify(text.slice(0, 60))} has control characters, which devices do not accept.`,
    });
  }
  return `'${text.includes("'") ? text.replaceAll("'", String.raw`'\''`) : text}'`;
}

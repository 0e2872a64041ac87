const SINGLE_QUOTE = "'";
const ESCAPED_QUOTE = String.raw`'\''`;

/** A value that begins with a quote, and where it ends. */
export interface QuotedValue {
  readonly value: string;
  /** Position after the closing quote. */
  readonly end: number;
}

/**
 * Reads a value in the form in which `uci` writes it: between single quotes, with `'\''` for a quote inside. It may
 * span lines.
 *
 * @param start position of the opening quote
 */
export function readQuoted(text: string, start: number): QuotedValue | undefined {
  if (text[start] !== SINGLE_QUOTE) return undefined;
  let end = text.indexOf(SINGLE_QUOTE, start + 1);
  let hasQuotes = false;
  while (end !== -1 && text.startsWith(ESCAPED_QUOTE, end)) {
    hasQuotes = true;
    end = text.indexOf(SINGLE_QUOTE, end + ESCAPED_QUOTE.length);
  }
  if (end === -1) return undefined;
  const value = text.slice(start + 1, end);
  return { value: hasQuotes ? value.replaceAll(ESCAPED_QUOTE, SINGLE_QUOTE) : value, end: end + 1 };
}

/**
 * The meaning of a word or a value. One that is quoted as a whole is read as `uci` does; in all others, such as
 * `'it''s'`, the quotes are simply left out.
 */
export function unquote(text: string): string {
  const quoted = readQuoted(text, 0);
  if (quoted?.end === text.length) return quoted.value;
  if (isDoubleQuoted(text)) return text.slice(1, -1).replaceAll(/\\(.)/gs, '$1');
  return text.replaceAll(/['"]/g, '');
}

/** True when the first quote ends with the text. (A regular expression would run out of stack on long values.) */
function isDoubleQuoted(text: string): boolean {
  if (text[0] !== '"') return false;
  let position = 1;
  while (position < text.length && text[position] !== '"') position += text[position] === '\\' ? 2 : 1;
  return position === text.length - 1;
}

/** A number that was typed; the text itself for anything else, such as a variable (`{{ channel }}`). */
export const parseNumber = (text: string): number | string => {
  const trimmed = text.trim();
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : text;
};

/** True for a text that variables will be put into. */
export const hasVariable = (value: unknown): value is string =>
  typeof value === 'string' && /\{\{\s*\w+\s*\}\}/.test(value);

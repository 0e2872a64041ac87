import { isLanguage, languages, type Language } from './languages.ts';

/** Browsers send a few dozen characters. What is longer is not read at all. */
const longestHeader = 1000;

/** `de-AT;q=0.8` (RFC 9110, section 12.5.4): a language with its kinds, or `*`, and how much it is wanted. */
const range =
  /^(?<base>\*|[a-z]{1,8})(?:-[a-z0-9]{1,8})*(?:\s*;\s*q=(?<quality>0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/i;

/**
 * The language that fits an `Accept-Language` header best: of those that are wanted most, the first one. Every kind of
 * a language stands for the language (`de-AT` for `de`), and `*` for all that are not named. `otherwise` is the answer
 * to a header that names none that there is.
 */
export const negotiateLanguage = (header: string | undefined, otherwise: Language): Language => {
  if (header === undefined || header.length > longestHeader) return otherwise;
  const ranges = header.split(',').flatMap(readRange);
  const named = new Set(ranges.map(({ base }) => base));
  const isFree = (language: Language): boolean => !named.has(language);
  // Sorting keeps the order of what is wanted equally.
  for (const { base, quality } of ranges.toSorted((left, right) => right.quality - left.quality)) {
    if (quality === 0) break;
    if (isLanguage(base)) return base;
    const free = base === '*' ? [otherwise, ...languages].find(isFree) : undefined;
    if (free) return free;
  }
  return otherwise;
};

const readRange = (text: string): { base: string; quality: number }[] => {
  const { base, quality = '1' } = range.exec(text.trim())?.groups ?? {};
  return base === undefined ? [] : [{ base: base.toLowerCase(), quality: Number(quality) }];
};

import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Longer texts hold no number (E.164 allows 15 digits) and only cost time. */
const longest = 40;

/**
 * The phone number in what somebody wrote, in E.164 (`+393471234567`). Spaces, dashes, brackets, a word before it and
 * an extension behind it do no harm: `tel:+39 347 123-4567 ext. 5`. Undefined when there is none with a country prefix
 * that can exist.
 */
export const findPhoneNumber = (text: string): string | undefined => {
  if (text.length > longest) return undefined;
  // Full-width digits and signs become the usual ones.
  const parsed = parsePhoneNumberFromString(text.normalize('NFKC'));
  return parsed?.isValid() ? parsed.number : undefined;
};

/** The same of a text that is a number and nothing else: login names may be e-mail addresses with digits in them. */
const parsePhoneNumber = (text: string): string | undefined => {
  if (text.length > longest) return undefined;
  const parsed = parsePhoneNumberFromString(text, { extract: false });
  return parsed?.isValid() && parsed.ext === undefined ? parsed.number : undefined;
};

/**
 * The numbers that a login name may mean: as given, and behind each of the prefixes that logins may leave out, with
 * and without one leading zero (REST conventions, section 4.5). Most texts mean none.
 */
export const phoneNumberCandidates = (identifier: string, prefixes: readonly string[]): string[] => {
  const local = [identifier, ...(identifier.startsWith('0') ? [identifier.slice(1)] : [])];
  const spellings = [
    identifier,
    ...prefixes.flatMap((prefix) => local.map((number) => `${prefix}${number}`)),
  ];
  return [...new Set(spellings.flatMap((spelling) => parsePhoneNumber(spelling) ?? []))];
};

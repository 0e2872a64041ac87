import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * A phone number in E.164 (`+393471234567`); spaces, dashes and brackets may be mixed in. Undefined when it has no
 * country prefix or cannot exist.
 */
export const parsePhoneNumber = (text: string): string | undefined => {
  // Longer texts cannot be numbers (E.164 allows 15 digits) and only cost time.
  if (text.length > 40) return undefined;
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

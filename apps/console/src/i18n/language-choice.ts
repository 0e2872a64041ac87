import { isLanguage, languages, type Language } from './languages.ts';

/** Where this browser keeps what was chosen in it. */
const storageKey = 'netloom.language';

/** What was chosen in this browser; null: nothing. */
export const storedLanguage = (): Language | null => {
  try {
    const stored = localStorage.getItem(storageKey);
    return isLanguage(stored) ? stored : null;
  } catch {
    // Storage may be forbidden.
    return null;
  }
};

export const storeLanguage = (language: Language | null): void => {
  try {
    if (language === null) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, language);
  } catch {
    // It is then forgotten with the page.
  }
};

const baseOf = (tag: string): string => tag.split('-')[0]?.toLowerCase() ?? '';

/** The first language of the browser that the console speaks. */
export const browserLanguage = (tags: readonly string[]): Language =>
  tags.map(baseOf).find(isLanguage) ?? languages[0] ?? 'en';

/** The person's own kind of a language, which decides how dates and numbers are written: `de-CH` for `de`. */
export const regionalTag = (language: Language, tags: readonly string[]): string =>
  tags.find((tag) => baseOf(tag) === language) ?? language;

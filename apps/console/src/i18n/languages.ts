import type { Catalogue } from './catalogue.ts';

interface Texts {
  texts: Catalogue;
}

/**
 * The languages of the console, and where their texts are. `start` is what the first page needs; `pages` comes with the
 * first other page.
 */
const catalogues = {
  en: { start: () => import('./en/start.ts'), pages: () => import('./en/pages.ts') },
  de: { start: () => import('./de/start.ts'), pages: () => import('./de/pages.ts') },
} as const satisfies Record<string, Record<string, () => Promise<Texts>>>;

export type Language = keyof typeof catalogues;
export type CataloguePart = keyof (typeof catalogues)[Language];

export const languages = Object.keys(catalogues) as Language[];

export const isLanguage = (text: unknown): text is Language => languages.some((each) => each === text);

/** Each language in its own words: whoever looks for it may not understand any other. */
export const languageName = (language: Language): string =>
  new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;

export const loadTexts = async (language: Language, part: CataloguePart): Promise<Catalogue> =>
  (await catalogues[language][part]()).texts;

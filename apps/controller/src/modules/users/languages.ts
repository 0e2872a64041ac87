/** The languages that people may choose: those that the console speaks. */
export const languages = ['en', 'de'] as const;

export type Language = (typeof languages)[number];

/** For whoever has chosen none. */
export const defaultLanguage: Language = 'en';

/** The languages of the console, of mails and of pages: people may choose one of them. */
export const languages = ['en', 'de'] as const;

export type Language = (typeof languages)[number];

export const isLanguage = (text: unknown): text is Language => languages.some((each) => each === text);

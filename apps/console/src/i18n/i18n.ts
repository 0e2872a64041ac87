import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { english } from './en/english.ts';

const languages = { en: { translation: english } };

/** The person's own kind of the first language that there is a catalogue for: `en-GB` writes dates in its own way. */
const preferred = (): string =>
  navigator.languages.find((language) => (language.split('-')[0] ?? '') in languages) ?? 'en';

/** All texts of the console. Another language is another catalogue of the same shape in `resources`. */
export const startTranslations = async (): Promise<void> => {
  await i18next.use(initReactI18next).init({
    resources: languages,
    lng: preferred(),
    fallbackLng: 'en',
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = i18next.language;
};

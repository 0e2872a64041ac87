import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { english } from './en/english.ts';

/** All texts of the console. Another language is another catalogue of the same shape in `resources`. */
export const startTranslations = async (): Promise<void> => {
  await i18next.use(initReactI18next).init({
    resources: { en: { translation: english } },
    lng: 'en',
    fallbackLng: 'en',
    interpolation: { escapeValue: false },
  });
};

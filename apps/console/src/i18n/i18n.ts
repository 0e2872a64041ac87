import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { browserLanguage, regionalTag, storedLanguage } from './language-choice.ts';
import { loadTexts, type CataloguePart, type Language } from './languages.ts';

const namespace = 'translation';

let shown: Language = 'en';

/** The language that everything is shown in. */
export const shownLanguage = (): Language => shown;

const loaded = new Set<string>();
const parts = new Set<CataloguePart>(['start']);

const load = async (language: Language, part: CataloguePart): Promise<void> => {
  const name = `${language} ${part}`;
  if (loaded.has(name)) return;
  i18next.addResourceBundle(language, namespace, await loadTexts(language, part), true);
  loaded.add(name);
};

/** Shows everything in what the person chose; null: in what was chosen in this browser, or else what the browser says. */
export const showLanguage = async (chosen: Language | null): Promise<void> => {
  const language = chosen ?? storedLanguage() ?? browserLanguage(navigator.languages);
  shown = language;
  await Promise.all([...parts].map((part) => load(language, part)));
  // Somebody was quicker with another choice.
  if (shown !== language) return;
  const tag = regionalTag(language, navigator.languages);
  if (tag !== i18next.language) await i18next.changeLanguage(tag);
  document.documentElement.lang = tag;
};

/** Texts of all pages but the first one: to be there before any of these is shown. */
export const loadPageTexts = async (): Promise<void> => {
  parts.add('pages');
  await load(shown, 'pages');
};

/** To be done before anything is shown. */
export const startTranslations = async (): Promise<void> => {
  await i18next.use(initReactI18next).init({
    resources: {},
    defaultNS: namespace,
    // Every language is complete, a test sees to it.
    fallbackLng: false,
    interpolation: { escapeValue: false },
    saveMissing: true,
    missingKeyHandler: (_languages, _namespace, key) => reportError(new Error(`no text: ${key}`)),
  });
  await showLanguage(null);
};

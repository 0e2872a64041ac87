import type { Language } from '../../../platform/languages.ts';
import { englishPages } from './english-pages.ts';
import { germanPages } from './german-pages.ts';
import type { PageTexts } from './page-texts.ts';

export const pagesByLanguage: Readonly<Record<Language, PageTexts>> = { en: englishPages, de: germanPages };

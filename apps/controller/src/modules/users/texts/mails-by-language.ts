import type { Language } from '../../../platform/languages.ts';
import { englishMails } from './english-mails.ts';
import { germanMails } from './german-mails.ts';
import type { MailTexts } from './mail-texts.ts';

export const mailsByLanguage: Readonly<Record<Language, MailTexts>> = { en: englishMails, de: germanMails };

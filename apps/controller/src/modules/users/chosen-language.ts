import { isLanguage, type Language } from '../../platform/languages.ts';

/** The first of these choices of people that is a language there is; `otherwise` when none of them has chosen one. */
export const chosenLanguage = (otherwise: Language, ...choices: readonly string[]): Language =>
  choices.find(isLanguage) ?? otherwise;

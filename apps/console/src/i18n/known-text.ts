import i18next from 'i18next';

/** A text whose name comes from the controller; `otherwise` for what this console has no words for. */
export const knownText = (name: string, otherwise: string): string =>
  i18next.exists(name) ? (i18next.t as (name: string) => string)(name) : otherwise;

import type { FastifyRequest } from 'fastify';
import { isLanguage, type Language } from '../../../platform/languages.ts';
import { negotiateLanguage } from '../../../platform/negotiate-language.ts';
import { chosenLanguage } from '../chosen-language.ts';

/** In which language the page speaks that answers a request. */
export interface PageLanguages {
  /** What the person has chosen, else what the address or the browser asks for, else the one of the installation. */
  of(request: FastifyRequest): Language;
  /** The page is about this person, whose column `language` this is. */
  speakTo(request: FastifyRequest, chosen: string): void;
  /** The address of the page that comes next: it goes on in the language of this one. */
  onward(request: FastifyRequest, path: string): string;
}

/** `otherwise` is for whoever has chosen no language and whose browser asks for none that there is. */
export const createPageLanguages = (otherwise: Language): PageLanguages => {
  const known = new WeakMap<FastifyRequest, Language>();
  const ofBrowser = ({ headers }: FastifyRequest): Language =>
    negotiateLanguage(headers['accept-language'], otherwise);
  const of = (request: FastifyRequest): Language => {
    const { language } = request.query as { language?: unknown };
    return known.get(request) ?? (isLanguage(language) ? language : ofBrowser(request));
  };
  return {
    of,
    speakTo: (request, chosen) => {
      known.set(request, chosenLanguage(of(request), chosen));
    },
    // A page that says "done" does not know who has done it.
    onward: (request, path) =>
      of(request) === ofBrowser(request) ? path : `${path}?language=${of(request)}`,
  };
};

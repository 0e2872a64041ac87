import { ApiError, NoAnswer } from '@netloom/api-client';
import type { TFunction } from 'i18next';
import { serverText } from '../i18n/server-text.ts';

/** What happened, what it means, and what to do. */
export interface ErrorDescription {
  title: string;
  meaning: string;
  advice: string;
  /** Whether trying again may help. */
  retry: boolean;
}

const kindOf = (status: number) => {
  if (status === 400) return 'invalid';
  if (status === 401) return 'loggedOut';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'notFound';
  if (status === 409 || status === 412) return 'conflict';
  if (status === 429) return 'busy';
  return status === 503 ? 'unavailable' : 'server';
};

/** The server's own words about the whole request, if it said any. */
const said = ({ fields }: ApiError): string => (fields[''] ?? []).map(serverText).join(' ');

export const describeError = (error: unknown, t: TFunction): ErrorDescription => {
  if (error instanceof NoAnswer) {
    return {
      title: t('error.offline.title'),
      meaning: t('error.offline.meaning'),
      advice: t('error.offline.advice'),
      retry: true,
    };
  }
  if (!(error instanceof ApiError)) {
    return {
      title: t('error.console.title'),
      meaning: t('error.console.meaning'),
      advice: t('error.console.advice'),
      retry: true,
    };
  }
  const kind = kindOf(error.status);
  const meaning = t(`error.${kind}.meaning`);
  const words = ['notFound', 'server', 'conflict'].includes(kind) ? '' : said(error);
  return {
    title: t(`error.${kind}.title`),
    meaning: words === '' ? meaning : words,
    advice: t(`error.${kind}.advice`),
    retry: !['forbidden', 'notFound', 'invalid'].includes(kind),
  };
};

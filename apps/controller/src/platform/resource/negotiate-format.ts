import { HttpError, notFound } from '@netloom/server-kit';
import type { FastifyRequest } from 'fastify';
import { queryParameters } from './paginate.ts';

/** How an answer may be written, by the word that `?format=` knows it by. */
export const formatTypes = {
  json: 'application/json',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export type Format = keyof typeof formatTypes;

/** What a route can answer with. */
export interface Offer {
  formats: readonly Format[];
  /** Media types besides those of the formats: what an operation answers with by itself. */
  mediaTypes?: readonly string[];
}

/**
 * The format of the answer: what `?format=` names, otherwise JSON. `format=api` is taken for `json`, and so is a
 * browser that asks for a page: the console is the browsable view of this API.
 *
 * @throws HttpError 404 for a format that the route does not have, 406 when the `Accept` header leaves nothing.
 */
export const negotiateFormat = (request: FastifyRequest, offer: Offer): Format => {
  const asked = queryParameters(request).get('format') ?? '';
  if (asked !== '' && asked !== 'api') {
    const format = offer.formats.find((word) => word === asked);
    if (format === undefined) throw notFound();
    return format;
  }
  const { accept } = request.headers;
  const types = [formatTypes.json, 'text/html', ...(offer.mediaTypes ?? [])];
  if (accept === undefined || accept.trim() === '' || types.some((type) => accepts(accept, type)))
    return 'json';
  throw new HttpError(406, { detail: 'Could not satisfy the request Accept header.' });
};

/** True when one of the header's ranges takes this media type. Which one is preferred does not matter here. */
const accepts = (accept: string, type: string): boolean => {
  const [wantedMain, wantedSub] = type.split('/');
  return accept.split(',').some((range) => {
    const [main = '', sub = '*'] = (range.split(';')[0] ?? '').trim().toLowerCase().split('/');
    return (main === '*' || main === wantedMain) && (sub === '*' || sub === wantedSub);
  });
};

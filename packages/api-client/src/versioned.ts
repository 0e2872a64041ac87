import { unwrap } from './unwrap.ts';

/** An object and the name of its version, to be changed later. */
export type Versioned<Object> = Object & { etag: string | undefined };

/**
 * The object of a successful answer with the name of its version: see `unlessChangedSince`.
 *
 * @throws ApiError for every answer that is no success.
 */
export const unwrapVersioned = async <Given extends { data?: unknown; error?: unknown; response: Response }>(
  answer: Promise<Given>,
): Promise<Versioned<Extract<Given, { error?: never }>['data']>> => {
  const { response } = await answer;
  const object = await unwrap(answer);
  return { ...(object as object), etag: response.headers.get('etag') ?? undefined } as Versioned<
    Extract<Given, { error?: never }>['data']
  >;
};

/** The header that refuses a change (412) when the object is no longer the version that was seen. */
export const unlessChangedSince = (etag: string | undefined): { 'if-match'?: string } =>
  etag === undefined ? {} : { 'if-match': etag };

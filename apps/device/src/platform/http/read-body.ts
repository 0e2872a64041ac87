import type { FastifyRequest } from 'fastify';
import { detailError } from './answer-error.ts';
import { findJsonFault } from './json-fault.ts';

/** The body of a request as it was received; empty when there is none. */
export const bodyBytes = (request: FastifyRequest): Uint8Array =>
  request.body instanceof Uint8Array ? request.body : new Uint8Array();

/** Not sent at all, which is another fault than any value. */
export const noBody = Symbol('no body');

/**
 * The JSON value of a body. A media type that is not JSON leaves the text as it is: the operation's model refuses it.
 *
 * @throws AnswerError 422 for what is no JSON.
 */
export const parseBody = (request: FastifyRequest): unknown => {
  const bytes = bodyBytes(request);
  if (bytes.length === 0) return noBody;
  const text = new TextDecoder().decode(bytes);
  if (!isJson(request.headers['content-type'])) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const { offset, message } = findJsonFault(text);
    throw detailError(422, [
      {
        type: 'json_invalid',
        loc: ['body', offset],
        msg: 'JSON decode error',
        input: {},
        ctx: { error: message },
      },
    ]);
  }
};

const isJson = (contentType: string | undefined): boolean =>
  contentType === undefined || /^application\/([^;\s]+\+)?json\s*(;|$)/i.test(contentType);

import type { FastifyRequest } from 'fastify';
import { detailError, type AnswerError } from './answer-error.ts';
import { findJsonFault } from './json-fault.ts';

/** The body of a request as it was received; empty when there is none. */
export const bodyBytes = (request: FastifyRequest): Uint8Array =>
  request.body instanceof Uint8Array ? request.body : new Uint8Array();

/** Not sent at all, which is another fault than any value. */
export const noBody = Symbol('no body');

/** Bytes that are no text. Refused only when it is known who calls: nobody can have signed them. */
export const noText = Symbol('no text');

/** A body that cannot be read at all, for whatever reason. */
export const unreadableBody = (): AnswerError => detailError(400, 'There was an error parsing the body');

/**
 * The JSON value of a body. A media type that is not JSON leaves the text as it is: the operation's model refuses it.
 *
 * @throws AnswerError 422 for what is no JSON, 400 for what is nested too deeply.
 */
export const parseBody = (request: FastifyRequest): unknown => {
  const bytes = bodyBytes(request);
  if (bytes.length === 0) return noBody;
  const text = decodeText(bytes);
  if (text === undefined) return noText;
  if (!isJson(request.headers['content-type'])) return text;
  const value = parseJson(text);
  if (isNestedDeeply(value)) throw unreadableBody();
  return value;
};

const decodeText = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const parseJson = (text: string): unknown => {
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

const deepest = 100;

/** A parser stands any depth, but what writes a value back into an answer does not. */
const isNestedDeeply = (value: unknown): boolean => {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= deepest; depth++) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
    if (level.length === 0) return false;
  }
  return true;
};

const isJson = (contentType: string | undefined): boolean =>
  contentType === undefined || /^application\/([^;\s]+\+)?json\s*(;|$)/i.test(contentType);

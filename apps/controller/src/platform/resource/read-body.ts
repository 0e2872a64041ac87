import { badRequest, HttpError } from '@netloom/server-kit';
import '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { typeName } from './fields.ts';

/** A request's body as an object, and whether it came from a form. */
export interface Body {
  values: Readonly<Record<string, unknown>>;
  isForm: boolean;
}

/**
 * The body of a write, from JSON, a URL-encoded form or a multipart form. In forms, dotted keys make nested objects
 * and a repeated key makes a list.
 *
 * @throws HttpError 400 when the body is no object.
 */
export const readBody = async (request: FastifyRequest): Promise<Body> => {
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data'))
    return { values: nest(await readMultipart(request)), isForm: true };
  const { body } = request;
  if (body === undefined) return { values: {}, isForm: false };
  if (body === null) throw badRequest({ non_field_errors: ['No data provided'] });
  if (typeof body !== 'object' || Array.isArray(body)) {
    throw badRequest({
      non_field_errors: [`Invalid data. Expected a dictionary, but got ${typeName(body)}.`],
    });
  }
  const isForm = type.startsWith('application/x-www-form-urlencoded');
  const values = body as Record<string, unknown>;
  return { values: isForm ? nest(values) : values, isForm };
};

const readMultipart = async (request: FastifyRequest): Promise<Record<string, unknown>> => {
  const values: Record<string, unknown> = {};
  for await (const part of request.parts()) {
    if (part.type === 'file')
      throw new HttpError(400, { [part.fieldname]: ['This field does not take a file.'] });
    const earlier = values[part.fieldname];
    values[part.fieldname] = earlier === undefined ? part.value : [earlier, part.value].flat();
  }
  return values;
};

/** `{"config.backend": "x"}` to `{"config": {"backend": "x"}}`. */
const nest = (flat: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const nested: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(flat)) {
    const [head = key, ...rest] = key.split('.');
    if (rest.length === 0) nested[head] = value;
    else nested[head] = { ...(nested[head] as object | undefined), ...nest({ [rest.join('.')]: value }) };
  }
  return nested;
};

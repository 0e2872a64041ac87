import { badRequest, HttpError } from '@netloom/server-kit';
import '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { typeName } from './type-name.ts';

/** A request's body as an object, and whether it came from a form. */
export interface Body {
  values: Readonly<Record<string, unknown>>;
  isForm: boolean;
}

/** A file of a multipart form. It is in memory: its size is limited, see `Resource.bodyLimit`. */
export interface UploadedFile {
  /** As the client named it: never a path to be opened. */
  filename: string;
  /** As the client says: what the file is, its content tells. */
  mediaType: string;
  content: Buffer;
}

const formType = 'application/x-www-form-urlencoded';
const multipartType = 'multipart/form-data';

/** Of a multipart form. */
const maximumParts = { fields: 1000, files: 1, parts: 1001 };

/** Of the line between the parts of a multipart form. */
const longestBoundary = 200;

/** Dotted keys nest no deeper than this; what is beyond is ignored. */
const maximumDepth = 8;

const mediaType = ({ headers }: FastifyRequest): string =>
  (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

export const isMultipart = (request: FastifyRequest): boolean => mediaType(request) === multipartType;

/**
 * The body of a write, from JSON, a URL-encoded form or a multipart form. In forms, dotted keys make nested objects
 * and a repeated key makes a list.
 *
 * @throws HttpError 400 when the body is no object, 415 when it is of another media type.
 */
export const readBody = async (request: FastifyRequest): Promise<Body> => {
  const type = mediaType(request);
  if (type === multipartType) {
    // Read before where the form had to prove where it comes from.
    const values = (request.body as Record<string, unknown> | undefined) ?? (await readMultipart(request));
    return { values: nest(values), isForm: true };
  }
  const { body } = request;
  // Only what is not there has no type.
  if (type === '') return { values: {}, isForm: false };
  if (type !== 'application/json' && type !== formType) {
    throw new HttpError(415, {
      detail: `Unsupported media type "${request.headers['content-type'] ?? ''}" in request.`,
    });
  }
  if (body === null) throw badRequest({ non_field_errors: ['No data provided'] });
  if (typeof body !== 'object' || Array.isArray(body)) {
    throw badRequest({
      non_field_errors: [`Invalid data. Expected a dictionary, but got ${typeName(body)}.`],
    });
  }
  const isForm = type === formType;
  const values = body as Record<string, unknown>;
  return { values: isForm ? nest(values) : values, isForm };
};

/**
 * The fields and files of a multipart form, by name. All of it together may be as large as the route's body limit.
 *
 * @throws HttpError 400 when it cannot be read, 413.
 */
export const readMultipart = async (request: FastifyRequest): Promise<Record<string, unknown>> => {
  requireBoundary(request);
  try {
    return await readParts(request);
  } catch (error) {
    // Limits and failures of the connection have a code; what the parser cannot make sense of has none.
    if (error instanceof HttpError || !(error instanceof Error) || 'code' in error) throw error;
    throw malformedForm(error.message);
  }
};

const readParts = async (request: FastifyRequest): Promise<Record<string, unknown>> => {
  const limit = request.routeOptions.bodyLimit;
  const values: Record<string, unknown> = {};
  let size = 0;
  const add = (bytes: number): void => {
    size += bytes;
    if (size > limit) throw new HttpError(413, { detail: 'The request body is too large.' });
  };
  const limits = { ...maximumParts, fileSize: limit, fieldSize: limit };
  for await (const part of request.parts({ limits })) {
    let value: unknown;
    if (part.type === 'file') {
      const content = await part.toBuffer();
      add(content.length);
      value = { filename: part.filename, mediaType: part.mimetype, content } satisfies UploadedFile;
    } else {
      add(String(part.value).length);
      value = part.value;
    }
    const earlier = Object.hasOwn(values, part.fieldname) ? values[part.fieldname] : undefined;
    values[part.fieldname] = earlier === undefined ? value : [earlier, value].flat();
  }
  return values;
};

const malformedForm = (reason: string): HttpError =>
  new HttpError(400, { detail: `Multipart form parse error - ${reason}` });

/** @throws HttpError 400 unless the header names what stands between the parts. */
const requireBoundary = ({ headers }: FastifyRequest): void => {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]*)"|([^\s;]*))/i.exec(headers['content-type'] ?? '') ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined || boundary === '' || boundary.length > longestBoundary)
    throw malformedForm(`Invalid boundary in multipart: ${boundary ?? 'None'}`);
};

/** `{"config.backend": "x"}` to `{"config": {"backend": "x"}}`. */
const nest = (flat: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const nested: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(flat)) {
    const path = key.split('.', maximumDepth + 1);
    const last = path.pop() ?? key;
    if (path.length >= maximumDepth) continue;
    let target = nested;
    for (const name of path) {
      const inner = Object.hasOwn(target, name) ? target[name] : undefined;
      const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
      const next = isObject ? (inner as Record<string, unknown>) : {};
      define(target, name, next);
      target = next;
    }
    define(target, last, value);
  }
  return nested;
};

/** A plain assignment would give a key named `__proto__` a meaning. */
const define = (target: object, name: string, value: unknown): void => {
  Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
};

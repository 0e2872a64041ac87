import { isJsonObject, type JsonValue } from '@netloom/netjson';

/** A request that did not succeed. `status` 0 means that no answer came. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.body = body;
  }
}

/** Keys of messages that speak of the whole object rather than of one field. */
const wholeObject = new Set(['__all__', 'non_field_errors', 'detail', 'error']);

const texts = (value: JsonValue): string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(texts);
  return [];
};

const collect = (value: JsonValue, path: string, into: Map<string, string[]>): void => {
  if (isJsonObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      const next = wholeObject.has(key) ? path : path === '' ? key : `${path}.${key}`;
      collect(inner, next, into);
    }
    return;
  }
  const found = texts(value);
  if (found.length > 0) into.set(path, [...(into.get(path) ?? []), ...found]);
};

/**
 * The messages of an error body by dotted field name; those about the whole object are under `''`. Understands
 * `{"field": ["…"]}`, nested objects, `{"detail": "…"}`, `__all__` and `non_field_errors`.
 */
export const errorMessages = (body: unknown): Map<string, string[]> => {
  const into = new Map<string, string[]>();
  if (isJsonObject(body as JsonValue)) collect(body as JsonValue, '', into);
  return into;
};

/** Messages of a failed request by field; none when it failed for another reason than its content. */
export const fieldErrors = (error: unknown): Map<string, string[]> =>
  error instanceof ApiError ? errorMessages(error.body) : new Map();

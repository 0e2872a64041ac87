import { retryAfterSeconds } from './retry-after.ts';

/** The server refused a request, or could not carry it out. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: number;
  /** The body as it came: usually `FieldErrors` for 400 and `{ detail }` otherwise. */
  readonly body: unknown;
  /** Seconds after which the server wants to be asked again (429, 503). */
  readonly retryAfter: number | undefined;

  constructor(response: Response, body: unknown) {
    const messages = Object.entries(fieldMessages(body)).map(([field, texts]) =>
      field === '' ? texts.join(' ') : `${field}: ${texts.join(' ')}`,
    );
    super(messages.join('; ') || `HTTP ${response.status}`);
    this.status = response.status;
    this.body = body;
    this.retryAfter = retryAfterSeconds(response.headers);
  }

  /** The messages by field, `config.backend` for nested ones; those about the whole object or request are under `''`. */
  get fields(): Record<string, string[]> {
    return fieldMessages(this.body);
  }
}

/** Keys whose messages concern the whole object. */
const wholeObject = new Set(['__all__', 'non_field_errors', 'detail', 'error']);

const fieldMessages = (body: unknown): Record<string, string[]> => {
  const found = new Map<string, string[]>();
  const collect = (value: unknown, path: string): void => {
    if (typeof value === 'string') found.set(path, [...(found.get(path) ?? []), value]);
    else if (Array.isArray(value)) for (const item of value) collect(item, path);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        collect(inner, wholeObject.has(key) ? path : path === '' ? key : `${path}.${key}`);
      }
    }
  };
  collect(body, '');
  return Object.fromEntries(found);
};

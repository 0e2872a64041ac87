/** Errors by field, as clients of the REST contract expect them: `{"name": ["This field is required."]}`. May nest. */
export interface FieldErrors {
  [field: string]: string[] | FieldErrors;
}

/** An answer that ends the request: thrown by rules and routes, turned into a response in one place. */
export class HttpError extends Error {
  override name = 'HttpError';
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    super(`HTTP ${status}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** 400 with errors by field. `__all__` holds what concerns the whole object. */
export const badRequest = (errors: FieldErrors): HttpError => new HttpError(400, errors);

/** 401 that asks for a token. */
export const unauthorized = (detail = 'Authentication credentials were not provided.'): HttpError =>
  new HttpError(401, { detail }, { 'www-authenticate': 'Bearer' });

export const forbidden = (detail = 'You do not have permission to perform this action.'): HttpError =>
  new HttpError(403, { detail });

export const notFound = (detail = 'Not found.'): HttpError => new HttpError(404, { detail });

/** 429 that tells when to come back. */
export const tooManyRequests = (seconds: number): HttpError =>
  new HttpError(
    429,
    { detail: `Request was throttled. Expected available in ${seconds} second${seconds === 1 ? '' : 's'}.` },
    { 'retry-after': String(seconds) },
  );

/** 503: something that Netloom depends on is away; the caller should try again. */
export const unavailable = (detail: string): HttpError =>
  new HttpError(503, { detail }, { 'retry-after': '5' });

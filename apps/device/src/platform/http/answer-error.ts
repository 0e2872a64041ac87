/**
 * An answer that ends the request. Thrown by rules and operations, written in one place. The API has two shapes of
 * errors (device service, section 3.0): JSON with a `detail`, and bare text.
 */
export class AnswerError extends Error {
  override name = 'AnswerError';
  readonly status: number;
  /** A text is sent as it is, without a media type; anything else as JSON. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    super(`HTTP ${status}: ${typeof body === 'string' ? body : JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** `{"detail": …}`: authentication, configurations, validation. */
export const detailError = (
  status: number,
  detail: unknown,
  headers: Readonly<Record<string, string>> = {},
): AnswerError => new AnswerError(status, { detail }, headers);

/** Bare text, without a media type: what the other operations answer when a tool or a bus fails. */
export const textError = (status: number, text: string): AnswerError => new AnswerError(status, text);

/** 500 as bare text. The reason belongs into the log, not into the answer. */
export const serviceFailure = (): AnswerError => textError(500, 'Internal Server Error');

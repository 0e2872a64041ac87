import { ApiError } from './api-error.ts';

/** Milliseconds after which a request counts as unanswered. */
const patience = 30_000;

export const apiBase = '/api/v1/';

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

interface Request {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query?: Query | undefined;
  body?: unknown;
  signal?: AbortSignal | undefined;
}

let onUnauthorized: (path: string) => void = () => undefined;

/** Calls `listener` whenever the server says that nobody is logged in (any more). */
export const whenUnauthorized = (listener: (path: string) => void): void => {
  onUnauthorized = listener;
};

/** The value of the readable CSRF cookie, which unsafe requests repeat in a header. */
const csrfToken = (): string =>
  document.cookie
    .split('; ')
    .find((cookie) => cookie.startsWith('csrftoken='))
    ?.slice('csrftoken='.length) ?? '';

/** `path` below the API's base, with the query's defined values. */
export const apiUrl = (path: string, query: Query = {}): string => {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return `${apiBase}${path}${text === '' ? '' : `?${text}`}`;
};

const readBody = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

const send = async ({ method, path, query, body, signal }: Request): Promise<Response> => {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-CSRFToken'] = csrfToken();
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const limit = AbortSignal.timeout(patience);
  const init: RequestInit = {
    method,
    headers,
    credentials: 'same-origin',
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  };
  if (body !== undefined) init.body = JSON.stringify(body);
  try {
    return await fetch(apiUrl(path, query), init);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, undefined, 'no answer');
  }
};

/** Sends one request and returns the decoded answer. Throws `ApiError` for everything but a 2xx answer. */
const request = async <T>(given: Request): Promise<T> => {
  const response = await send(given);
  const body = await readBody(response);
  if (response.ok) return body as T;
  if (response.status === 401) onUnauthorized(given.path);
  throw new ApiError(response.status, body, `${given.method} ${given.path}: ${response.status}`);
};

/** The controller's REST API. Paths are relative to the base and end with a slash. */
export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
    request<T>({ method: 'GET', path, query, signal }),
  post: <T>(path: string, body?: unknown, signal?: AbortSignal): Promise<T> =>
    request<T>({ method: 'POST', path, body, signal }),
  patch: <T>(path: string, body: unknown): Promise<T> => request<T>({ method: 'PATCH', path, body }),
  delete: (path: string, query?: Query): Promise<void> => request<void>({ method: 'DELETE', path, query }),
};

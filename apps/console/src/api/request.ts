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
  /** Entity tag of what the person has seen: the change is refused when it is no longer that. */
  unlessChangedSince?: string | undefined;
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

const send = async ({
  method,
  path,
  query,
  body,
  signal,
  unlessChangedSince,
}: Request): Promise<Response> => {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-CSRFToken'] = csrfToken();
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (unlessChangedSince !== undefined) headers['If-Match'] = unlessChangedSince;
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

interface Answer<T> {
  body: T;
  /** Names the version of an object; undefined for what has none. */
  etag: string | undefined;
}

/** Sends one request and returns the decoded answer. Throws `ApiError` for everything but a 2xx answer. */
const request = async <T>(given: Request): Promise<Answer<T>> => {
  const response = await send(given);
  const body = await readBody(response);
  if (response.ok) return { body: body as T, etag: response.headers.get('etag') ?? undefined };
  if (response.status === 401) onUnauthorized(given.path);
  throw new ApiError(response.status, body, `${given.method} ${given.path}: ${response.status}`);
};

/** An object and the name of its version. */
export type Versioned<T> = T & { etag: string | undefined };

/** The controller's REST API. Paths are relative to the base and end with a slash. */
export const api = {
  get: async <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
    (await request<T>({ method: 'GET', path, query, signal })).body,
  /** A whole object with its version, to be changed later. */
  getVersioned: async <T extends object>(path: string, signal?: AbortSignal): Promise<Versioned<T>> => {
    const { body, etag } = await request<T>({ method: 'GET', path, signal });
    return { ...body, etag };
  },
  post: async <T>(path: string, body?: unknown, signal?: AbortSignal): Promise<T> =>
    (await request<T>({ method: 'POST', path, body, signal })).body,
  patch: async <T>(path: string, body: unknown, unlessChangedSince?: string): Promise<T> =>
    (await request<T>({ method: 'PATCH', path, body, unlessChangedSince })).body,
  delete: async (path: string, query?: Query): Promise<void> => {
    await request<void>({ method: 'DELETE', path, query });
  },
};

/**
 * The part of an entity tag that changes when somebody edits the object, and not when it changes by itself. Tags
 * have two parts, with a dot between them, where there is a difference.
 */
export const editedVersion = (etag: string | undefined): string =>
  (etag ?? '').replace(/^W\//, '').split('.')[0] ?? '';

import createClient, { type Client } from 'openapi-fetch';
import { createAnsweredFetch } from './no-answer.ts';
import { createPatientFetch, type Fetch } from './patient-fetch.ts';
import type { components, paths } from './schema.ts';
import { unwrap } from './unwrap.ts';

/** One method for each HTTP method, typed by path: `api.GET('/api/v1/controller/device/')`. */
export type ApiClient = Client<paths, 'application/json'>;

/** Objects of the API by name: `Schemas['Device']`. */
export type Schemas = components['schemas'];

export interface ApiClientOptions {
  /** Where the controller is: `https://netloom.example.org`. A page of the controller itself may leave it out. */
  baseUrl?: string;
  /** The token of a user. */
  token?: string;
  /** The requests carry the session of a page of the controller, and prove their origin where they write. */
  session?: boolean;
  /** Milliseconds that a request may wait in all for a server that asks to come back later. Default 0. */
  patienceMs?: number;
  /** Milliseconds after which a request counts as unanswered (`NoAnswer`). Default: as long as the network lets it. */
  timeoutMs?: number;
  /** Instead of the global `fetch`. */
  fetch?: Fetch;
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The REST API of a controller. Requests do not throw for answers like 404: see `unwrap`. */
export const createApiClient = (options: ApiClientOptions = {}): ApiClient => {
  const { baseUrl, token, session = false, patienceMs = 0, timeoutMs } = options;
  const send = createAnsweredFetch(options.fetch ?? ((request) => fetch(request)), timeoutMs);
  const client = createClient<paths, 'application/json'>({
    ...(baseUrl === undefined ? {} : { baseUrl }),
    fetch: patienceMs > 0 ? createPatientFetch(patienceMs, send) : send,
    credentials: session ? 'same-origin' : 'omit',
  });
  client.use({
    onRequest: ({ request }) => {
      if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
      if (session && !safeMethods.has(request.method)) request.headers.set('x-csrftoken', readCsrfToken());
      return request;
    },
  });
  return client;
};

/** Logs a user in with name and password, for scripts. */
export const logIn = async ({
  username,
  password,
  ...options
}: Omit<ApiClientOptions, 'token' | 'session'> & {
  username: string;
  password: string;
}): Promise<ApiClient> => {
  const credentials = { body: { username, password } };
  const { token } = await unwrap(createApiClient(options).POST('/api/v1/users/token/', credentials));
  return createApiClient({ ...options, token });
};

/** The cookie that the controller lets its pages read, and that no other site can. */
const readCsrfToken = (): string => {
  const { document } = globalThis as { document?: { cookie: string } };
  return (
    document?.cookie
      .split('; ')
      .find((cookie) => cookie.startsWith('csrftoken='))
      ?.slice('csrftoken='.length) ?? ''
  );
};

import { createApiClient } from '@netloom/api-client';

/** Milliseconds after which a request counts as unanswered. */
const patience = 30_000;

/** The controller's REST API, typed by its document: what the document does not name, the console cannot ask for. */
export const api = createApiClient({ session: true, timeoutMs: patience });

let onUnauthorized: (path: string) => void = () => undefined;

/** Calls `listener` with the path whenever the server says that nobody is logged in (any more). */
export const whenUnauthorized = (listener: (path: string) => void): void => {
  onUnauthorized = listener;
};

/** Says the same of what is no request of the API: the server ended what was opened at `path`. */
export const reportUnauthorized = (path: string): void => onUnauthorized(path);

api.use({
  onResponse: ({ response, schemaPath }) => {
    if (response.status === 401) onUnauthorized(schemaPath);
  },
});

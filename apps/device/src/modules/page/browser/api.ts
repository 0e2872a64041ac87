/** The service refused, or did not answer. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const pageHeader = { 'x-netloom-page': '1' };

const send = async (method: string, path: string, body?: unknown): Promise<Response> => {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: { ...pageHeader, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError(0, 'The box does not answer. Is this device still in its network?');
  }
  if (response.ok) return response;
  throw new ApiError(response.status, explain(response.status, await response.text()));
};

/** What an answer says is wrong. */
const explain = (status: number, text: string): string => {
  if (status === 429) return 'Too many requests: wait a minute.';
  try {
    const { detail, error } = JSON.parse(text) as { detail?: unknown; error?: unknown };
    if (Array.isArray(detail))
      return (detail as { loc: (string | number)[]; msg: string }[])
        .map(({ loc, msg }) => `${loc.slice(1).join('.')}: ${msg.replace('Value error, ', '')}`)
        .join('\n');
    return String(detail ?? error ?? text);
  } catch {
    return text === '' || text === 'Internal Server Error' ? `The box could not do it (${status}).` : text;
  }
};

/** Calls an operation of the API and gives its answer. @throws ApiError */
export const call = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> =>
  (await (await send(method, `/api/v1${path}`, body)).json()) as Answer;

/** Fetches a file of the API and lets the browser save it. @throws ApiError */
export const save = async (path: string, signal: (abort: () => void) => void): Promise<number> => {
  const stopping = new AbortController();
  signal(() => stopping.abort());
  const response = await fetch(`/api/v1${path}`, { headers: pageHeader, signal: stopping.signal });
  if (!response.ok) throw new ApiError(response.status, explain(response.status, await response.text()));
  const blob = await response.blob();
  const [, name = 'capture.pcapng'] =
    /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? [];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return blob.size;
};

/** Opens a session with a token. @throws ApiError */
export const logIn = async (token: string): Promise<void> => {
  await send('POST', '/page/session', { token });
};

export const logOut = async (): Promise<void> => {
  await send('DELETE', '/page/session');
};

import { retryAfterSeconds } from './retry-after.ts';

export type Fetch = (request: Request) => Promise<Response>;

/** Methods that may be sent again although the first may have had an effect: twice is the same as once. */
const repeatable = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);

/** Also when the server says "at once". */
const shortestPauseMs = 200;

/**
 * Sends a request again when the server asks to come back later: 429 always, because such a request was not looked at,
 * and 503 where sending twice does no harm. Waits as long as `Retry-After` says, and in all no longer than `patienceMs`.
 */
export const createPatientFetch =
  (patienceMs: number, send: Fetch): Fetch =>
  async (request) => {
    let current = request;
    let left = patienceMs;
    for (;;) {
      // A body can be sent only once.
      const next = current.clone();
      const response = await send(current);
      const waitMs = Math.max(shortestPauseMs, 1000 * (retryAfterSeconds(response.headers) ?? Infinity));
      const mayRepeat =
        response.status === 429 || (response.status === 503 && repeatable.has(request.method));
      if (!mayRepeat || waitMs > left) return response;
      await response.body?.cancel();
      await pause(waitMs, request.signal);
      left -= waitMs;
      current = next;
    }
  };

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  });

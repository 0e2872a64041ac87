import type { Fetch } from './patient-fetch.ts';

/** No answer came: the server cannot be reached, or took longer than `timeoutMs`. The cause says which. */
export class NoAnswer extends Error {
  override name = 'NoAnswer';

  constructor(cause: unknown) {
    super('no answer from the server', { cause });
  }
}

/** Gives up after a time, and tells requests that nobody answered from those that the caller took back. */
export const createAnsweredFetch =
  (send: Fetch, timeoutMs: number | undefined): Fetch =>
  async (request) => {
    const limited =
      timeoutMs === undefined
        ? request
        : new Request(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]) });
    try {
      return await send(limited);
    } catch (error) {
      if (request.signal.aborted) throw error;
      throw new NoAnswer(error);
    }
  };

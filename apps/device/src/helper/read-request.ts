import type { Readable } from 'node:stream';

/** Configurations of a fleet may write files; those of the API are much smaller. */
const maximumBytes = 8 * 1024 * 1024;
const timeoutMs = 10_000;

/** Reads a request to its end. @throws Error when it is too large, or does not end in time. */
export const readRequest = async (input: Readable): Promise<string> => {
  const timer = setTimeout(
    () => input.destroy(new Error(`the request did not end within ${timeoutMs / 1000} s`)),
    timeoutMs,
  );
  try {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of input as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maximumBytes) throw new Error(`the request is larger than ${maximumBytes} bytes`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  } finally {
    clearTimeout(timer);
  }
};

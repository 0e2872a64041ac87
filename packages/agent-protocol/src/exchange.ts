import type { ControllerClient, Operation } from './controller-client.ts';
import type { ControllerReply } from './controller-reply.ts';
import type { ProtocolError } from './protocol-error.ts';
import { failure, type Result, success } from './result.ts';

/** One HTTP request of the protocol. */
export interface ControllerCall {
  readonly operation: Operation;
  readonly method: 'GET' | 'POST';
  /** Path and query below the controller's base path, already encoded. */
  readonly path: string;
  readonly body?: string;
  readonly contentType?: 'application/x-www-form-urlencoded' | 'application/json';
  readonly maximumBytes: number;
}

/**
 * Sends a request and reads the whole answer, within the client's limits of time and size. Redirects are not
 * followed: to the agent they are errors. Every status counts as success here; judging it is the caller's work.
 */
export async function exchange(
  client: ControllerClient,
  call: ControllerCall,
  signal?: AbortSignal,
): Promise<Result<ControllerReply>> {
  const started = client.now();
  const result = await withinTotalTime(client, call, signal);
  client.onExchange({
    operation: call.operation,
    milliseconds: client.now() - started,
    outcome: result.ok ? result.value.status : result.error.kind,
  });
  return result;
}

async function withinTotalTime(
  client: ControllerClient,
  call: ControllerCall,
  signal: AbortSignal | undefined,
): Promise<Result<ControllerReply>> {
  const abort = new AbortController();
  let givenUp: ProtocolError | undefined;
  const giveUp = (why: ProtocolError): void => {
    givenUp = why;
    abort.abort();
  };
  const onAbort = (): void => giveUp({ kind: 'aborted' });
  const timer = setTimeout(
    () => giveUp({ kind: 'timeout', phase: 'total', milliseconds: client.totalTimeoutMs }),
    client.totalTimeoutMs,
  );
  if (signal?.aborted === true) onAbort();
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    return await send(client, call, abort.signal);
  } catch (error) {
    return failure(givenUp ?? asProtocolError(error, client));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

async function send(
  client: ControllerClient,
  call: ControllerCall,
  signal: AbortSignal,
): Promise<Result<ControllerReply>> {
  let interim: number | undefined;
  const response = await client.agent.request({
    origin: client.origin,
    path: `${client.basePath}${call.path}`,
    method: call.method,
    headers: {
      'user-agent': 'netloom-agent',
      accept: '*/*',
      ...(call.contentType === undefined ? {} : { 'content-type': call.contentType }),
    },
    body: call.body ?? null,
    signal,
    responseHeaders: 'raw',
    onInfo: ({ statusCode }) => {
      interim = statusCode;
    },
  });
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop early destroys the body and with it the connection.
  for await (const chunk of response.body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > call.maximumBytes) return failure({ kind: 'too-large', limit: call.maximumBytes });
    chunks.push(chunk);
  }
  if (interim !== undefined) {
    // The agent reads the first status line of what arrives, so an interim one hides the real answer.
    const reason = `an interim response ${interim} precedes it`;
    return failure({ kind: 'malformed-reply', status: response.statusCode, reason });
  }
  return success({
    status: response.statusCode,
    statusText: response.statusText,
    // With responseHeaders 'raw' this is a flat list of names and values, which the library's types do not say.
    headers: pairs(response.headers as unknown as readonly string[]),
    body: Buffer.concat(chunks),
  });
}

function pairs(flat: readonly string[]): [string, string][] {
  const result: [string, string][] = [];
  for (let index = 0; index + 1 < flat.length; index += 2) {
    result.push([String(flat[index]), String(flat[index + 1])]);
  }
  return result;
}

function asProtocolError(error: unknown, client: ControllerClient): ProtocolError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  if (code === 'UND_ERR_CONNECT_TIMEOUT') {
    return { kind: 'timeout', phase: 'connect', milliseconds: client.connectTimeoutMs };
  }
  return { kind: 'network', code, message: error instanceof Error ? error.message : String(error) };
}

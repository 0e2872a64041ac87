import type { ProtocolError } from './protocol-error.ts';

/** An answer with everything that the agent looks at: status line, headers as they were spelled, body. */
export interface ControllerReply {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/**
 * The answer as `curl -i` writes it to a file, which is what the agent searches with text tools (device protocol
 * 2.1): headers count as much as the body.
 */
export function replyText(reply: ControllerReply): string {
  const head = [
    `HTTP/1.1 ${reply.status} ${reply.statusText}`,
    ...reply.headers.map(([name, value]) => `${name}: ${value}`),
  ];
  return `${head.join('\r\n')}\r\n\r\n${reply.body.toString('utf8')}`;
}

/** The agent's test that it talks to a controller and not to a captive portal or a proxy's error page. */
function carriesControllerHeader(reply: ControllerReply): boolean {
  return /x-openwisp-controller: true/i.test(replyText(reply));
}

/**
 * Judges an answer as the agent does: at registration the header is wanted on every answer (`headerOn: 'any'`),
 * on the other calls only on the successful one.
 */
export function judgeReply(
  reply: ControllerReply,
  expected: { readonly status: number; readonly headerOn: 'any' | 'success' | 'none' },
): ProtocolError | undefined {
  const succeeded = reply.status === expected.status;
  const headerWanted = expected.headerOn === 'any' || (expected.headerOn === 'success' && succeeded);
  if (headerWanted && !carriesControllerHeader(reply))
    return { kind: 'not-a-controller', status: reply.status };
  if (succeeded) return undefined;
  const body = reply.body.subarray(0, keptBodyBytes).toString('utf8').trim();
  return reply.status === 403
    ? { kind: 'refused', status: 403, body }
    : { kind: 'status', status: reply.status, body };
}

const keptBodyBytes = 1024;

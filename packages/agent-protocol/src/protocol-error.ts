/**
 * Why a call to the controller did not succeed. A failed call is an ordinary event in the life of a device, so it
 * is a value to be judged, not an exception.
 *
 * - `network`: no usable answer (name lookup, connection, TLS, broken connection); `code` is the system's or the
 *   HTTP client's error code.
 * - `timeout`: the connection or the whole exchange took longer than allowed.
 * - `aborted`: the caller gave up.
 * - `status`: an answer with an unexpected status; `body` is its text, shortened.
 * - `refused`: the same for 403, which at registration means "do not try again".
 * - `not-a-controller`: the header `X-Openwisp-Controller: true` is missing where the agent insists on it.
 * - `malformed-reply`: an answer that the agent's text tools would misread.
 * - `too-large`: the body exceeds `limit` bytes.
 * - `checksum-mismatch`: the MD5 of a downloaded archive is not the checksum that was announced.
 */
export type ProtocolError =
  | { readonly kind: 'network'; readonly code: string; readonly message: string }
  | { readonly kind: 'timeout'; readonly phase: 'connect' | 'total'; readonly milliseconds: number }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'status'; readonly status: number; readonly body: string }
  | { readonly kind: 'refused'; readonly status: 403; readonly body: string }
  | { readonly kind: 'not-a-controller'; readonly status: number }
  | { readonly kind: 'malformed-reply'; readonly status: number; readonly reason: string }
  | { readonly kind: 'too-large'; readonly limit: number }
  | { readonly kind: 'checksum-mismatch'; readonly expected: string; readonly actual: string };

/** Whether the controller (or something in front of it) answered at all: curl would have exited with 0. */
export function isAnswer(error: ProtocolError): boolean {
  return error.kind !== 'network' && error.kind !== 'timeout' && error.kind !== 'aborted';
}

/** One line of plain text for a log or a terminal. Text that came from the wire is shortened and made printable. */
export function describeProtocolError(error: ProtocolError): string {
  switch (error.kind) {
    case 'network':
      return `no answer (${error.code}${error.message === '' ? '' : `: ${printable(error.message)}`})`;
    case 'timeout':
      return error.phase === 'connect'
        ? `no connection within ${error.milliseconds} ms`
        : `no complete answer within ${error.milliseconds} ms`;
    case 'aborted':
      return 'given up by the caller';
    case 'status':
    case 'refused':
      return `HTTP ${error.status}${error.body === '' ? '' : `: ${printable(error.body)}`}`;
    case 'not-a-controller':
      return `not a controller: HTTP ${error.status} without the header X-Openwisp-Controller`;
    case 'malformed-reply':
      return `malformed reply: HTTP ${error.status}, ${printable(error.reason)}`;
    case 'too-large':
      return `reply larger than ${error.limit} bytes`;
    case 'checksum-mismatch':
      return `checksum mismatch: announced ${error.expected}, received ${error.actual}`;
  }
}

const describedLength = 200;

/** Control characters (terminal escapes among them) become spaces. */
function printable(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.length > describedLength ? `${line.slice(0, describedLength)}...` : line;
}

import { createHmac } from 'node:crypto';

/** What a call is signed over: the path percent-decoded, the query in its canonical form. */
export interface SignedCall {
  method: string;
  path: string;
  query?: string;
  body?: string;
}

/** The signature of a local client, made independently of the service's own code. */
export const sign = (secret: Uint8Array, { method, path, query = '', body = '' }: SignedCall): string =>
  createHmac('sha256', secret).update([method, path, query, body].join('\n')).digest('hex');

import { createHmac, createSecretKey } from 'node:crypto';
import { constantTimeEqual } from '@netloom/server-kit';
import { decodePath, readQuery } from '../../platform/http/request-url.ts';

/** What a signature is made over (device service, section 3.1). */
export interface SignedRequest {
  method: string;
  /** Path and query as they were sent. */
  url: string;
  body: Uint8Array;
}

/**
 * The text that a local caller signs: method, decoded path, canonical query, body. Undefined when the body is not
 * UTF-8, which no caller can have signed as text.
 */
export const canonicalText = ({ method, url, body }: SignedRequest): string | undefined => {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = mark < 0 ? '' : url.slice(mark + 1);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    return [method, decodePath(path), canonicalQuery(query), text].join('\n');
  } catch {
    return undefined;
  }
};

/** Each key once, encoded as a form. */
const canonicalQuery = (query: string): string =>
  [...readQuery(query)].map(([key, value]) => `${formEncoded(key)}=${formEncoded(value)}`).join('&');

/** `encodeURIComponent` leaves five characters that this form encodes, and writes a space in another way. */
const formEncoded = (text: string): string =>
  encodeURIComponent(text.toWellFormed())
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');

/**
 * The signature that a request should carry: HMAC-SHA-256 in lower-case hexadecimal. Node takes three times as long for a
 * key that is not an object.
 */
export const signatureOf = (secret: Uint8Array, canonical: string): string =>
  createHmac('sha256', createSecretKey(secret)).update(canonical).digest('hex');

/** Whether a request was signed with this secret. Takes the same time for every wrong signature. */
export const isSignedBy = (secret: Uint8Array, request: SignedRequest, signature: string): boolean => {
  const canonical = canonicalText(request);
  return canonical !== undefined && constantTimeEqual(signatureOf(secret, canonical), signature);
};

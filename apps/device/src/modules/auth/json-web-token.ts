import { createHmac } from 'node:crypto';
import { constantTimeEqual } from '@netloom/server-kit';

/** What a token says (device service, section 3.2), in the order in which it is written. */
export interface TokenClaims {
  /** Full host name of the box that issued it. */
  sub: string;
  iss: string;
  /** Name of the client. */
  did: string;
  /** Seconds since 1970. */
  exp: number;
  iat: number;
  kid: string;
  /** 16 hexadecimal characters. */
  jti: string;
}

/** `iss` of every token, as clients know it. */
export const issuer = 'wlanpi-core';
const algorithm = 'HS256';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));

/** The key of the signature is the text of the signing key, not the bytes that it encodes. */
const signatureOf = (signed: string, keyText: string): string =>
  createHmac('sha256', keyText).update(signed).digest('base64url');

/** Signs claims: the compact form of a JSON Web Token. */
export const writeToken = (claims: TokenClaims, keyText: string): string => {
  const signed = `${encode({ alg: algorithm, kid: claims.kid, typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${signatureOf(signed, keyText)}`;
};

/** The token of an `Authorization` header; some clients wrap it in quotes, or as Python prints bytes. */
export const bareToken = (given: string): string => given.trim().replace(/^b?(['"])(.*)\1$/, '$2');

/**
 * The claims of a token that was signed with this key, or undefined for any other text. Does not look at the time.
 *
 * One algorithm and no options are all that there is to verify: no library does it, which an idle service would keep in
 * memory.
 */
export const readToken = (token: string, keyText: string): TokenClaims | undefined => {
  const [header = '', payload = '', signature = '', ...rest] = token.split('.');
  if (rest.length > 0 || !constantTimeEqual(signature, signatureOf(`${header}.${payload}`, keyText)))
    return undefined;
  try {
    const claims = decode(payload);
    return isHeader(decode(header)) && isClaims(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
};

/** Extensions that must be understood (`crit`) are not. */
const isHeader = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  const { alg, typ, crit } = value as { alg?: unknown; typ?: unknown; crit?: unknown };
  return alg === algorithm && (typ === undefined || typ === 'JWT') && crit === undefined;
};

const isClaims = (value: unknown): value is TokenClaims => {
  if (typeof value !== 'object' || value === null) return false;
  const claims = value as Partial<Record<keyof TokenClaims, unknown>>;
  const texts = [claims.sub, claims.did, claims.kid, claims.jti];
  return (
    claims.iss === issuer &&
    texts.every((claim) => typeof claim === 'string' && claim !== '') &&
    typeof claims.exp === 'number'
  );
};

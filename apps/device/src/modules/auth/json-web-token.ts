import { CompactSign, compactVerify } from 'jose';

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

export const issuer = 'wlanpi-core';
const algorithm = 'HS256';

/** The key of the signature is the text of the signing key, not the bytes that it encodes. */
const keyBytes = (keyText: string): Uint8Array => new TextEncoder().encode(keyText);

export const writeToken = (claims: TokenClaims, keyText: string): Promise<string> =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: algorithm, kid: claims.kid, typ: 'JWT' })
    .sign(keyBytes(keyText));

/** The token of an `Authorization` header; some clients wrap it in quotes, or as Python prints bytes. */
export const bareToken = (given: string): string => given.trim().replace(/^b?(['"])(.*)\1$/, '$2');

/** The claims of a token that was signed with this key, or undefined for any other text. Does not look at the time. */
export const readToken = async (token: string, keyText: string): Promise<TokenClaims | undefined> => {
  try {
    const { payload, protectedHeader } = await compactVerify(token, keyBytes(keyText), {
      algorithms: [algorithm],
    });
    if (protectedHeader.typ !== undefined && protectedHeader.typ !== 'JWT') return undefined;
    const claims: unknown = JSON.parse(new TextDecoder().decode(payload));
    return isClaims(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
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

import { constantTimeEqual, type SecretBox } from '@netloom/server-kit';

/** How long the links of mails are good, in milliseconds: three days. */
const lastsMs = 3 * 86_400_000;

interface Signer {
  secrets: SecretBox;
  now: Date;
  /** What the link is for: a signature for one purpose is worth nothing for another. */
  purpose: string;
}

/**
 * A signature with a date, `<seconds in base 36>-<hmac>`, over facts that are not part of it. It is good for three
 * days and as long as the facts stay what they are: put in what changes when the link is used, and it works once.
 */
export const signFacts = ({ secrets, now, purpose }: Signer, facts: readonly unknown[]): string => {
  const stamp = Math.floor(now.getTime() / 1000).toString(36);
  return `${stamp}-${secrets.digest(JSON.stringify([stamp, ...facts]), purpose)}`;
};

/** True when the signature is one over these facts and not too old. */
export const verifyFacts = (
  { secrets, now, purpose }: Signer,
  facts: readonly unknown[],
  signature: string,
): boolean => {
  const [, stamp, digest] = /^([0-9a-z]{1,10})-([0-9a-f]{64})$/.exec(signature) ?? [];
  if (stamp === undefined || digest === undefined) return false;
  const isRight = constantTimeEqual(digest, secrets.digest(JSON.stringify([stamp, ...facts]), purpose));
  const age = now.getTime() - Number.parseInt(stamp, 36) * 1000;
  return isRight && age <= lastsMs;
};

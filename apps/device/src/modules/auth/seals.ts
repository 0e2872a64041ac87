import type { SecretBox } from '@netloom/server-kit';

/** The place for which signing keys are sealed. */
export const keyIdentity = 'signing_keys/key';

/** By what a token is looked up. */
export const tokenDigest = (secrets: SecretBox, token: string): string =>
  secrets.digest(token, 'tokens/token');

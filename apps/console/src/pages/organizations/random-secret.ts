const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A shared secret of 32 letters and digits, each as likely as the others. */
export const randomSecret = (): string => {
  // The largest multiple of the number of letters that a byte holds: beyond it some would be more likely.
  const limit = 256 - (256 % letters.length);
  let secret = '';
  while (secret.length < 32) {
    for (const byte of crypto.getRandomValues(new Uint8Array(64))) {
      if (byte < limit && secret.length < 32) secret += letters[byte % letters.length];
    }
  }
  return secret;
};

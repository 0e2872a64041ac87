import { randomBytes, randomInt } from 'node:crypto';

const alphanumerics = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A secret of `length` characters from `A-Za-z0-9`, each equally likely (5.95 bits each; 32 make 190 bits). */
export const randomToken = (length = 32): string =>
  // randomInt draws again instead of taking a remainder, so that no character is likelier than another.
  Array.from({ length }, () => alphanumerics.charAt(randomInt(alphanumerics.length))).join('');

/** A secret of `length` lower-case hexadecimal characters (4 bits each; 40 make 160 bits). */
export const randomHexToken = (length = 40): string =>
  randomBytes(Math.ceil(length / 2))
    .toString('hex')
    .slice(0, length);

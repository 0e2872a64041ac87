import { createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';

// As a key object it is ready to use; bytes would be made into one for each comparison, for five times the time.
const comparisonKey = createSecretKey(randomBytes(32));

const fingerprint = (value: string | Uint8Array): Uint8Array =>
  createHmac('sha256', comparisonKey).update(value).digest();

/**
 * Compares secrets in a time that tells nothing about where they differ. Both sides are hashed first, because the
 * plain comparison would need equal lengths and so give the length away.
 */
export const constantTimeEqual = (left: string | Uint8Array, right: string | Uint8Array): boolean =>
  timingSafeEqual(fingerprint(left), fingerprint(right));

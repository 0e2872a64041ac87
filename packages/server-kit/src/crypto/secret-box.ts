import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { deriveKey, type SecretKeys } from './secret-keys.ts';

/**
 * Encryption at rest. A sealed text is `v1.<key id>.<iv, tag, data in base64url>`, AES-256-GCM.
 *
 * `aad` is the identity of the place where the text is stored, for example `connection_credential/<id>/params`: a
 * sealed text that somebody copies into another row does not open there.
 */
export interface SecretBox {
  seal(plain: string, aad: string): string;
  sealBytes(plain: Uint8Array, aad: string): string;
  /** @throws SecretBoxError for an unknown key, another `aad`, a changed or malformed text. */
  open(sealed: string, aad: string): string;
  /** @throws SecretBoxError as `open`. */
  openBytes(sealed: string, aad: string): Uint8Array;
  /**
   * A keyed hash (HMAC-SHA-256, 64 hexadecimal characters) by which an encrypted or hashed value can be looked up and
   * be unique: API tokens, shared secrets, device keys. The same value has another digest for another `purpose`.
   * Stays the same when a newer key is added, for it is keyed from the oldest.
   */
  digest(value: string, purpose: string): string;
}

/** A sealed text cannot be opened. The message never holds the text or a key. */
export class SecretBoxError extends Error {
  override name = 'SecretBoxError';
}

const cipher = 'aes-256-gcm';
// 96 random bits per message are safe for 2^32 messages of one key (NIST SP 800-38D, section 8.3).
const ivBytes = 12;
const tagBytes = 16;

const sealedPattern = /^v1\.([0-9a-f]{8})\.([A-Za-z0-9_-]+)$/;

export const createSecretBox = (keys: SecretKeys): SecretBox => {
  const newest = keys[0];
  const oldest = keys.at(-1) ?? newest;
  const sealingKeys = new Map(keys.map(({ id, bytes }) => [id, deriveKey(bytes, 'seal')]));
  const sealingKey = deriveKey(newest.bytes, 'seal');
  const digestKey = createSecretKey(deriveKey(oldest.bytes, 'digest'));

  const sealBytes = (plain: string | Uint8Array, aad: string): string => {
    const iv = randomBytes(ivBytes);
    const encrypt = createCipheriv(cipher, sealingKey, iv).setAAD(Buffer.from(aad));
    const data = Buffer.concat([
      typeof plain === 'string' ? encrypt.update(plain, 'utf8') : encrypt.update(plain),
      encrypt.final(),
    ]);
    return `v1.${newest.id}.${Buffer.concat([iv, encrypt.getAuthTag(), data]).toString('base64url')}`;
  };

  const openBytes = (sealed: string, aad: string): Uint8Array => {
    const [, id, body] = sealedPattern.exec(sealed) ?? [];
    if (id === undefined || body === undefined) throw new SecretBoxError('the secret is malformed');
    const key = sealingKeys.get(id);
    if (!key)
      throw new SecretBoxError(
        `the secret was sealed with the key ${id}, which is not among the secret keys`,
      );
    const bytes = Buffer.from(body, 'base64url');
    if (bytes.length < ivBytes + tagBytes) throw new SecretBoxError('the secret is malformed');
    try {
      const decrypt = createDecipheriv(cipher, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
        .setAAD(Buffer.from(aad))
        .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      return Buffer.concat([decrypt.update(bytes.subarray(ivBytes + tagBytes)), decrypt.final()]);
    } catch {
      throw new SecretBoxError('the secret does not belong here or was changed');
    }
  };

  return {
    seal: sealBytes,
    sealBytes,
    openBytes,
    open: (sealed, aad) => {
      const bytes = openBytes(sealed, aad);
      try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      } catch {
        throw new SecretBoxError('the secret is not text');
      }
    },
    // The purpose is hashed to a fixed length first: no value can imitate the border between the two.
    digest: (value, purpose) =>
      createHmac('sha256', createSecretKey(createHmac('sha256', digestKey).update(purpose).digest()))
        .update(value)
        .digest('hex'),
  };
};

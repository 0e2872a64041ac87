import { createHash } from 'node:crypto';

/**
 * The key that a device proposes at registration, so that the same hardware with the same secret finds its record
 * again after a reset (device protocol 3.3): MD5 over `<MAC address or hardware id>+<shared secret>`, UTF-8, lower-case hex.
 *
 * @param keyBase the MAC address exactly as it is posted (its case matters), or the hardware id
 */
export function consistentKey(keyBase: string, sharedSecret: string): string {
  return createHash('md5').update(`${keyBase}+${sharedSecret}`, 'utf8').digest('hex');
}

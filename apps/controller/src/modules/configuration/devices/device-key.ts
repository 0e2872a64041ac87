import { createHash } from 'node:crypto';

/**
 * The key of a device that proposes none: the same formula as the agent's, so that the same hardware with the same
 * secret always has the same key (device protocol, section 3.3).
 *
 * @param identity MAC address in upper case, or the hardware id where devices are identified by it
 */
export const consistentKey = (identity: string, sharedSecret: string): string =>
  createHash('md5').update(`${identity}+${sharedSecret}`).digest('hex');

import { createRateLimiter, type Logger, type RateLimiter } from '@netloom/server-kit';
import type { DeviceIndex, IndexedConfig, IndexedDevice } from '../fleet/device-index.ts';
import { missingParameter, notFoundAnswer, tooManyAttempts, wrongParameter, type Answer } from './answer.ts';
import { sameSecret } from './same-secret.ts';

/** A device that is answered: it has a configuration, and its organization is active. */
export type ServedDevice = IndexedDevice & { config: IndexedConfig & { checksum: string } };

export const isServed = (device: IndexedDevice): device is ServedDevice =>
  device.organization.isActive &&
  device.config !== null &&
  device.config.status !== 'deactivated' &&
  device.config.checksum !== null;

/** Wrong keys for one device from one address before that address has to wait. Only failures count. */
const failuresAllowed = { limit: 60, windowMs: 60_000 };

/** Checks who calls: the device behind an id and its key, or the answer that ends the request. */
export type AuthenticateDevice = (
  id: string,
  key: string | undefined,
  address: string | null,
) => Promise<{ device: ServedDevice } | { refused: Answer }>;

export const createAuthenticateDevice = (options: {
  index: DeviceIndex;
  log: Logger;
  limiter?: RateLimiter;
}): AuthenticateDevice => {
  const { index, log, limiter = createRateLimiter(failuresAllowed) } = options;
  return async (id, key, address) => {
    const device = await index.lookUp(id);
    if (!device || !isServed(device)) return { refused: notFoundAnswer };
    if (key === undefined || key === '') return { refused: missingParameter('key') };
    const attempts = `${address} ${device.id}`;
    const seconds = limiter.waiting(attempts);
    if (seconds > 0) return { refused: tooManyAttempts(seconds) };
    if (sameSecret(key, device.key)) return { device };
    limiter.take(attempts);
    device.suspectUntil = Date.now() + failuresAllowed.windowMs;
    log.warn({ device: device.id, address }, 'somebody tried a wrong device key');
    return { refused: wrongParameter('key') };
  };
};

import { createHash, randomUUID } from 'node:crypto';
import { createRateLimiter, type Rate, type RateLimiter } from '@netloom/server-kit';
import type { AppContext } from './app-context.ts';

declare module '@netloom/server-kit' {
  interface Events {
    /** One process has counted something that all of them limit together. */
    'throttle.counted': { throttle: string; by: string; key: string; isBack: boolean };
  }
}

/**
 * A rate limiter whose counts all processes of an installation share: who guesses passwords at one after the other must
 * not get as many guesses at each. Each decides by what it has heard so far, without waiting for the others: a burst may
 * get a few more through. `name` tells it from other throttles.
 *
 * Keys travel as hashes: what people type into the field of a user name may be a password.
 */
export const createSharedThrottle = (
  { events, clock }: Pick<AppContext, 'events' | 'clock'>,
  name: string,
  rate: Rate,
): RateLimiter => {
  const limiter = createRateLimiter(rate, () => clock().getTime());
  const self = randomUUID();
  const hashed = (key: string): string => createHash('sha256').update(key).digest('base64url');
  const tell = (key: string, isBack: boolean): void =>
    events.emit('throttle.counted', { throttle: name, by: self, key, isBack });

  events.on('throttle.counted', ({ throttle, by, key, isBack }) => {
    if (throttle !== name || by === self) return;
    if (isBack) limiter.giveBack(key);
    else limiter.take(key);
  });
  return {
    take: (key) => {
      const counted = hashed(key);
      const wait = limiter.take(counted);
      tell(counted, false);
      return wait;
    },
    waiting: (key) => limiter.waiting(hashed(key)),
    giveBack: (key) => {
      const counted = hashed(key);
      limiter.giveBack(counted);
      tell(counted, true);
    },
  };
};

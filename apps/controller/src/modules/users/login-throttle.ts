import type { AppContext } from '../../platform/app-context.ts';
import { createSharedThrottle } from '../../platform/shared-throttle.ts';

interface LoginAttempt {
  /** From `clientNetwork`. */
  network: string;
  identifier: string;
}

/** Slows down whoever guesses passwords of the console. Only failures count: who knows the password is never locked out by their own logins. */
export interface LoginThrottle {
  /** Counts an attempt as failed for now. Returns 0, or the seconds to wait: then nothing is counted or to be tried. */
  begin(attempt: LoginAttempt): number;
  /** The attempt was a success after all. */
  succeeded(attempt: LoginAttempt): void;
}

const windowMs = 300_000;
/** One client may guess at one name this often in a window. */
const perName = 10;
/** One client may guess at all names together this often. */
const perNetwork = 50;
/** All clients together, but for those that logged in before: many machines must not guess without end either. */
const together = 1000;
/** Networks that are remembered for having logged in. */
const maximumKnownNetworks = 1000;

export const createLoginThrottle = (context: Pick<AppContext, 'events' | 'clock'>): LoginThrottle => {
  const names = createSharedThrottle(context, 'login-names', { limit: perName, windowMs });
  const networks = createSharedThrottle(context, 'login-networks', { limit: perNetwork, windowMs });
  const everybody = createSharedThrottle(context, 'logins', { limit: together, windowMs });
  const known = new Set<string>();

  const counters = ({ network, identifier }: LoginAttempt) => [
    { counter: names, key: `${network} ${identifier.toLowerCase().slice(0, 254)}` },
    { counter: networks, key: network },
    ...(known.has(network) ? [] : [{ counter: everybody, key: 'everybody' }]),
  ];

  return {
    begin: (attempt) => {
      const all = counters(attempt);
      const wait = Math.max(...all.map(({ counter, key }) => counter.waiting(key)));
      // Counted before the password is checked, or a burst would be through before its first failure is known.
      if (wait === 0) for (const { counter, key } of all) counter.take(key);
      return wait;
    },
    succeeded: (attempt) => {
      for (const { counter, key } of counters(attempt)) counter.giveBack(key);
      known.add(attempt.network);
      if (known.size > maximumKnownNetworks) known.delete(known.values().next().value ?? '');
    },
  };
};

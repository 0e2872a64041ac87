/** How much is allowed in a window of time. */
export interface Rate {
  limit: number;
  windowMs: number;
}

export interface RateLimiter {
  /** Counts one event for `key`. Returns 0 when it is allowed, otherwise the seconds to wait. */
  take(key: string): number;
  /** Seconds to wait for `key` without counting; 0 when it may go on. */
  waiting(key: string): number;
  /** Takes one event back, where only some kinds of outcome shall count. */
  giveBack(key: string): void;
}

const secondsPer = new Map([
  ['s', 1],
  ['sec', 1],
  ['second', 1],
  ['m', 60],
  ['min', 60],
  ['minute', 60],
  ['h', 3600],
  ['hour', 3600],
  ['d', 86_400],
  ['day', 86_400],
]);

/** Reads `20/day`, `5/min`, `1/s`; undefined when the text is not a rate. */
export const parseRate = (text: string): Rate | undefined => {
  const [, count, unit] = /^(\d{1,9})\/([a-z]+)$/.exec(text) ?? [];
  const seconds = secondsPer.get(unit ?? '');
  return count === undefined || seconds === undefined
    ? undefined
    : { limit: Number(count), windowMs: seconds * 1000 };
};

/** Callers that are remembered at once; beyond it the oldest are forgotten, so that an attacker cannot fill the memory. */
const maximumKeys = 50_000;

/** Counts events by key in windows of fixed length, in memory. */
export const createRateLimiter = (rate: Rate, now: () => number = Date.now): RateLimiter => {
  const windows = new Map<string, { count: number; ends: number }>();

  const current = (key: string): { count: number; ends: number } | undefined => {
    const window = windows.get(key);
    if (window && window.ends <= now()) {
      windows.delete(key);
      return undefined;
    }
    return window;
  };

  const wait = (window: { count: number; ends: number } | undefined, upTo: number): number =>
    window && window.count > upTo ? Math.max(1, Math.ceil((window.ends - now()) / 1000)) : 0;

  return {
    take: (key) => {
      const window = current(key) ?? { count: 0, ends: now() + rate.windowMs };
      window.count++;
      windows.set(key, window);
      if (windows.size > maximumKeys) windows.delete(windows.keys().next().value ?? '');
      return wait(window, rate.limit);
    },
    waiting: (key) => wait(current(key), rate.limit - 1),
    giveBack: (key) => {
      const window = current(key);
      if (window && --window.count <= 0) windows.delete(key);
    },
  };
};

/** Time as a device sees it. Injected, so that tests and simulations decide how fast it passes. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** Resolves after that many milliseconds, or at once when the signal is or gets aborted. Never rejects. */
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/**
 * The machine's clock, made `speed` times faster: waiting a minute takes 60/speed seconds, and `now` runs ahead
 * accordingly. Speed 1 is ordinary time.
 */
export function systemClock(speed = 1): Clock {
  const started = Date.now();
  const startedAt = performance.now();
  return {
    now: () => started + (performance.now() - startedAt) * speed,
    wait: (milliseconds, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) {
          resolve();
          return;
        }
        const finish = (): void => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', finish);
          resolve();
        };
        const timer = setTimeout(finish, milliseconds / speed);
        signal?.addEventListener('abort', finish, { once: true });
      }),
  };
}

import { useSyncExternalStore } from 'react';

/** Milliseconds between two looks at the clock: relative times need no more. */
const tick = 20_000;

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, tick);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
};

const read = (): number => {
  // With nobody listening the clock stood still: look at it again.
  if (!timer) now = Date.now();
  return now;
};

/** The time now; components that use it are drawn again together, every few seconds. */
export const useNow = (): Date => new Date(useSyncExternalStore(subscribe, read));

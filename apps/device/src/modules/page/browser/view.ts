/** A page of the service: fills its place, and may ask again while it is shown. */
export interface View {
  /** In the address, behind `#`. */
  id: string;
  title: string;
  /** Shows itself in `place` until `signal`. */
  show(place: HTMLElement, signal: AbortSignal): Promise<void>;
}

/** Runs a task now and again after `milliseconds`, while the page is visible, until `signal`. Errors end it. */
export const repeat = async (
  milliseconds: number,
  signal: AbortSignal,
  task: () => Promise<void>,
): Promise<void> => {
  while (!signal.aborted) {
    if (!document.hidden) await task();
    await pause(milliseconds, signal);
  }
};

/** Until `milliseconds` are over, or `signal` comes. Leaves nothing on the signal: a page may be shown for days. */
const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });

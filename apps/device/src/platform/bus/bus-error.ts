/** A call that failed: `busName` is the D-Bus error name, or `unreachable` when there is no bus. */
export class BusError extends Error {
  override name = 'BusError';
  readonly busName: string;

  constructor(busName: string, message: string) {
    super(message);
    this.busName = busName;
  }
}

/** There is no bus, or there is none any more. */
export const unreachable = (why: string): BusError =>
  new BusError('unreachable', `the system bus cannot be reached: ${why}`);

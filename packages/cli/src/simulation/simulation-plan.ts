/** A fleet to simulate. */
export interface SimulationPlan {
  readonly devices: number;
  /** Base URL of the controller. */
  readonly url: string;
  readonly sharedSecret: string;
  /** Real time between two polls of a device. */
  readonly intervalMs: number;
  /** Real time from the first power-on to the end. */
  readonly durationMs: number;
  readonly seed: number;
  readonly failRate: number;
  readonly rebootRate: number;
  /** Of the devices' names. */
  readonly prefix: string;
  /** How many times faster the devices' clocks run; limits on network time are not affected. */
  readonly timeScale: number;
  /** End as soon as every device has applied its configuration, has reported an error or is gone. */
  readonly untilSettled: boolean;
}

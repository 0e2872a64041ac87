import type { Range } from './random.ts';

/**
 * How a device and its agent behave. Times are milliseconds of the device's clock; defaults are the agent's own
 * (device protocol 11.1) unless said otherwise.
 */
export interface DeviceSettings {
  /** Between two polls. */
  readonly intervalMs: number;
  /** Between two attempts to register; the agent's default is a quarter of the interval. */
  readonly registrationIntervalMs: number;
  /** From power-on to the start of the agent; not the agent's, default 20 to 40 s. */
  readonly bootMs: Range;
  /** After the first agent start of a boot, before the first poll of a registered device. */
  readonly startDelayMs: Range;
  /** Attempts of one poll, download or report. */
  readonly attempts: number;
  /** Between those attempts. */
  readonly attemptPauseMs: Range;
  /** The attempt of a poll at which a 404 means that the device was deleted. */
  readonly deletedAtAttempt: number;
  /** Extra pause after a 404. */
  readonly notFoundPauseMs: number;
  /** Attempts to refresh the inventory when no connection comes about. */
  readonly infoAttempts: number;
  readonly infoPauseMs: number;
  /** Writing the configuration and reloading services; not a setting of the agent, default 1 to 5 s. */
  readonly applyMs: Range;
  /** After the reload, before the test. */
  readonly settleMs: number;
  /** Test the connection to the controller after applying. */
  readonly testConfig: boolean;
  readonly testAttempts: number;
  readonly testPauseMs: Range;
  /** The service manager starts an agent that ended again, after a pause, so many times in quick succession. */
  readonly respawn: {
    /** An agent that ran at least that long counts as healthy and clears the count. */
    readonly thresholdMs: number;
    readonly pauseMs: number;
    /** 0: without limit. */
    readonly retries: number;
  };
  /** Probability that applying a configuration fails, 0 to 1; default 0. */
  readonly failRate: number;
  /** Probability that the device reboots at the end of a polling cycle, 0 to 1; default 0. */
  readonly rebootRate: number;
}

/** The agent's defaults, with changes. A changed interval brings its registration interval along. */
export function deviceSettings(changes: Partial<DeviceSettings> = {}): DeviceSettings {
  const intervalMs = changes.intervalMs ?? 120_000;
  return {
    intervalMs,
    registrationIntervalMs: intervalMs / 4,
    bootMs: { minimum: 20_000, maximum: 40_000 },
    startDelayMs: { minimum: 0, maximum: 10_000 },
    attempts: 10,
    attemptPauseMs: { minimum: 2000, maximum: 15_000 },
    deletedAtAttempt: 5,
    notFoundPauseMs: 6000,
    infoAttempts: 10,
    infoPauseMs: 2000,
    applyMs: { minimum: 1000, maximum: 5000 },
    settleMs: 5000,
    testConfig: true,
    testAttempts: 10,
    testPauseMs: { minimum: 5000, maximum: 20_000 },
    respawn: { thresholdMs: 3_600_000, pauseMs: 5000, retries: 5 },
    failRate: 0,
    rebootRate: 0,
    ...changes,
  };
}

import type { Clock } from './clock.ts';
import type { ControllerCalls } from './controller-calls.ts';
import type { DeviceIdentity } from './device-identity.ts';
import { stepDevice } from './device-model.ts';
import type { DeviceSettings } from './device-settings.ts';
import type { DeviceEffect, DeviceEvent, DeviceState } from './device-state.ts';
import type { Random } from './random.ts';

export interface DeviceRunOptions {
  readonly identity: DeviceIdentity;
  readonly settings: DeviceSettings;
  /** The device to begin with, see `newDevice`. */
  readonly state: DeviceState;
  /** A clock that runs faster compresses the device's pauses; limits on network time are not affected. */
  readonly clock: Clock;
  readonly random: Random;
  readonly calls: ControllerCalls;
  /** Told of every event that changed the device. */
  readonly onStep?: (step: {
    readonly before: DeviceState;
    readonly event: DeviceEvent;
    readonly after: DeviceState;
  }) => void;
}

/** A device in operation. */
export interface DeviceRun {
  readonly identity: DeviceIdentity;
  readonly state: () => DeviceState;
  /** Makes something happen to the device: power, reboot, a signal to its agent. */
  readonly send: (event: DeviceEvent) => void;
  /** Pulls the plug: breaks off what is under way; nothing happens any more. */
  readonly stop: () => void;
}

/**
 * Lets a device model live: carries out what it asks for and feeds the answers back. The device stays off until it
 * is sent `power-on`.
 *
 * A bug in the model or in a call shows as a rejected promise that nobody handles, which ends the process: a
 * simulation that lost devices silently would be worthless.
 */
export function runDevice(options: DeviceRunOptions): DeviceRun {
  const { identity, settings, clock, random, calls, onStep } = options;
  let { state } = options;
  let stopped = false;
  let underWay: AbortController | undefined;

  const send = (event: DeviceEvent): void => {
    if (stopped) return;
    const before = state;
    const step = stepDevice(before, event, { identity, settings, now: clock.now(), random });
    if (step.state === before) return;
    state = step.state;
    // What was waited for until now has answered or has become stale.
    underWay?.abort();
    underWay = undefined;
    if (step.effect !== undefined) {
      underWay = new AbortController();
      void carryOut(step.effect, underWay.signal);
    }
    onStep?.({ before, event, after: state });
  };

  const carryOut = async (effect: DeviceEffect, signal: AbortSignal): Promise<void> => {
    if (effect.type === 'wait') {
      await clock.wait(effect.milliseconds, signal);
      if (!signal.aborted) send({ type: 'timer', ticket: effect.ticket });
      return;
    }
    const answer = await calls(effect, identity, signal);
    if (!signal.aborted) send(answer);
  };

  return {
    identity,
    state: () => state,
    send,
    stop: () => {
      stopped = true;
      underWay?.abort();
    },
  };
}

import type { DeviceContext } from './device-context.ts';

/** A capability of the service: one folder, one value. */
export interface DeviceModule {
  name: string;
  /** Declares operations and routes. Runs before the service listens. */
  register(context: DeviceContext): Promise<RunningModule | void> | RunningModule | void;
}

/** What a module does once everything is registered, and how it ends. `stop` undoes `start`. */
export interface RunningModule {
  /** Must not wait for hardware, daemons or the network: what takes long goes on in the background. */
  start?(): Promise<void> | void;
  stop?(): Promise<void> | void;
}

/** Checks the type of a module where it is written. */
export const defineModule = (module: DeviceModule): DeviceModule => module;

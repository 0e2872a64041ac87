import type { Migration } from '@netloom/server-kit';
import type { AppContext } from './app-context.ts';
import type { FirstStartStep } from './first-start.ts';

/** A capability of the controller: one folder, one value. See ARCHITECTURE.md, "A module". */
export interface Module {
  /** Also the name under which its migrations are recorded: never changed. */
  name: string;
  /** Names of the modules that it calls. They come earlier in the list. */
  requires: readonly string[];
  migrations: readonly Migration[];
  /** Registers routes, jobs and listeners. Runs after the migrations and before the server listens. */
  register(context: AppContext): Promise<RunningModule | void> | RunningModule | void;
}

/** What a module does once everything is registered, and how it ends. `stop` undoes `start`. */
export interface RunningModule {
  /** Its part of the first start. */
  firstStart?: FirstStartStep;
  start?(): Promise<void> | void;
  stop?(): Promise<void> | void;
}

export const defineModule = (module: Module): Module => module;

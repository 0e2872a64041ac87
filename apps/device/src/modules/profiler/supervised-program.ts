import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@netloom/server-kit';
import type { Argv } from '../../platform/commands/run-command.ts';

/** How long, in milliseconds, an end is waited for before the answer is given all the same. */
const patienceMs = 5000;

/** A program of which at most one runs, as a child of the service. */
export interface SupervisedProgram {
  /** Starts it; false when it runs already, or cannot be started. */
  start(argv: Argv): Promise<boolean>;
  /** Asks it to end, and waits a while; false when it does not run. */
  stop(): Promise<boolean>;
}

/** Starts nothing yet. */
export const createSupervisedProgram = (log: Logger): SupervisedProgram => {
  let running: { child: ChildProcess; ended: Promise<void> } | undefined;
  return {
    start: (argv) =>
      new Promise((resolve) => {
        if (running) return resolve(false);
        const [program, ...args] = argv;
        const child = spawn(program, args, { stdio: 'ignore' });
        const { promise: ended, resolve: end } = Promise.withResolvers<void>();
        running = { child, ended };
        child.once('spawn', () => {
          log.info({ argv, pid: child.pid }, `${program} was started`);
          resolve(true);
        });
        child.once('error', (error) => {
          log.error({ err: error }, `${program} cannot be started`);
          running = undefined;
          end();
          resolve(false);
        });
        child.once('exit', (code, signal) => {
          log.info({ code, signal }, `${program} has ended`);
          running = undefined;
          end();
        });
      }),
    stop: async () => {
      if (!running) return false;
      const { child, ended } = running;
      child.kill('SIGTERM');
      const patience = new AbortController();
      await Promise.race([ended, sleep(patienceMs, undefined, { signal: patience.signal }).catch(() => {})]);
      patience.abort();
      return true;
    },
  };
};

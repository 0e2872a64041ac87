// Runs a program of the repository with its own Node, with its commands first in PATH, and hands through what it
// prints, its exit status and the signals that end it.
import { spawn } from 'node:child_process';
import { node, root } from './ensure-installed.mjs';

const environment = { ...process.env, PATH: `${root}node_modules/.bin:${process.env.PATH ?? ''}` };

/** Resolves with the exit status. `options.flags` go to Node itself. */
export const run = (file, args = [], options = {}) =>
  new Promise((resolve) => {
    const child = spawn(node, [...(options.flags ?? []), file, ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...environment, ...options.env },
    });
    const forward = (signal) => child.kill(signal);
    // Ctrl-C reaches the child by itself (same terminal); a supervisor's SIGTERM does not.
    const ignore = () => {};
    process.on('SIGINT', ignore).on('SIGTERM', forward);
    child.on('exit', (code, signal) => {
      process.off('SIGINT', ignore).off('SIGTERM', forward);
      resolve(signal ? 1 : (code ?? 1));
    });
  });

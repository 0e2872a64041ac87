import { CommanderError } from 'commander';
import { isForOperator } from './command-failure.ts';

/** The exit code after a command line could not be carried out: 0 for help and version, 1 for failure, 2 for wrong usage. */
export function exitCodeOfFailure(error: unknown): number {
  if (isForOperator(error)) {
    console.error(`netloom: ${error.message}`);
    return 1;
  }
  // Anything else is a bug: let the process show it with its stack.
  if (!(error instanceof CommanderError)) throw error;
  const shown = error.code === 'commander.helpDisplayed' || error.code === 'commander.version';
  return shown || (error.code === 'commander.help' && error.exitCode === 0) ? 0 : 2;
}

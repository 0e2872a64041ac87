import { CommanderError } from 'commander';

/** The exit code after a command line could not be carried out: 0 for help and version, 2 for wrong usage. */
export function exitCodeOfFailure(error: unknown): number {
  // Anything else is a bug: let the process show it with its stack.
  if (!(error instanceof CommanderError)) throw error;
  const shown = error.code === 'commander.helpDisplayed' || error.code === 'commander.version';
  return shown || (error.code === 'commander.help' && error.exitCode === 0) ? 0 : 2;
}

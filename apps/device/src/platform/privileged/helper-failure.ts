import type { CommandFault } from '../commands/run-command.ts';

/** What the helper prints when an action was refused or failed. */
export interface HelperFailure {
  failure: string;
  /** Of a program: why it did not end well, and what it had printed by then. */
  fault?: CommandFault;
  stdout?: string;
  stderr?: string;
  exitCode?: number;
  /** Of the file system: its error, like `ENOSPC`. */
  code?: string;
}

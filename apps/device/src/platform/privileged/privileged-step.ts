import type { Argv } from '../commands/run-command.ts';
import type { ProcessMatch } from './find-processes.ts';
import type { KeptFile } from './kept-file.ts';

/** One thing that is done to the system. */
export type PrivilegedStep =
  | { kind: 'run'; argv: Argv; input?: string; timeoutMs?: number }
  /** The content becomes the output; a missing file is an exit code of 1. */
  | { kind: 'read'; path: string }
  /** The output is a `KeptFile` (JSON). */
  | { kind: 'keep'; path: string }
  | { kind: 'give-back'; path: string; kept: KeptFile }
  /** Written whole or not at all: to a temporary file beside it, then renamed. Missing folders are made. */
  | { kind: 'write'; path: string; content: string; mode: number; owner?: { user: string; group: string } }
  /** A symbolic link, in place of what was there. */
  | { kind: 'link'; path: string; target: string }
  /** A file, or a socket; nothing happens when there is none. */
  | { kind: 'remove'; path: string }
  /** Starts a program of a list (JSON: name to command line) in the background; the output is a `StartedProgram`. */
  | { kind: 'start-listed'; listFile: string; name: string; prefix: readonly string[]; logFile: string }
  /** Ends the processes that match, and waits until they have ended. */
  | { kind: 'stop'; processes: ProcessMatch };

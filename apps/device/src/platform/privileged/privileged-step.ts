import type { Argv } from '../commands/run-command.ts';

/** One thing that is done to the system. */
export type PrivilegedStep =
  | { kind: 'run'; argv: Argv; input?: string; timeoutMs?: number }
  /** Written whole or not at all: to a temporary file beside it, then renamed. Missing folders are made. */
  | { kind: 'write'; path: string; content: string; mode: number }
  /** A file, or a socket; nothing happens when there is none. */
  | { kind: 'remove'; path: string };

import { spawn } from 'node:child_process';

/** A program and its arguments. Never a shell: no argument is ever interpreted. */
export type Argv = readonly [program: string, ...args: string[]];

export interface CommandOptions {
  /** Milliseconds after which the program and its children are killed. */
  timeoutMs?: number;
  /** Bytes of output, of each of the two streams, beyond which the program is killed. */
  maximumOutput?: number;
  /** Text for the standard input; otherwise it is closed. */
  input?: string;
  env?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
}

export interface CommandResult {
  stdout: string;
  stderr: string;
  /** 128 plus the signal's number when a signal ended it. */
  exitCode: number;
}

/** Why a command did not end well. */
export type CommandFault = 'not-found' | 'not-allowed' | 'timeout' | 'too-much-output' | 'aborted' | 'exit';

/** A command that could not be run to its end, or ended with a failure. `message` is its standard error with the code. */
export class CommandError extends Error {
  override name = 'CommandError';
  readonly argv: Argv;
  readonly fault: CommandFault;
  readonly result: CommandResult;

  constructor(argv: Argv, fault: CommandFault, message: string, result: CommandResult) {
    super(message);
    this.argv = argv;
    this.fault = fault;
    this.result = result;
  }
}

/** Runs a command and gives its result; a status other than 0 is a `CommandError`. */
export type RunCommand = (argv: Argv, options?: CommandOptions) => Promise<CommandResult>;

const nothing: CommandResult = { stdout: '', stderr: '', exitCode: -1 };

/** Programs speak English here whatever the system's language: their output is parsed. */
const environment = { LC_ALL: 'C', LANG: 'C' };

/**
 * Runs programs with limits on time and output. The program leads a process group of its own, so that what it has
 * started ends with it.
 *
 * @throws CommandError
 */
export const runCommand: RunCommand = (argv, options = {}) =>
  new Promise((resolve, reject) => {
    const { timeoutMs = 10_000, maximumOutput = 4 * 1024 * 1024, input, signal } = options;
    const [program, ...args] = argv;
    if (signal?.aborted)
      return reject(new CommandError(argv, 'aborted', `${program} was not started`, nothing));
    const child = spawn(program, args, {
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      detached: true,
      env: { ...process.env, ...environment, ...options.env },
    });
    const chunks: { stdout: Buffer[]; stderr: Buffer[] } = { stdout: [], stderr: [] };
    const sizes = { stdout: 0, stderr: 0 };
    let broken: CommandFault | undefined;

    const kill = (fault: CommandFault): void => {
      broken ??= fault;
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended meanwhile.
      }
    };
    const timer = setTimeout(() => kill('timeout'), timeoutMs);
    const abort = (): void => kill('aborted');
    signal?.addEventListener('abort', abort, { once: true });

    for (const name of ['stdout', 'stderr'] as const)
      child[name]?.on('data', (chunk: Buffer) => {
        sizes[name] += chunk.length;
        if (sizes[name] > maximumOutput) kill('too-much-output');
        else chunks[name].push(chunk);
      });
    // A program that does not read its input to the end breaks the pipe: its exit status tells more than that.
    child.stdin?.on('error', () => {}).end(input);

    const settle = (exitCode: number, startFault?: { fault: CommandFault; message: string }): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      const result = {
        stdout: Buffer.concat(chunks.stdout).toString('utf8'),
        stderr: Buffer.concat(chunks.stderr).toString('utf8'),
        exitCode,
      };
      if (startFault) reject(new CommandError(argv, startFault.fault, startFault.message, result));
      else if (broken) reject(new CommandError(argv, broken, explain(program, broken, timeoutMs), result));
      else if (exitCode !== 0)
        reject(
          new CommandError(
            argv,
            'exit',
            `${result.stderr.trim()} (exit code ${exitCode})`.trimStart(),
            result,
          ),
        );
      else resolve(result);
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      const fault = error.code === 'EACCES' ? 'not-allowed' : 'not-found';
      settle(-1, { fault, message: `${program} cannot be started: ${error.code ?? error.message}` });
    });
    child.once('close', (code, ended) => {
      if (child.pid !== undefined) settle(code ?? 128 + signalNumber(ended));
    });
  });

const explain = (program: string, fault: CommandFault, timeoutMs: number): string => {
  if (fault === 'timeout') return `${program} did not end within ${timeoutMs} ms`;
  if (fault === 'too-much-output') return `${program} printed more than is allowed`;
  return `${program} was broken off`;
};

const signalNumber = (signal: NodeJS.Signals | null): number =>
  ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 })[signal as 'SIGHUP'] ?? 0;

/** The same, but a status other than 0 is a result, not an error; what could not run to its end still is. */
export const tolerant =
  (run: RunCommand): RunCommand =>
  async (argv, options) => {
    try {
      return await run(argv, options);
    } catch (error) {
      if (error instanceof CommandError && error.fault === 'exit') return error.result;
      throw error;
    }
  };

import { CommandError, type RunCommand } from '../platform/commands/run-command.ts';

/** Stands for all programs of the box: notes what is run, and fails where it is told to. */
export interface CommandRecorder {
  /** Commands so far, each as one line. */
  ran: string[];
  /** Commands that fit end with status 2 and this on their standard error. */
  failing: Map<RegExp, string>;
  /** For `startTestDevice({}, { run })`. */
  run: RunCommand;
}

/** @param answer what a command prints, by its line */
export const recordCommands = (answer: (line: string) => string = () => ''): CommandRecorder => {
  const ran: string[] = [];
  const failing: CommandRecorder['failing'] = new Map();
  const run: RunCommand = async (argv) => {
    const line = argv.join(' ');
    ran.push(line);
    for (const [pattern, stderr] of failing)
      if (pattern.test(line))
        throw new CommandError(argv, 'exit', `${stderr} (exit code 2)`, { stdout: '', stderr, exitCode: 2 });
    return { stdout: answer(line), stderr: '', exitCode: 0 };
  };
  return { ran, failing, run };
};

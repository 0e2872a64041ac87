import { readFile, rm } from 'node:fs/promises';
import type { CommandResult, RunCommand } from '../commands/run-command.ts';
import { writeWhole } from '../write-whole.ts';
import type { PrivilegedStep } from './privileged-step.ts';
import { startListed } from './start-listed.ts';
import { stopProcesses } from './stop-processes.ts';

const done: CommandResult = { stdout: '', stderr: '', exitCode: 0 };

/** Carries out one step. @throws CommandError, or the error of the file system. */
export const performStep = async (step: PrivilegedStep, run: RunCommand): Promise<CommandResult> => {
  switch (step.kind) {
    case 'run':
      return run(step.argv, {
        ...(step.input === undefined ? {} : { input: step.input }),
        ...(step.timeoutMs === undefined ? {} : { timeoutMs: step.timeoutMs }),
      });
    case 'read':
      return readWhole(step.path);
    case 'write':
      await writeWhole(step.path, step.content, step.mode);
      return done;
    case 'remove':
      await rm(step.path, { force: true });
      return done;
    case 'start-listed':
      return { ...done, stdout: JSON.stringify(await startListed(step)) };
    case 'stop':
      return { ...done, stdout: JSON.stringify(await stopProcesses(step.processes)) };
  }
};

const readWhole = async (path: string): Promise<CommandResult> => {
  try {
    return { ...done, stdout: await readFile(path, 'utf8') };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return { ...done, exitCode: 1 };
  }
};

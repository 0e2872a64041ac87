import { readFile, rm } from 'node:fs/promises';
import type { CommandResult, RunCommand } from '../commands/run-command.ts';
import { writeWhole } from '../write-whole.ts';
import { giveBackFile, keepFile } from './kept-file.ts';
import type { PrivilegedStep } from './privileged-step.ts';
import { replaceLink } from './replace-link.ts';
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
    case 'keep':
      return { ...done, stdout: JSON.stringify(await keepFile(step.path)) };
    case 'give-back':
      await giveBackFile(step.path, step.kept);
      return done;
    case 'write':
      await writeWhole(step.path, step.content, step.mode);
      if (step.owner !== undefined) await giveTo(step.path, step.owner, run);
      return done;
    case 'link':
      await replaceLink(step.path, step.target);
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

/** Only root can give files away; anybody else keeps them. */
const giveTo = async (
  path: string,
  owner: { user: string; group: string },
  run: RunCommand,
): Promise<void> => {
  if (process.getuid?.() !== 0) return;
  await run(['chown', `${owner.user}:${owner.group}`, path]);
};

const readWhole = async (path: string): Promise<CommandResult> => {
  try {
    return { ...done, stdout: await readFile(path, 'utf8') };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return { ...done, exitCode: 1 };
  }
};
